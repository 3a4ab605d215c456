import { Injectable, type OnModuleInit } from '@nestjs/common';

import { CatalogueService, RoundMoney } from '@okno/server/catalogue';
import { LoadsReference, type Tx } from '@okno/server/core';

import { BudgetService } from './budget.service';

/** Takes the budgets of rounds over as plans, and tells the catalogue what is reserved. */
@Injectable()
export class BudgetLoader implements OnModuleInit {
  constructor(
    private readonly budget: BudgetService,
    private readonly catalogue: CatalogueService,
    private readonly rounds: RoundMoney,
  ) {}

  onModuleInit(): void {
    this.rounds.register(
      async (ids) =>
        new Map((await this.budget.states(ids)).map((state) => [state.roundId, state] as const)),
    );
  }

  @LoadsReference({ order: 70 })
  async plans(tx: Tx): Promise<void> {
    for (const { id, budgetKopecks } of await this.catalogue.roundsWithBudget(tx)) {
      await this.budget.plan(tx, id, budgetKopecks);
    }
  }
}
