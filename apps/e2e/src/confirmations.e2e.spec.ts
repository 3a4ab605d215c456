import { randomUUID } from 'node:crypto';

import { eventually } from '@okno/server/testing';

import { secretIn } from './people';
import { Portal } from './portal';
import { joined, must, newApplicant, submit, trainingDraft, type Applicant } from './stories';

const LINK = /\/participation#token=([\w-]+)/;

describe('listeners of a training', () => {
  let portal: Portal;
  let applicant: Applicant;
  let id: string;
  let token: string;
  const olga = { name: 'Соколова Ольга Петровна', email: `olga-${randomUUID()}@example.org` };
  const pavel = { name: 'Лебедев Павел Ильич', email: `pavel-${randomUUID()}@example.org` };

  beforeAll(async () => {
    portal = await Portal.start();
    applicant = await newApplicant(portal, 211);
    await joined(portal, applicant);
    ({ id } = await trainingDraft(applicant, [olga, pavel]));
  }, 180_000);
  afterAll(() => portal.stop());

  const rows = async (client = applicant.client): Promise<Record<string, unknown>[]> =>
    must(200, await client.get(`applications/${id}/confirmations`)).items;

  it('are asked by a letter with a link of their own', async () => {
    must(200, await applicant.client.post(`applications/${id}/confirmations`));
    token = await secretIn(portal, olga.email, LINK);
    expect(await secretIn(portal, pavel.email, LINK)).not.toBe(token);
    const page = must(200, await portal.guest().post('confirmations/open', { token }));
    expect(page).toMatchObject({ state: 'OPEN', asked: { by: 'PERSON' } });
    expect(JSON.stringify(page)).not.toContain(pavel.name);
  });

  it('confirm without an account; nobody else learns anything', async () => {
    const guest = portal.guest();
    const wrong = await guest.post('confirmations/open', { token: 'x'.repeat(43) });
    expect(wrong).toMatchObject({ status: 404, body: { code: 'confirmation.not_found' } });
    expect((await guest.get(`applications/${id}/confirmations`)).status).toBe(401);
    const stranger = await newApplicant(portal, 212);
    expect((await stranger.client.get(`applications/${id}/confirmations`)).status).toBe(404);
    expect((await stranger.client.post(`applications/${id}/confirmations`)).status).toBe(404);
    const version = 1;
    expect(must(200, await guest.post('confirmations/confirm', { token, version })).state).toBe(
      'CONFIRMED',
    );
    expect(await rows()).toMatchObject([{ state: 'CONFIRMED' }, { state: 'INVITED' }]);
  });

  it('do not keep the company from filing; the centre sees who is missing, and then that nobody is', async () => {
    const draft = must(200, await applicant.client.get(`applications/${id}`));
    must(200, await submit(applicant.client, draft));
    const reviewer = await portal.as('REVIEWER');
    const check = async (): Promise<unknown> => {
      const { checks = [] } = must(200, await reviewer.get(`applications/${id}`));
      return checks.find((one: { code: string }) => one.code === 'LINKS');
    };
    await eventually(async () => {
      expect(await check()).toMatchObject({ outcome: 'WARN', params: { count: 1 } });
      expect(must(200, await reviewer.get(`applications/${id}`)).state).toBe('FORMAL_CHECK');
    });
    const late = await secretIn(portal, pavel.email, LINK);
    must(200, await portal.guest().post('confirmations/confirm', { token: late, version: 1 }));
    await eventually(async () => {
      expect(await check()).toMatchObject({ outcome: 'PASS' });
    });
    expect(await rows(reviewer)).toMatchObject([
      { state: 'CONFIRMED', proof: { version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      { state: 'CONFIRMED' },
    ]);
  });

  it('take the consent back by the same link, and company and centre are told', async () => {
    must(200, await portal.guest().post('confirmations/revoke', { token }));
    expect(await rows()).toMatchObject([{ state: 'REVOKED' }, { state: 'CONFIRMED' }]);
    const reviewer = await portal.as('REVIEWER');
    await eventually(async () => {
      for (const client of [applicant.client, reviewer]) {
        const { items } = must(200, await client.get('notifications'));
        expect(JSON.stringify(items)).toMatch(/огласие/);
      }
    });
  });
});
