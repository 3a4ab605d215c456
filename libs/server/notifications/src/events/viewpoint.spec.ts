import type { LiveMessage } from '@okno/server/core';

import { toldOf, type Viewpoint } from './viewpoint';

const applicant: Viewpoint = {
  accountId: 'applicant',
  organisationIds: new Set(['ours']),
  clusterIds: new Set(),
  everywhere: false,
  councilClusterIds: new Set(),
};
const reviewer: Viewpoint = {
  accountId: 'reviewer',
  organisationIds: new Set(),
  clusterIds: new Set(['kuzbass']),
  everywhere: false,
  councilClusterIds: new Set(['kuzbass']),
};
const changed = (over: Partial<Extract<LiveMessage, { kind: 'application' }>>): LiveMessage => ({
  kind: 'application',
  id: 'case',
  revision: 3,
  state: 'REGISTERED',
  organisationId: 'ours',
  clusterId: 'kuzbass',
  ...over,
});
const eventsFor = (message: LiveMessage, view: Viewpoint): string[] =>
  toldOf(message, view).map(({ event }) => event);

describe('who hears of a change', () => {
  it('is the organisation, and the centre of the cluster', () => {
    expect(eventsFor(changed({}), applicant)).toEqual(['application']);
    expect(eventsFor(changed({}), reviewer)).toEqual(['application', 'inbox']);
  });

  it('is nobody of another organisation or cluster', () => {
    expect(eventsFor(changed({ organisationId: 'theirs' }), applicant)).toEqual([]);
    expect(eventsFor(changed({ clusterId: 'other' }), reviewer)).toEqual([]);
  });

  it('is not the centre while it is a draft', () => {
    expect(eventsFor(changed({ state: 'DRAFT' }), applicant)).toEqual(['application']);
    expect(eventsFor(changed({ state: 'DRAFT' }), reviewer)).toEqual([]);
  });

  it('is one person for a notice', () => {
    const notice: LiveMessage = { kind: 'notification', id: 'n', accountId: 'applicant' };
    expect(toldOf(notice, applicant)).toEqual([{ event: 'notification', data: { id: 'n' } }]);
    expect(toldOf(notice, reviewer)).toEqual([]);
  });

  it('is the organisation alone for what its people do among themselves, whatever the state', () => {
    const team: LiveMessage = { kind: 'team', id: 'case', organisationId: 'ours' };
    const presence: LiveMessage = {
      ...team,
      kind: 'presence',
      accountId: 'colleague',
      tab: 'tab',
      place: 'MONEY/money.lines',
      state: 'HERE',
    };
    const everywhere: Viewpoint = { ...reviewer, everywhere: true };
    expect([team, presence].map((one) => eventsFor(one, applicant))).toEqual([
      ['team'],
      ['presence'],
    ]);
    for (const staff of [reviewer, everywhere]) {
      expect([team, presence].flatMap((one) => eventsFor(one, staff))).toEqual([]);
    }
  });

  it('is whoever may see sessions of the Council there, by the id of the session', () => {
    const vote: LiveMessage = { kind: 'council', id: 'session', clusterId: 'kuzbass' };
    expect(toldOf(vote, reviewer)).toEqual([{ event: 'council', data: { id: 'session' } }]);
    expect(toldOf(vote, applicant)).toEqual([]);
    expect(toldOf({ ...vote, clusterId: 'other' }, reviewer)).toEqual([]);
  });

  it('learns ids and nothing else', () => {
    expect(toldOf(changed({}), reviewer).map(({ data }) => Object.keys(data))).toEqual([
      ['id', 'revision', 'state'],
      ['id'],
    ]);
  });
});
