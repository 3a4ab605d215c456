import { Injectable } from '@nestjs/common';

import { Database, newId, type FieldProblem, type Tx } from '@okno/server/core';
import type { Answers } from '@okno/shared/form-schema';

import { ApplicationError } from './applications.errors';
import { CaseAccess } from './case-access';
import { CaseActions, type CaseStepContext } from './case-actions';
import { COST_LINES, writtenCosts, type WrittenCost } from './cost-lines';

/** A payment of a filed request. Its id stands for exactly these figures: a corrected payment has another one. */
export interface CostLine extends WrittenCost {
  id: string;
}

/** Who holds a payment already. */
interface Holder {
  no: number;
  applicationId: string;
  organisationId: string;
  number: string | null;
}

/** Steps after which nothing is asked for any more. */
const RELEASING = ['withdraw', 'expire', 'reject'] as const;

const COLUMNS = `id, no, payee_inn AS "payeeInn", order_no AS "orderNo", order_key AS "orderKey", paid_on AS "paidOn",
  amount_kopecks AS "amountKopecks", claimed_kopecks AS "claimedKopecks", vat_bp AS "vatBp", purpose, contract, act`;

/** Payments whose compensation is asked for. One payment is compensated once, whoever asks (E15). */
@Injectable()
export class CostLines {
  constructor(
    private readonly db: Database,
    private readonly access: CaseAccess,
    actions: CaseActions,
  ) {
    for (const action of RELEASING) {
      actions.ownEffect(action, (step) => this.release(step));
    }
  }

  /** The payments of a request, in the order of its rows. */
  of(applicationId: string, tx?: Tx): Promise<CostLine[]> {
    return (tx ?? this.db).named<CostLine & Record<string, unknown>>(
      'cost-lines-of',
      `SELECT ${COLUMNS} FROM cost_line WHERE application_id = $1 ORDER BY no LIMIT 100`,
      [applicationId],
    );
  }

  /** Payments of a request that another request has with another sum: the same payee, order and day. A person judges them. */
  async similar(applicationId: string): Promise<number> {
    const [found] = await this.db.named<{ count: number }>(
      'cost-lines-similar',
      `SELECT count(DISTINCT mine.id)::int AS count FROM cost_line AS mine
       JOIN cost_line AS other ON other.payee_inn = mine.payee_inn AND other.order_key = mine.order_key
         AND other.paid_on = mine.paid_on AND other.amount_kopecks <> mine.amount_kopecks
         AND other.released_at IS NULL AND other.application_id <> mine.application_id
       WHERE mine.application_id = $1`,
      [applicationId],
    );
    return found?.count ?? 0;
  }

  /**
   * In the transaction of filing and of an answer to remarks: claims every payment of the answers. Lines whose
   * figures are as they were stay what they are. Without a table of payments not one statement is made.
   * @throws ApplicationError application.cost_claimed
   */
  async claim(step: CaseStepContext, answers: Answers): Promise<void> {
    const written = writtenCosts(answers);
    if (written.length === 0) {
      return;
    }
    const { tx, application, transition } = step;
    const known = transition.action === 'submit' ? [] : await this.of(application.id, tx);
    const { kept, fresh, gone } = compare(known, written);
    if (gone.length > 0) {
      await tx.query('DELETE FROM cost_line WHERE id = ANY($1::uuid[])', [gone]);
    }
    if (kept.length > 0) {
      await tx.query(
        `UPDATE cost_line SET no = kept.no FROM unnest($1::uuid[], $2::int[]) AS kept (id, no)
         WHERE cost_line.id = kept.id AND cost_line.no <> kept.no`,
        [kept.map(({ id }) => id), kept.map(({ no }) => no)],
      );
    }
    const taken = await this.insert(tx, application.id, fresh);
    const refused = fresh.filter(({ no }) => !taken.includes(no));
    if (refused.length > 0) {
      throw await this.refusal(step, refused);
    }
  }

  /** Rows are taken in one order, so two requests with the same payments wait for each other and never both. */
  private async insert(tx: Tx, applicationId: string, lines: WrittenCost[]): Promise<number[]> {
    const rows = await tx.query<{ no: number }>(
      `INSERT INTO cost_line (id, application_id, no, payee_inn, order_no, order_key, paid_on, amount_kopecks,
         claimed_kopecks, vat_bp, purpose, contract, act)
       SELECT id, $1, no, "payeeInn", "orderNo", "orderKey", "paidOn", "amountKopecks", "claimedKopecks", "vatBp",
         purpose, contract, act
       FROM jsonb_to_recordset($2::jsonb) AS line (id uuid, no int, "payeeInn" text, "orderNo" text, "orderKey" text,
         "paidOn" date, "amountKopecks" bigint, "claimedKopecks" bigint, "vatBp" int, purpose text, contract text, act text)
       ORDER BY "payeeInn", "orderKey", "paidOn", "amountKopecks", no
       ON CONFLICT (payee_inn, order_key, paid_on, amount_kopecks) WHERE released_at IS NULL DO NOTHING
       RETURNING no`,
      [applicationId, JSON.stringify(lines.map((line) => ({ id: newId(), ...line })))],
    );
    return rows.map(({ no }) => no);
  }

  /** Names the other request only to who represents its organisation; others learn that there is one. */
  private async refusal(
    { tx, actor, application }: CaseStepContext,
    refused: readonly WrittenCost[],
  ): Promise<ApplicationError> {
    const holders = await this.holders(tx, refused);
    const standing = await this.access.standing(actor, tx);
    const fields = refused.map(({ no }): FieldProblem => {
      const path = `${COST_LINES}[${no - 1}].orderNo`;
      const holder = holders.find((one) => one.no === no);
      if (holder?.applicationId === application.id) {
        return { path, code: 'PAYMENT_TWICE' };
      }
      const own = standing.some(({ organisationId }) => organisationId === holder?.organisationId);
      return own && holder?.number
        ? { path, code: 'PAYMENT_CLAIMED_BY', params: { number: holder.number } }
        : { path, code: 'PAYMENT_CLAIMED' };
    });
    return new ApplicationError('application.cost_claimed', {}, fields);
  }

  private holders(tx: Tx, lines: readonly WrittenCost[]): Promise<Holder[]> {
    return tx.query<Holder & Record<string, unknown>>(
      `SELECT claim.no, line.application_id AS "applicationId", request.organisation_id AS "organisationId",
         request.number
       FROM jsonb_to_recordset($1::jsonb) AS claim (no int, "payeeInn" text, "orderKey" text, "paidOn" date,
         "amountKopecks" bigint)
       JOIN cost_line AS line ON line.released_at IS NULL AND line.payee_inn = claim."payeeInn"
         AND line.order_key = claim."orderKey" AND line.paid_on = claim."paidOn"
         AND line.amount_kopecks = claim."amountKopecks"
       JOIN application AS request ON request.id = line.application_id`,
      [JSON.stringify(lines)],
    );
  }

  private async release({ tx, application, now }: CaseStepContext): Promise<undefined> {
    if (application.kind === 'COMPENSATION' && application.submittedAt !== null) {
      await tx.query(
        'UPDATE cost_line SET released_at = $2 WHERE application_id = $1 AND released_at IS NULL',
        [application.id, now],
      );
    }
  }
}

/** Which lines stay, which are new, and which are no longer there. */
function compare(
  known: readonly CostLine[],
  written: readonly WrittenCost[],
): { kept: { id: string; no: number }[]; fresh: WrittenCost[]; gone: string[] } {
  const left = new Map(known.map((line) => [line.id, contentOf(line)]));
  const kept: { id: string; no: number }[] = [];
  const fresh = written.filter((line) => {
    const content = contentOf(line);
    const found = [...left].find(([, other]) => other === content)?.[0];
    if (found !== undefined) {
      left.delete(found);
      kept.push({ id: found, no: line.no });
    }
    return found === undefined;
  });
  return { kept, fresh, gone: [...left.keys()] };
}

function contentOf(line: WrittenCost): string {
  const { payeeInn, orderNo, paidOn, amountKopecks, claimedKopecks, vatBp } = line;
  const { purpose, contract, act } = line;
  return JSON.stringify([
    payeeInn,
    orderNo,
    paidOn,
    amountKopecks,
    claimedKopecks,
    vatBp,
    purpose,
    contract,
    act,
  ]);
}
