import { Injectable } from '@nestjs/common';

/** What of a round's money is reserved, and what can still be. */
export interface RoundSums {
  reservedKopecks: number;
  freeKopecks: number;
}

/** What is reserved of each round, in kopecks. A round without money of its own is absent. */
export type RoundMoneyReader = (
  roundIds: readonly string[],
) => Promise<ReadonlyMap<string, RoundSums>>;

/** The budget (a higher tier) tells through here what is reserved, for the public list of rounds. */
@Injectable()
export class RoundMoney {
  private reader: RoundMoneyReader | undefined;

  /** Called once, when the budget starts. */
  register(reader: RoundMoneyReader): void {
    this.reader = reader;
  }

  async read(roundIds: readonly string[]): Promise<ReadonlyMap<string, RoundSums>> {
    return this.reader === undefined || roundIds.length === 0 ? new Map() : this.reader(roundIds);
  }
}
