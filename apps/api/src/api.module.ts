import { Module } from '@nestjs/common';

import { AccountsApiModule } from '@okno/server/accounts';
import { ApplicationsApiModule } from '@okno/server/applications';
import { BudgetModule } from '@okno/server/budget';
import { CatalogueApiModule, SubscriptionsApiModule } from '@okno/server/catalogue';
import { CoreApiModule, CoreModule, LogModule } from '@okno/server/core';
import { CouncilApiModule } from '@okno/server/council';
import { IntegrationsApiModule } from '@okno/server/integrations';
import { NotificationsApiModule } from '@okno/server/notifications';
import { OrganisationsApiModule } from '@okno/server/organisations';
import { PassportApiModule } from '@okno/server/passport';
import { RegistryApiModule } from '@okno/server/registry';
import { ReviewApiModule } from '@okno/server/review';
import { TeamworkApiModule } from '@okno/server/teamwork';

/** Everything that answers HTTP. */
@Module({
  imports: [
    CoreModule,
    LogModule,
    CoreApiModule,
    AccountsApiModule,
    ApplicationsApiModule,
    CatalogueApiModule,
    CouncilApiModule,
    BudgetModule,
    IntegrationsApiModule,
    NotificationsApiModule,
    OrganisationsApiModule,
    PassportApiModule,
    RegistryApiModule,
    ReviewApiModule,
    SubscriptionsApiModule,
    TeamworkApiModule,
  ],
})
export class ApiAppModule {}
