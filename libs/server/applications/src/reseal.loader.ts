import { Injectable } from '@nestjs/common';

import { LoadsReference, Secrets, type Tx } from '@okno/server/core';
import type { Answers } from '@okno/shared/form-schema';

import { SecretAnswers } from './secret-answers';

/** After everything else: nobody waits for it. */
const ORDER = 910;
const PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

interface SealedRow {
  id: string;
  applicationId: string;
  answers: Answers;
}

/** Where sealed answers lie: the table, the request, and the answers by the path of their field. */
const PLACES = [
  { table: 'application', request: 'id', answers: 'answers', write: 'answers = $2::jsonb' },
  {
    table: 'application_snapshot',
    request: 'application_id',
    answers: 'answers',
    write: 'answers = $2::jsonb',
  },
  {
    table: 'remark',
    request: 'application_id',
    answers: 'jsonb_build_object(target_path, before)',
    write: 'before = ($2::jsonb)->target_path',
  },
  {
    table: 'remark',
    request: 'application_id',
    answers: 'jsonb_build_object(target_path, after)',
    write: 'after = ($2::jsonb)->target_path',
  },
] as const;

/**
 * While more than one key is set, `migrate` seals anew what an older one has sealed. When it is through, the
 * older key can be taken out of the settings.
 */
@Injectable()
export class Reseal {
  constructor(
    private readonly secrets: Secrets,
    private readonly answers: SecretAnswers,
  ) {}

  @LoadsReference({ order: ORDER })
  async reseal(tx: Tx): Promise<void> {
    if (!this.secrets.hasOlderKeys) {
      return;
    }
    for (const place of PLACES) {
      await this.resealPlace(tx, place);
    }
  }

  /** Rows are only looked through for it while keys are being changed, so no index is kept. */
  private async resealPlace(
    tx: Tx,
    { table, request, answers, write }: (typeof PLACES)[number],
  ): Promise<void> {
    for (let after = FIRST; ;) {
      const rows = await tx.query<SealedRow & Record<string, unknown>>(
        `SELECT id, ${request} AS "applicationId", ${answers} AS answers FROM ${table}
         WHERE id > $1 AND (${answers})::text ~ $2 ORDER BY id LIMIT ${PAGE} FOR UPDATE`,
        [after, `"sealed": "(?!${this.secrets.keyId}\\.)`],
      );
      for (const row of rows) {
        const opened = this.answers.open(row.applicationId, row.answers);
        const sealed = this.answers.seal(row.applicationId, opened);
        await tx.query(`UPDATE ${table} SET ${write} WHERE id = $1`, [
          row.id,
          JSON.stringify(sealed),
        ]);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) {
        return;
      }
      after = last.id;
    }
  }
}
