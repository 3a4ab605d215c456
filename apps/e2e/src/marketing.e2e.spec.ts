import { eventually } from '@okno/server/testing';

import { secretIn } from './people';
import { Portal } from './portal';
import {
  act,
  marketingDraft,
  membershipDraft,
  must,
  newApplicant,
  submit,
  type Applicant,
  type CaseView,
} from './stories';

const PASS = { pass: true, text: 'Цель ясна, смета обоснована, документы в порядке.' };

/** A reviewer's part: everything ticked, the conclusion written. */
async function concluded(portal: Portal, id: string, action: string): Promise<void> {
  const reviewer = await portal.as('REVIEWER');
  await eventually(async () => {
    expect(must(200, await reviewer.get(`applications/${id}`)).state).toBe('FORMAL_CHECK');
  });
  await reviewer.post(`applications/${id}/take`);
  const shown = must(200, await reviewer.get(`applications/${id}`));
  const items = Object.fromEntries(
    shown.checklist.items.map((item: { code: string }) => [item.code, true]),
  );
  must(200, await reviewer.patch(`applications/${id}/checklist`, { items }));
  await act(reviewer, id, action, { conclusion: PASS });
}

/** Takes a company into the cluster, by the whole procedure. */
async function joined(portal: Portal, applicant: Applicant): Promise<void> {
  const draft = await membershipDraft(applicant);
  must(200, await submit(applicant.client, draft));
  await concluded(portal, draft.id, 'toReview');
  const head = await portal.as('CENTRE_HEAD');
  await act(head, draft.id, 'approve', { publicComment: 'Рады видеть вас в кластере.' });
  await eventually(async () => {
    expect(must(200, await applicant.client.get(`applications/${draft.id}`)).state).toBe(
      'AGREEMENT',
    );
  });
  must(202, await applicant.client.post(`applications/${draft.id}/agreement/code`));
  const code = await secretIn(portal, applicant.email, /: (\d{6})$/m);
  await act(applicant.client, draft.id, 'acceptAgreement', { code });
  await act(head, draft.id, 'signAgreement');
}

describe('the marketing service', () => {
  let portal: Portal;
  let applicant: Applicant;
  let draft: CaseView;
  const period = { from: '2027-03-01', to: '2027-06-30' };

  beforeAll(async () => {
    portal = await Portal.start();
    applicant = await newApplicant(portal, 201);
  });
  afterAll(() => portal.stop());

  it('is refused to a company that is not in the cluster, and the check is named', async () => {
    draft = await marketingDraft(applicant, period);
    const refused = await submit(applicant.client, draft);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'application.not_eligible', checks: ['E03'] },
    });
  });

  it('splits the estimate to the kopeck', async () => {
    const shown = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(shown.money).toMatchObject({
      costKopecks: 22_500_003,
      stateKopecks: 18_000_002,
      ownKopecks: 4_500_001,
    });
  });

  it('is filed by a member, checked, concluded and approved with money reserved once', async () => {
    await joined(portal, applicant);
    const fresh = must(200, await applicant.client.get<CaseView>(`applications/${draft.id}`));
    const filed = must(200, await submit(applicant.client, fresh));
    expect(filed.number).toMatch(/^KZB-SRV-\d{4}-\d{6}$/);
    await concluded(portal, draft.id, 'toExpertise');
    const reviewer = await portal.as('REVIEWER');
    const version = must(200, await reviewer.get(`applications/${draft.id}`)).measure.versionId;
    const form = must(200, await reviewer.get(`measure-versions/${version}/form`));
    // First come, first served: pass or no pass on the first two criteria only (forms.md §1.8).
    const criteria = form.definition.scoring.criteria.slice(0, 2).map((one: { code: string }) => ({
      code: one.code,
      pass: true,
      reason: 'Соответствует.',
    }));
    await act(reviewer, draft.id, 'toDecision', { conclusion: PASS, criteria });
    const head = await portal.as('CENTRE_HEAD');
    const { revision } = must(200, await head.get<CaseView>(`applications/${draft.id}`));
    const press = () =>
      head.post<CaseView>(`applications/${draft.id}/actions/approve`, {
        revision,
        publicComment: 'Поддержано.',
      });
    const statuses = (await Promise.all([press(), press()])).map((answer) => answer.status);
    expect(statuses.sort()).toEqual([200, 409]);
    const decided = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(decided.state).toBe('APPROVED');
    expect(decided.decision).toMatchObject({ approvedKopecks: 18_000_002, ownKopecks: 4_500_001 });
    const rounds = must(200, await portal.guest().get('clusters/kuzbass-biomed/rounds'));
    expect(
      rounds.items.find((one: { measureCode: string }) => one.measureCode === 'KZ-06'),
    ).toMatchObject({
      reservedKopecks: 18_000_002,
    });
  });
});
