import { eventually, testRedisUrl } from '@okno/server/testing';

import { secretIn } from './people';
import { Portal } from './portal';
import {
  act,
  heardByCouncil,
  membershipDraft,
  must,
  newApplicant,
  submit,
  type Applicant,
  type CaseView,
} from './stories';

const redis = testRedisUrl();
const backends: [string, string | null][] = [
  ['PostgreSQL', null],
  ...(redis === undefined ? [] : [['Redis', redis] satisfies [string, string]]),
];

describe.each(backends)('joining the cluster, queues in %s', (_name, redisUrl) => {
  let portal: Portal;
  let applicant: Applicant;
  let draft: CaseView;

  beforeAll(async () => {
    portal = await Portal.start({ redisUrl, apis: 2, workers: 2 });
    applicant = await newApplicant(portal, 101);
    draft = await membershipDraft(applicant);
  });
  afterAll(() => portal.stop());

  it('takes a complete draft without problems', () => {
    expect(draft.problems).toEqual([]);
    expect(draft.allowed).toContain('submit');
  });

  it('files once, however often the button is pressed', async () => {
    const key = 'press-once-0001';
    const answers = await Promise.all([1, 2, 3].map(() => submit(applicant.client, draft, key)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(1);
    const receipt = must(200, await applicant.client.get(`applications/${draft.id}/receipt`));
    expect(receipt.number).toMatch(/^KZB-MEM-\d{4}-\d{6}$/);
    const checked = must(
      200,
      await portal.guest().get(`receipts/${receipt.number}?hash=${receipt.hash}`),
    );
    expect(checked.valid).toBe(true);
  });

  it('checks it, finds a reviewer, returns it with a remark and takes the answer', async () => {
    const reviewer = await portal.as('REVIEWER');
    await eventually(async () => {
      const shown = must(200, await reviewer.get(`applications/${draft.id}`));
      expect(shown.state).toBe('FORMAL_CHECK');
      expect(shown.checks.length).toBeGreaterThan(3);
    });
    await reviewer.post(`applications/${draft.id}/take`);
    must(
      201,
      await reviewer.post(`applications/${draft.id}/remarks`, {
        target: { kind: 'FIELD', path: 'mem.activity' },
        text: 'Уточните, для каких клиник.',
      }),
    );
    await act(reviewer, draft.id, 'returnWithRemarks');
    const returned = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(returned).toMatchObject({ state: 'RETURNED', unlocked: ['mem.activity'] });
    const locked = await applicant.client.patch(`applications/${draft.id}/answers`, {
      revision: returned.revision,
      answers: { 'mem.employees': 13 },
    });
    expect(locked).toMatchObject({ status: 403, body: { code: 'application.field_locked' } });
    must(
      200,
      await applicant.client.patch(`applications/${draft.id}/answers`, {
        revision: returned.revision,
        answers: {
          'mem.activity': 'Программы для детских клиник и лабораторий Кузбасса. '.repeat(5).trim(),
        },
      }),
    );
    must(
      200,
      await applicant.client.patch(`remarks/${returned.remarks[0].id}`, {
        answer: 'Уточнили: для детских клиник.',
      }),
    );
    expect((await act(applicant.client, draft.id, 'answerRemarks')).state).toBe('FORMAL_CHECK');
  });

  it('stops the clock while an answer from outside is awaited, and tells the applicant what', async () => {
    const reviewer = await portal.as('REVIEWER');
    const path = `applications/${draft.id}/actions`;
    const { revision } = must(200, await reviewer.get(`applications/${draft.id}`));
    const body = { revision, publicComment: 'Ответ Росздравнадзора' };
    expect(await applicant.client.post(`${path}/pauseClock`, body)).toMatchObject({
      status: 403,
      body: { code: 'permission.denied' },
    });
    expect(await reviewer.post(`${path}/pauseClock`, { revision })).toMatchObject({
      status: 422,
      body: { code: 'application.input_missing' },
    });
    must(200, await reviewer.post(`${path}/pauseClock`, body));
    expect((await reviewer.post(`${path}/pauseClock`, body)).status).toBe(409);
    const seen = must(200, await applicant.client.get(`applications/${draft.id}/clock`));
    expect(seen).toMatchObject({
      turn: 'OUTSIDE',
      paused: { reason: 'OUTSIDE', awaited: 'Ответ Росздравнадзора' },
    });
    await act(reviewer, draft.id, 'resumeClock');
    const after = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(after).toMatchObject({ state: 'FORMAL_CHECK', clock: { paused: null } });
    expect(after.dueOn).not.toBeNull();
  });

  it('decides, signs the agreement on both sides and enters the company into the register', async () => {
    const [reviewer, head] = [await portal.as('REVIEWER'), await portal.as('CENTRE_HEAD')];
    const shown = must(200, await reviewer.get(`applications/${draft.id}`));
    for (const remark of shown.remarks) {
      await reviewer.patch(`remarks/${remark.id}`, { state: 'ACCEPTED' });
    }
    const items = Object.fromEntries(
      shown.checklist.items.map((item: { code: string }) => [item.code, true]),
    );
    must(200, await reviewer.patch(`applications/${draft.id}/checklist`, { items }));
    const conclusion = {
      pass: true,
      text: 'Соответствует направлениям кластера, документы в порядке.',
    };
    await act(reviewer, draft.id, 'toReview', { conclusion });
    expect(must(200, await reviewer.get(`applications/${draft.id}`)).allowed).not.toContain(
      'approve',
    );
    const early = must(200, await head.get(`applications/${draft.id}`));
    expect(early.allowed).not.toContain('approve');
    await heardByCouncil(portal, draft.id);
    const heard = must(200, await applicant.client.get(`applications/${draft.id}`));
    expect(heard.council).toMatchObject({ mode: 'OPINION', outcome: 'CARRIED', for: 2 });
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
    await eventually(async () => {
      expect(must(200, await applicant.client.get(`applications/${draft.id}`)).state).toBe(
        'ENTERED',
      );
    });
    const entered = must(200, await applicant.client.get(`applications/${draft.id}`));
    const entry = must(200, await portal.guest().get(`participants/${entered.registry.number}`));
    expect(JSON.stringify(entry)).toContain('Проба 101 (демо)');
  });

  it('keeps every step in the history, and shows none of it to a stranger', async () => {
    const history = must(200, await applicant.client.get(`applications/${draft.id}/history`));
    expect(history.items.map((item: { to: string }) => item.to)).toEqual(
      expect.arrayContaining([
        'SUBMITTED',
        'REGISTERED',
        'FORMAL_CHECK',
        'RETURNED',
        'APPROVED',
        'AGREEMENT',
        'ENTERED',
      ]),
    );
    const stranger = await newApplicant(portal, 102);
    for (const path of ['', '/history', '/receipt', '/clock', '/messages', '/agreement']) {
      expect(await stranger.client.get(`applications/${draft.id}${path}`)).toMatchObject({
        status: 404,
      });
    }
  });
});
