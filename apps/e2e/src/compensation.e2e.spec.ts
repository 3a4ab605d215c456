import { Client } from './client';
import { Portal } from './portal';
import {
  act,
  compensationDraft,
  concluded,
  joined,
  must,
  newApplicant,
  PASS,
  submit,
  type Applicant,
} from './stories';

const ACCOUNT = '40602810700000000025';

let portal: Portal;
let applicant: Applicant;

beforeAll(async () => {
  portal = await Portal.start();
  applicant = await newApplicant(portal, 301);
});
afterAll(() => portal.stop());

/** Judges the payments of a case one after another. */
async function judged(reviewer: Client, id: string, verdicts: readonly object[]): Promise<void> {
  const { costs } = must(200, await reviewer.get(`applications/${id}`));
  for (const [at, verdict] of verdicts.entries()) {
    const lines = [{ lineId: costs.lines[at].id, ...verdict }];
    must(200, await reviewer.patch(`applications/${id}/costs`, { lines }));
  }
}

describe('compensation of certification', () => {
  it('is said to be a plan and a demonstration before anything is filled in', async () => {
    expect(must(200, await portal.guest().get('measures/KZ-P1'))).toMatchObject({
      kind: 'COMPENSATION',
      planned: true,
      demo: true,
      open: true,
    });
  });

  it('goes from a draft to the decision, payment by payment', async () => {
    await joined(portal, applicant);
    const draft = await compensationDraft(applicant, 'KZ-P1', ['101', '102']);
    expect(draft.problems).toEqual([]);
    const filed = must(200, await submit(applicant.client, draft));
    expect(filed.number).toMatch(/^KZB-CMP-\d{4}-\d{6}$/);
    const reviewer = await portal.as('REVIEWER');
    await concluded(reviewer, draft.id, 'toCostAudit');
    const early = await reviewer.post(`applications/${draft.id}/actions/toDecision`, {
      revision: must(200, await reviewer.get(`applications/${draft.id}`)).revision,
      conclusion: PASS,
    });
    expect(early).toMatchObject({ status: 409, body: { code: 'application.not_ready' } });
    await judged(reviewer, draft.id, [
      { outcome: 'ACCEPTED' },
      { outcome: 'REDUCED', acceptedKopecks: 1_000_000, reason: 'В акте меньше' },
    ]);
    await act(reviewer, draft.id, 'toDecision', { conclusion: PASS });
    const told = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(told.state).toBe('DECISION');
    expect(told.costs).toMatchObject({
      claimedKopecks: 20_000_000,
      acceptedKopecks: 11_000_000,
      stateKopecks: 3_000_000,
      capReason: 'ASKED',
    });
    await act(await portal.as('CENTRE_HEAD'), draft.id, 'approve', { publicComment: 'Одобрено.' });
    const { decision } = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(decision).toMatchObject({ approvedKopecks: 3_000_000, ownKopecks: 8_000_000 });
  });

  it('is refused where a payment is in a request already, and the request is named to its owner', async () => {
    const second = await compensationDraft(applicant, 'MIK-01', ['00101']);
    const refused = await submit(applicant.client, second);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'application.cost_claimed', fields: [{ code: 'PAYMENT_CLAIMED_BY' }] },
    });
    const stranger = await newApplicant(portal, 302);
    const third = await compensationDraft(stranger, 'MIK-01', ['101']);
    const answer = await submit(stranger.client, third);
    expect(answer).toMatchObject({ status: 409, body: { fields: [{ code: 'PAYMENT_CLAIMED' }] } });
    expect(JSON.stringify(answer.body)).not.toContain('KZB-CMP');
  });

  it('shows bank details to the accountant and not to the reviewer', async () => {
    const page = must(200, await applicant.client.get('applications?mine=true&kind=COMPENSATION'));
    expect(JSON.stringify(page)).not.toContain(ACCOUNT);
    const { id } = page.items.find((one: { number: string | null }) => one.number !== null);
    for (const [role, seen] of [
      ['FINANCE', true],
      ['CENTRE_HEAD', true],
      ['REVIEWER', false],
      ['REGISTRAR', false],
    ] as const) {
      const shown = must(200, await (await portal.as(role)).get(`applications/${id}`));
      expect([role, JSON.stringify(shown).includes(ACCOUNT)]).toEqual([role, seen]);
    }
  });
});

describe('compensation of interest', () => {
  it('is asked for in a demonstration round of its own cluster, and goes to the decision', async () => {
    const person = await newApplicant(portal, 303);
    const draft = await compensationDraft(person, 'MIK-01', ['501']);
    expect(draft.problems).toEqual([]);
    const filed = must(200, await submit(person.client, draft));
    expect(filed.number).toMatch(/^MIK-CMP-\d{4}-\d{6}$/);
    const kuzbass = await portal.as('REVIEWER');
    expect((await kuzbass.get(`applications/${draft.id}`)).status).toBe(404);
    const reviewer = new Client(portal.url);
    await reviewer.signIn('reviewer-mik@demo.example.org', 'okno-demo-2026');
    await concluded(reviewer, draft.id, 'toCostAudit');
    await judged(reviewer, draft.id, [{ outcome: 'ACCEPTED' }]);
    await act(reviewer, draft.id, 'toDecision', { conclusion: PASS });
    const head = new Client(portal.url);
    await head.signIn('head-mik@demo.example.org', 'okno-demo-2026');
    await act(head, draft.id, 'approve', { publicComment: 'Одобрено.' });
    const { state, decision } = must(200, await person.client.get(`applications/${draft.id}`));
    expect([state, decision.approvedKopecks]).toEqual(['APPROVED', 3_000_000]);
  });
});
