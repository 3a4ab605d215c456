import { randomUUID } from 'node:crypto';

import { Client } from '../src/client';
import { membershipDraft, newApplicant, type CaseView } from '../src/stories';

/** What the clients of one run share. */
export interface Storm {
  addresses: readonly string[];
  /** True until the killing ends. */
  blows: () => boolean;
  /** Filings the portal has acknowledged: application id → number. */
  acknowledged: Map<string, string>;
  /** Steps that failed and were begun again: expected in a storm, counted all the same. */
  restarts: { count: number };
  nextNumber: () => number;
}

/** Answers that say "not now": the same request is sent again. */
const AGAIN = new Set([0, 429, 500, 502, 503, 504]);
const PAUSE_MS = 150;

/** One company after another: registers, fills the form, files it, until the storm is over. */
export async function applicantInStorm(storm: Storm, index: number): Promise<void> {
  while (storm.blows()) {
    const address = storm.addresses[index % storm.addresses.length] ?? '';
    const proxy = {
      'x-forwarded-for': `10.${index}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
    };
    const guest = (): Client => new Client(address, proxy);
    try {
      const applicant = await newApplicant({ guest }, storm.nextNumber());
      const draft = await membershipDraft(applicant);
      await fileUntilAcknowledged(applicant.client, draft, storm);
    } catch {
      // Cut off in the middle of a step that is not repeatable: begin again as somebody else.
      storm.restarts.count += 1;
      await pause();
    }
  }
}

/** The same key again and again until there is an answer, as the browser does. */
async function fileUntilAcknowledged(client: Client, draft: CaseView, storm: Storm): Promise<void> {
  const key = randomUUID();
  for (;;) {
    const answer = await unfailing(() =>
      client.post<CaseView>(
        `applications/${draft.id}/submit`,
        { revision: draft.revision },
        { 'idempotency-key': key },
      ),
    );
    if (answer.body !== undefined && answer.status === 200) {
      storm.acknowledged.set(answer.body.id, answer.body.number ?? '');
      return;
    }
    if (!AGAIN.has(answer.status)) {
      throw new Error(`Filing refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await pause();
  }
}

/** A reviewer and the head who decide what comes in, undisturbed by answers that do not come. */
export async function decidersInStorm(
  storm: Storm,
  people: { reviewer: [string, string]; head: [string, string] },
): Promise<number> {
  let decided = 0;
  while (storm.blows()) {
    try {
      const [reviewer, head] = [
        new Client(storm.addresses[0] ?? ''),
        new Client(storm.addresses.at(-1) ?? ''),
      ];
      await reviewer.signIn(...people.reviewer);
      await head.signIn(...people.head);
      while (storm.blows()) {
        decided += await decideSome(reviewer, head);
        await pause();
      }
    } catch {
      // The session's process is away: sign in again.
      await pause();
    }
  }
  return decided;
}

async function decideSome(reviewer: Client, head: Client): Promise<number> {
  const list = await reviewer.get<{ items: { id: string }[] }>(
    'applications?state=FORMAL_CHECK&limit=5',
  );
  for (const { id } of list.body.items) {
    await reviewer.post(`applications/${id}/take`);
    const shown = await reviewer.get(`applications/${id}`);
    const items = Object.fromEntries(
      shown.body.checklist.items.map((item: { code: string }) => [item.code, true]),
    );
    await reviewer.patch(`applications/${id}/checklist`, { items });
    const conclusion = {
      pass: true,
      text: 'Соответствует направлениям кластера, документы в порядке.',
    };
    await step(reviewer, id, 'toReview', { conclusion });
    await step(head, id, 'approve', { publicComment: 'Рады видеть вас в кластере.' });
  }
  return list.body.items.length;
}

async function step(client: Client, id: string, action: string, input: object): Promise<void> {
  const { body } = await client.get<CaseView>(`applications/${id}`);
  if (body.allowed.includes(action)) {
    await client.post(
      `applications/${id}/actions/${action}`,
      { revision: body.revision, ...input },
      { 'idempotency-key': randomUUID() },
    );
  }
}

async function unfailing<T>(
  send: () => Promise<{ status: number; body: T }>,
): Promise<{ status: number; body: T } | { status: 0; body: undefined }> {
  try {
    return await send();
  } catch {
    // No answer at all: the process was killed under the request.
    return { status: 0, body: undefined };
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
