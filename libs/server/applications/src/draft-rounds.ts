import { Injectable } from '@nestjs/common';

import { CatalogueService, RoundTurns, type RoundTurn } from '@okno/server/catalogue';
import { Clock, Outbox, Timers, type FiredTimer, type Tx } from '@okno/server/core';

import { ApplicationsRepository } from './applications.repository';
import { CaseActions } from './case-actions';
import type { ApplicationData } from './case-row';

/** The one timer that looks for rounds that open and close; its subject is the portal as a whole. */
export const ROUNDS_TIMER = 'rounds.turn';
const SUBJECT = '00000000-0000-7000-8000-000000000900';
/** A round that was added meanwhile is noticed within this time. */
const EVERY_MS = 5 * 60 * 1000;
/** Drafts that one transaction moves. */
const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Whether a draft waits for a round to open: the last one closed before it was filed. */
export function waitsForRound(row: Pick<ApplicationData, 'state' | 'steps'>): boolean {
  return row.state === 'DRAFT' && row.steps.at(-1)?.action === 'roundClosed';
}

/** Rounds open and close by themselves; their drafts move on with them. */
@Injectable()
export class DraftRounds {
  constructor(
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly turns: RoundTurns,
    private readonly catalogue: CatalogueService,
    private readonly repository: ApplicationsRepository,
    private readonly actions: CaseActions,
  ) {
    actions.ownEffect('roundClosed', async ({ tx, application: row, now }) => {
      const coming = await this.catalogue.comingRound(row.measureVersionId, now, tx);
      row.roundId = coming?.id ?? null;
      const data = { nextRoundId: row.roundId };
      // Where another round runs already nothing is waited for.
      return coming?.state === 'OPEN' ? { data, then: 'roundOpened' } : { data };
    });
    actions.ownEffect('roundOpened', async ({ tx, application: row, now }) => {
      const open = await this.catalogue.openRound(row.measureVersionId, now, tx);
      row.roundId = open?.id ?? row.roundId;
      return { data: { roundId: row.roundId } };
    });
  }

  /** Sets the timer where none is set. */
  async wind(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [ROUNDS_TIMER]);
    const [set] = await tx.query(`SELECT 1 FROM timer WHERE kind = $1 AND state = 'SET'`, [
      ROUNDS_TIMER,
    ]);
    if (set === undefined) {
      await this.setTimer(tx, this.clock.now(), FIRST);
    }
  }

  /** Tells a batch of drafts of the earliest turn, and sets the timer for the rest or for the next turn. */
  async turn({ payload }: Pick<FiredTimer, 'payload'>, tx: Tx): Promise<void> {
    const now = this.clock.now();
    const turn = await this.turns.due(tx, now);
    if (turn === undefined) {
      const next = await this.turns.next(tx, now);
      const later = now.getTime() + EVERY_MS;
      await this.setTimer(tx, new Date(Math.min(next?.getTime() ?? later, later)), FIRST);
      return;
    }
    const after = payload['roundId'] === turn.roundId ? String(payload['after']) : FIRST;
    // A round that is only announced moves no draft.
    const ids =
      turn.event === 'ANNOUNCED'
        ? []
        : await this.repository.drafts(tx, turn.measureCode, after, BATCH);
    for (const id of ids) {
      await this.move(tx, id, turn);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < BATCH) {
      await this.turns.told(tx, turn, now);
      const { roundId, measureCode, event } = turn;
      await this.outbox.add(tx, 'round.turned', { roundId, measureCode, turn: event });
    }
    await this.setTimer(tx, now, ids.length < BATCH ? FIRST : (last ?? FIRST), turn.roundId);
  }

  /** Moves one draft, if it is one still and the turn concerns it. */
  private async move(tx: Tx, id: string, { event, roundId }: RoundTurn): Promise<void> {
    const row = await this.repository.lock(tx, id);
    if (row?.state !== 'DRAFT') {
      return;
    }
    const waits = waitsForRound(row);
    if (event === 'OPENED' && waits) {
      await this.actions.system(id, 'roundOpened', {}, tx);
    }
    if (event === 'CLOSED' && !waits && (row.roundId === null || row.roundId === roundId)) {
      await this.actions.system(id, 'roundClosed', {}, tx);
    }
  }

  private async setTimer(tx: Tx, dueAt: Date, after: string, roundId?: string): Promise<void> {
    await this.timers.set(tx, {
      kind: ROUNDS_TIMER,
      subjectId: SUBJECT,
      dueAt,
      payload: { after, roundId },
    });
  }
}
