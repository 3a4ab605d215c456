import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Actor } from '../access/actor';
import { canonicalJson } from '../audit/chain';
import { Clock } from '../clock';
import type { Tx } from '../database/tx';
import { RequestError } from '../errors/core.errors';

/** A repeatable request: who, what, and its body. Without a key nothing is remembered. */
export interface RepeatableRequest {
  actor: Actor;
  /** The action and its object: `application.submit/<id>`. */
  scope: string;
  key: string | undefined;
  body: unknown;
}

const KEY = /^[A-Za-z0-9_-]{8,100}$/;

/** Makes a repeated request answer the same and act once (domain.md §3). */
@Injectable()
export class Idempotency {
  constructor(private readonly clock: Clock) {}

  /**
   * Runs `work` unless the key was used before: then its stored answer is returned. Two requests at
   * the same time wait for each other on the key's row. What `ahead` reads shares the trip that takes the
   * key; it must change nothing.
   * @throws RequestError idempotency.key_malformed, idempotency.key_reused (the same key, another body)
   */
  async run<T, A = void>(
    tx: Tx,
    request: RepeatableRequest,
    work: (ahead: A) => Promise<T>,
    ahead: () => Promise<A>,
  ): Promise<T> {
    if (request.key === undefined) {
      return work(await ahead());
    }
    if (!KEY.test(request.key)) {
      throw new RequestError('idempotency.key_malformed', {}, [
        { path: 'Idempotency-Key', code: 'FORMAT' },
      ]);
    }
    const id = [request.actor.accountId, request.scope, request.key];
    const fingerprint = createHash('sha256').update(canonicalJson(request.body)).digest('hex');
    const [[fresh], read] = await Promise.all([
      tx.named<{ key: string }>(
        'idempotency-take',
        `INSERT INTO idempotency_key (account_id, scope, key, fingerprint, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING key`,
        [...id, fingerprint, this.clock.now()],
      ),
      ahead(),
    ]);
    if (!fresh) {
      return this.answered<T>(tx, id, fingerprint);
    }
    const answer = await work(read);
    await tx.write({
      name: 'idempotency-answer',
      sql: 'UPDATE idempotency_key SET answer = $4::jsonb WHERE account_id = $1 AND scope = $2 AND key = $3',
      params: [...id, JSON.stringify(answer)],
    });
    return answer;
  }

  private async answered<T>(tx: Tx, id: string[], fingerprint: string): Promise<T> {
    const [before] = await tx.named<{ fingerprint: string; answer: T }>(
      'idempotency-read',
      'SELECT fingerprint, answer FROM idempotency_key WHERE account_id = $1 AND scope = $2 AND key = $3',
      id,
    );
    if (!before || before.fingerprint !== fingerprint) {
      throw new RequestError('idempotency.key_reused');
    }
    return before.answer;
  }
}
