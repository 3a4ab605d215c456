import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { Database, OnTimer, type FiredTimer, type Tx } from '@okno/server/core';

import { DraftRounds, ROUNDS_TIMER } from './draft-rounds';

/** Looks for rounds that have opened and closed. */
@Injectable()
export class RoundsHandlers implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly rounds: DraftRounds,
  ) {}

  /** Workers that start together wind it once. */
  async onApplicationBootstrap(): Promise<void> {
    await this.db.transaction((tx) => this.rounds.wind(tx));
  }

  @OnTimer(ROUNDS_TIMER)
  async turn(timer: FiredTimer, tx: Tx): Promise<void> {
    await this.rounds.turn(timer, tx);
  }
}
