import { Module } from '@nestjs/common';

import { AccountsApiModule } from '@okno/server/accounts';
import { BudgetModule } from '@okno/server/budget';
import { CatalogueApiModule } from '@okno/server/catalogue';
import { CoreApiModule, CoreModule, LogModule } from '@okno/server/core';
import { NotificationsApiModule } from '@okno/server/notifications';

/** Everything that answers HTTP. */
@Module({
  imports: [
    CoreModule,
    LogModule,
    CoreApiModule,
    AccountsApiModule,
    CatalogueApiModule,
    BudgetModule,
    NotificationsApiModule,
  ],
})
export class ApiAppModule {}
