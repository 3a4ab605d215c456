import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { type Actor, Audit, Clock, Database, newId, systemActor, type Tx } from '@okno/server/core';

import { BudgetError } from './budget.errors';

/** A round's money in kopecks; `freeKopecks` is what can still be reserved. */
export interface BudgetState {
  roundId: string;
  planKopecks: number;
  reservedKopecks: number;
  committedKopecks: number;
  paidKopecks: number;
  freeKopecks: number;
}

/** What a decision holds for an application. */
export interface Reservation {
  roundId: string;
  kopecks: number;
}

/** A wish to hold money of a round for an application. */
export interface ReserveRequest {
  roundId: string;
  applicationId: string;
  /** Whole and more than nothing. */
  kopecks: number;
  /** Who decided; the portal itself when absent. */
  actor?: Actor;
}

const STATE = `round_id AS "roundId", plan_kopecks AS "planKopecks", reserved_kopecks AS "reservedKopecks",
  committed_kopecks AS "committedKopecks", paid_kopecks AS "paidKopecks",
  plan_kopecks - reserved_kopecks - committed_kopecks - paid_kopecks AS "freeKopecks"`;

/** The money of rounds. Every change locks the round's row, inside the transaction of who decides. */
@Injectable()
export class BudgetService {
  constructor(
    private readonly db: Database,
    private readonly catalogue: CatalogueService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds money of a round for an application, or answers SHORT and holds nothing. The same request again
   * changes nothing. A round without a budget holds any sum.
   * @throws RangeError when the sum is not whole and positive
   * @throws BudgetError budget.round_not_found, budget.already_reserved
   */
  async reserve(tx: Tx, request: ReserveRequest): Promise<'RESERVED' | 'SHORT'> {
    const { roundId, applicationId, kopecks } = request;
    if (!Number.isSafeInteger(kopecks) || kopecks <= 0) {
      throw new RangeError(`${kopecks} is not a sum that can be reserved`);
    }
    const money = await this.lock(tx, roundId);
    if (money === null) {
      return 'RESERVED';
    }
    const held = await this.reservation(applicationId, tx);
    if (held !== null) {
      if (held.roundId === roundId && held.kopecks === kopecks) {
        return 'RESERVED';
      }
      throw new BudgetError('budget.already_reserved', { applicationId });
    }
    if (money.freeKopecks < kopecks) {
      return 'SHORT';
    }
    await tx.query(
      `INSERT INTO budget_reservation (id, round_id, application_id, kopecks, state, created_at)
       VALUES ($1, $2, $3, $4, 'RESERVED', $5)`,
      [newId(), roundId, applicationId, kopecks, this.clock.now()],
    );
    await this.add(tx, roundId, kopecks);
    await this.note(tx, 'budget.reserve', request);
    return 'RESERVED';
  }

  /** Gives back what is held for an application, if anything is. Says how much. */
  async release(tx: Tx, applicationId: string, actor?: Actor): Promise<number> {
    const seen = await this.reservation(applicationId, tx);
    if (seen === null) {
      return 0;
    }
    // Money first, then the reservation: the same order as in reserve, so the two never wait for each other.
    await this.lock(tx, seen.roundId);
    const [released] = await tx.query<Reservation>(
      `UPDATE budget_reservation SET state = 'RELEASED', released_at = $2
       WHERE application_id = $1 AND state = 'RESERVED' RETURNING round_id AS "roundId", kopecks`,
      [applicationId, this.clock.now()],
    );
    if (released === undefined) {
      return 0;
    }
    const { roundId, kopecks } = released;
    await this.add(tx, roundId, -kopecks);
    await this.note(tx, 'budget.release', {
      roundId,
      applicationId,
      kopecks,
      ...(actor === undefined ? {} : { actor }),
    });
    return kopecks;
  }

  /** What is held for an application, or null. */
  async reservation(applicationId: string, tx?: Tx): Promise<Reservation | null> {
    const [row] = await (tx ?? this.db).query<Reservation>(
      `SELECT round_id AS "roundId", kopecks FROM budget_reservation WHERE application_id = $1 AND state = 'RESERVED'`,
      [applicationId],
    );
    return row ?? null;
  }

  /** A round's money, or null when the round has no budget. */
  async state(roundId: string, tx?: Tx): Promise<BudgetState | null> {
    const [row] = await (tx ?? this.db).query<BudgetState>(
      `SELECT ${STATE} FROM round_money WHERE round_id = $1`,
      [roundId],
    );
    if (row !== undefined) {
      return row;
    }
    const plan = (await this.catalogue.round(roundId, tx))?.budgetKopecks ?? null;
    return plan === null ? null : untouched(roundId, plan);
  }

  /** The money of several rounds; those without a budget or never touched are absent. */
  states(roundIds: readonly string[]): Promise<BudgetState[]> {
    return this.db.query<BudgetState>(
      `SELECT ${STATE} FROM round_money WHERE round_id = ANY($1::uuid[])`,
      [roundIds],
    );
  }

  /**
   * Makes a round's budget its plan. A plan is never set below what is already held or spent: then the
   * CHECK of the table refuses the change.
   */
  async plan(tx: Tx, roundId: string, planKopecks: number): Promise<void> {
    const rows = await tx.query(
      `INSERT INTO round_money AS old (round_id, plan_kopecks, reserved_kopecks, committed_kopecks, paid_kopecks)
       VALUES ($1, $2, 0, 0, 0)
       ON CONFLICT (round_id) DO UPDATE SET plan_kopecks = excluded.plan_kopecks
       WHERE old.plan_kopecks <> excluded.plan_kopecks RETURNING round_id`,
      [roundId, planKopecks],
    );
    if (rows.length > 0) {
      await this.audit.record(tx, {
        actor: systemActor(),
        action: 'budget.plan',
        subject: { type: 'round', id: roundId },
        data: { planKopecks },
      });
    }
  }

  /** The round's row, locked; null when the round has no budget. */
  private async lock(tx: Tx, roundId: string): Promise<BudgetState | null> {
    const sql = `SELECT ${STATE} FROM round_money WHERE round_id = $1 FOR UPDATE`;
    const [row] = await tx.query<BudgetState>(sql, [roundId]);
    if (row !== undefined) {
      return row;
    }
    const round = await this.catalogue.round(roundId, tx);
    if (round === null) {
      throw new BudgetError('budget.round_not_found', { roundId });
    }
    if (round.budgetKopecks === null) {
      return null;
    }
    await this.plan(tx, roundId, round.budgetKopecks);
    return (await tx.query<BudgetState>(sql, [roundId]))[0] ?? null;
  }

  private async add(tx: Tx, roundId: string, kopecks: number): Promise<void> {
    await tx.query(
      'UPDATE round_money SET reserved_kopecks = reserved_kopecks + $2 WHERE round_id = $1',
      [roundId, kopecks],
    );
  }

  private async note(tx: Tx, action: string, request: ReserveRequest): Promise<void> {
    const { roundId, applicationId, kopecks, actor } = request;
    await this.audit.record(tx, {
      actor: actor ?? systemActor(),
      action,
      subject: { type: 'round', id: roundId },
      data: { applicationId, kopecks },
    });
  }
}

function untouched(roundId: string, planKopecks: number): BudgetState {
  return {
    roundId,
    planKopecks,
    reservedKopecks: 0,
    committedKopecks: 0,
    paidKopecks: 0,
    freeKopecks: planKopecks,
  };
}
