/* eslint-disable @typescript-eslint/no-explicit-any -- a test asserts on the body; a wrong shape fails the assertion */
import { randomUUID } from 'node:crypto';

import { eventually } from '@okno/server/testing';

import type { Answer, Client } from './client';
import { Portal } from './portal';
import {
  giveConsents,
  membershipDraft,
  must,
  newApplicant,
  newColleague,
  submit,
  type Applicant,
  type CaseView,
} from './stories';

const SECRET = 'Между нами: эту сумму центр увидеть не должен.';

/** What a listening screen was told. */
interface Heard {
  event: string;
  data: Record<string, unknown>;
}

describe('colleagues of one company', () => {
  let portal: Portal;
  let head: Applicant;
  let clerk: Applicant;
  let stranger: Applicant;
  let reviewer: Client;
  let draft: CaseView;

  beforeAll(async () => {
    portal = await Portal.start({ apis: 2 });
    head = await newApplicant(portal, 701);
    [clerk, stranger] = [await newColleague(portal, head, false), await newApplicant(portal, 702)];
    reviewer = await portal.as('REVIEWER');
    draft = await membershipDraft(clerk);
  });
  afterAll(() => portal.stop());

  const at = (path: string): string => `applications/${draft.id}/${path}`;
  const now = async (): Promise<CaseView> =>
    must(200, await clerk.client.get<CaseView>(`applications/${draft.id}`));
  const send = async (headers: Record<string, string> = {}): Promise<Answer<any>> =>
    clerk.client.post(
      at('signature'),
      { revision: (await now()).revision, note: 'К пятнице' },
      headers,
    );
  const mark = async ({ client }: Applicant): Promise<Record<string, unknown> | undefined> =>
    must(200, await client.get(`team/marks?applications=${draft.id}`)).items[0];

  it('hear where each other is, from another process too; nobody else hears', async () => {
    const [near, far] = [await listen(head.client), await listen(stranger.client)];
    const tab = randomUUID();
    const place = 'FIGURES/mem.employees';
    const other = clerk.client.at(portal.addresses[1] ?? '');
    must(204, await other.post(at('presence'), { tab, place, state: 'HELLO' }));
    await eventually(() => {
      expect(near.heard).toContainEqual({
        event: 'presence',
        data: expect.objectContaining({ id: draft.id, tab, place, state: 'HELLO' }),
      });
      return Promise.resolve();
    });
    const body = { tab, state: 'HERE' };
    expect((await stranger.client.post(at('presence'), body)).status).toBe(404);
    expect((await reviewer.post(at('presence'), body)).status).toBe(404);
    expect(far.heard.filter(({ event }) => event !== 'ready')).toEqual([]);
    near.close();
    far.close();
  });

  it('talk about a field; it is unread until it was seen; strangers and the centre get nothing', async () => {
    const target = { kind: 'FIELD', path: 'mem.employees' };
    const key = { 'idempotency-key': 'said-once-0001' };
    const post = (): Promise<Answer<any>> =>
      clerk.client.post(at('comments'), { target, text: SECRET }, key);
    const [one, two] = await Promise.all([post(), post()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body.id).toBe(one.body.id);
    expect(await mark(head)).toMatchObject({ unread: 1 });
    must(204, await head.client.put(at('comments/read'), { no: 1 }));
    expect(await mark(head)).toBeUndefined();
    must(200, await head.client.patch(`comments/${one.body.id}`, { resolved: true }));
    for (const path of ['comments', 'team', 'signature/changes']) {
      expect((await stranger.client.get(at(path))).status).toBe(404);
      expect((await reviewer.get(at(path))).status).toBe(404);
    }
    expect((await stranger.client.delete(`comments/${one.body.id}`)).status).toBe(404);
    expect(await mark(stranger)).toBeUndefined();
  });

  it('send for signature once, however often the button is pressed, and only one with the right signs', async () => {
    const key = { 'idempotency-key': 'sent-once-0001' };
    const pressed = await Promise.all([send(key), send(key)]);
    expect(pressed.map(({ status }) => status)).toEqual([201, 201]);
    expect(pressed[1]?.body.id).toBe(pressed[0]?.body.id);
    expect(await send()).toMatchObject({ status: 409, body: { code: 'signature.already_sent' } });
    expect(await mark(head)).toMatchObject({ waitsForMe: true });
    expect(await mark(clerk)).toMatchObject({ sent: true, waitsForMe: false });
    await giveConsents(clerk.client);
    expect((await submit(clerk.client, await now())).status).toBe(403);
    expect((await clerk.client.post(at('signature/return'), { comment: 'x' })).status).toBe(403);
    expect((await stranger.client.post(at('signature/return'), { comment: 'x' })).status).toBe(404);
    expect((await stranger.client.delete(at('signature'))).status).toBe(404);
  });

  it('send it back with a comment, or take it back, each once', async () => {
    const giveBack = (): Promise<Answer<any>> =>
      head.client.post(at('signature/return'), { comment: 'Проверьте численность' });
    const returned = await Promise.all([giveBack(), giveBack()]);
    expect(returned.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(must(200, await clerk.client.get(at('team'))).signature).toMatchObject({
      state: 'RETURNED',
      reply: 'Проверьте численность',
    });
    must(201, await send());
    must(200, await clerk.client.delete(at('signature')));
    expect((await clerk.client.delete(at('signature'))).status).toBe(409);
    expect(await mark(head)).toBeUndefined();
  });

  it('are closed out when they leave, and wait for nobody who lost the right', async () => {
    const director = await newColleague(portal, head, true);
    const [gone] = must(
      200,
      await head.client.get(`organisations/${head.organisationId}`),
    ).representatives.filter(
      (one: { isAdmin: boolean; canFile: boolean }) => !one.isAdmin && one.canFile,
    );
    must(201, await send());
    const person = `organisations/${head.organisationId}/representatives/${gone.id}`;
    must(200, await head.client.patch(person, { canFile: false }));
    expect(await mark(director)).toMatchObject({ waitsForMe: false });
    expect((await director.client.post(at('signature/return'), { comment: 'x' })).status).toBe(403);
    must(204, await head.client.delete(person));
    expect((await director.client.get(at('team'))).status).toBe(404);
    expect((await director.client.post(at('comments'), { text: 'x' })).status).toBe(404);
    expect(await mark(director)).toBeUndefined();
  });

  it('sign what they saw: what changed meanwhile is shown first, and it is filed once', async () => {
    const seen = must(200, await head.client.get<CaseView>(`applications/${draft.id}`));
    must(
      200,
      await clerk.client.patch(at('answers'), {
        revision: seen.revision,
        answers: { 'mem.employees': 14 },
      }),
    );
    expect(await submit(head.client, seen)).toMatchObject({
      status: 409,
      body: { code: 'application.changed_meanwhile' },
    });
    expect(must(200, await head.client.get(at('signature/changes')))).toEqual({
      fields: [{ key: 'mem.employees', kind: 'CHANGED', before: 12 }],
      files: [],
    });
    const signed = await now();
    const sign = (): Promise<Answer<CaseView>> => submit(head.client, signed, 'signed-once-0001');
    const [one, two] = await Promise.all([sign(), sign()]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body.number).toBe(one.body.number);
    await eventually(async () =>
      expect(must(200, await clerk.client.get(at('team'))).signature).toMatchObject({
        state: 'SIGNED',
      }),
    );
    expect((await send()).body).toMatchObject({ code: 'application.wrong_state' });
    expect((await head.client.post(at('signature/return'), { comment: 'x' })).body).toMatchObject({
      code: 'signature.not_open',
    });
    expect(await mark(head)).toBeUndefined();
  });

  it('are heard by nobody at the centre after filing either', async () => {
    const shown = await eventually(async () => {
      const answer = must(200, await reviewer.get(`applications/${draft.id}`));
      expect(answer.state).toBe('FORMAL_CHECK');
      return answer;
    });
    const history = must(200, await reviewer.get(at('history')));
    expect(JSON.stringify([shown, history])).not.toMatch(/Между нами|signature\.|численность/u);
    expect((await reviewer.get(at('comments'))).status).toBe(404);
    expect(must(200, await head.client.get(at('comments'))).items).toMatchObject([
      { text: SECRET },
    ]);
  });

  it('see in the list that a draft will be deleted', async () => {
    const other = await newColleague(portal, stranger, false);
    const { id } = await membershipDraft(other);
    must(204, await stranger.client.post(`applications/${id}/deletion`));
    const { items } = must(200, await other.client.get('applications?mine=true'));
    expect(items).toMatchObject([{ id, deletesAt: expect.stringMatching(/^\d{4}-/) }]);
  });
});

/** An open screen: resolves when it listens. */
async function listen(client: Client): Promise<{ heard: Heard[]; close: () => void }> {
  const stop = new AbortController();
  const heard: Heard[] = [];
  const answer = await client.raw('events', { signal: stop.signal });
  void read(answer, heard).catch(() => undefined);
  await eventually(() => {
    expect(heard.map(({ event }) => event)).toContain('ready');
    return Promise.resolve();
  });
  return { heard, close: () => stop.abort() };
}

async function read(answer: Response, heard: Heard[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== undefined) {
        heard.push({ event, data: JSON.parse(data ?? '{}') });
      }
    }
  }
}
