import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { CatalogueModule } from '@okno/server/catalogue';
import { CouncilModule } from '@okno/server/council';
import { PassportModule } from '@okno/server/passport';
import { RegistryModule } from '@okno/server/registry';

import { Cases } from './cases';
import { DraftWords } from './draft-words';
import { LettersModule } from './letters.module';
import { ApplicantListeners } from './listeners/applicant.listeners';
import { CentreListeners } from './listeners/centre.listeners';
import { ConfirmationListeners } from './listeners/confirmation.listeners';
import { CouncilListeners } from './listeners/council.listeners';
import { DeadlineListeners } from './listeners/deadline.listeners';
import { DocumentListeners } from './listeners/document.listeners';
import { LiveListeners } from './listeners/live.listeners';
import { RegistryListeners } from './listeners/registry.listeners';
import { TeamListeners } from './listeners/team.listeners';

/** Listeners that write notices down, and the sending of letters. */
@Module({
  imports: [
    LettersModule,
    AccountsModule,
    ApplicationsModule,
    CatalogueModule,
    CouncilModule,
    PassportModule,
    RegistryModule,
  ],
  providers: [
    Cases,
    DraftWords,
    ApplicantListeners,
    CentreListeners,
    ConfirmationListeners,
    CouncilListeners,
    DeadlineListeners,
    DocumentListeners,
    RegistryListeners,
    TeamListeners,
    LiveListeners,
  ],
})
export class NotificationsWorkerModule {}
