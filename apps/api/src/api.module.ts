import { Module } from '@nestjs/common';

import { AccountsApiModule } from '@okno/server/accounts';
import { BudgetModule } from '@okno/server/budget';
import { CatalogueApiModule } from '@okno/server/catalogue';
import { CoreApiModule, CoreModule, LogModule } from '@okno/server/core';

/** Everything that answers HTTP. */
@Module({
  imports: [
    CoreModule,
    LogModule,
    CoreApiModule,
    AccountsApiModule,
    CatalogueApiModule,
    BudgetModule,
  ],
})
export class ApiAppModule {}
