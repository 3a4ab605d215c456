import { Module } from '@nestjs/common';

import { CatalogueModule } from '@okno/server/catalogue';

import { BudgetLoader } from './budget.loader';
import { BudgetService } from './budget.service';

/** Money of rounds, for every process. */
@Module({
  imports: [CatalogueModule],
  providers: [BudgetService, BudgetLoader],
  exports: [BudgetService],
})
export class BudgetModule {}
