import { Module } from '@nestjs/common';

import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationsMigrateModule } from '@okno/server/applications';
import { BudgetModule } from '@okno/server/budget';
import { CalendarModule } from '@okno/server/calendar';
import { CatalogueModule } from '@okno/server/catalogue';
import { CoreMigrateModule, CoreModule } from '@okno/server/core';
import { CouncilMigrateModule } from '@okno/server/council';
import { RegistryModule } from '@okno/server/registry';

/** Everything that has reference data to load. */
@Module({
  imports: [
    CoreModule,
    CoreMigrateModule,
    AccountsMigrateModule,
    ApplicationsMigrateModule,
    CalendarModule,
    CatalogueModule,
    BudgetModule,
    CouncilMigrateModule,
    RegistryModule,
  ],
})
export class MigrateAppModule {}
