import { Module } from '@nestjs/common';

import { BudgetModule } from '@okno/server/budget';
import { CatalogueApiModule } from '@okno/server/catalogue';
import { CoreApiModule, CoreModule, LogModule } from '@okno/server/core';

/** Everything that answers HTTP. */
@Module({
  imports: [CoreModule, LogModule, CoreApiModule, CatalogueApiModule, BudgetModule],
})
export class ApiAppModule {}
