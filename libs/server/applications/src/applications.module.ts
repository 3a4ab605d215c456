import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { CalendarModule } from '@okno/server/calendar';
import { CatalogueModule } from '@okno/server/catalogue';
import { DocumentsModule } from '@okno/server/documents';
import { OrganisationsModule } from '@okno/server/organisations';
import { RegistryModule } from '@okno/server/registry';

import { AgreementSteps } from './agreement-steps';
import { ApplicationList } from './application-list';
import { ApplicationReader } from './application-reader';
import { ApplicationsController } from './applications.controller';
import { ApplicationsHandlers } from './applications.handlers';
import { ApplicationsRepository } from './applications.repository';
import { ApplicationsService } from './applications.service';
import { CaseAccess } from './case-access';
import { CaseActions } from './case-actions';
import { CaseGuards } from './case-guards';
import { CaseWorlds } from './case-world';
import { ClockPauses } from './clock-pauses';
import { DraftForms } from './draft-forms';
import { DraftRounds } from './draft-rounds';
import { DraftsController } from './drafts.controller';
import { DraftsService } from './drafts.service';
import { DueRecount } from './due-recount.loader';
import { FilingService } from './filing.service';
import { FormReader } from './form-reader';
import { FormSurroundingsReader } from './form-surroundings';
import { HistoryService } from './history.service';
import { MessagesService } from './messages.service';
import { ReceiptsService } from './receipts.service';
import { RecordsController } from './records.controller';
import { RemarksRepository } from './remarks.repository';
import { RemarksService } from './remarks.service';
import { RoundsHandlers } from './rounds.handlers';
import { Snapshots } from './snapshots';
import { StepEngine } from './step-engine';
import { StepsService } from './steps.service';
import { TermsService } from './terms.service';
import { ThreadController } from './thread.controller';
import { UploadsController } from './uploads.controller';
import { UploadsService } from './uploads.service';

/** Requests, for every process that works on them. */
@Module({
  imports: [
    AccountsModule,
    CalendarModule,
    CatalogueModule,
    DocumentsModule,
    OrganisationsModule,
    RegistryModule,
  ],
  providers: [
    AgreementSteps,
    ApplicationList,
    ApplicationReader,
    ApplicationsRepository,
    ApplicationsService,
    CaseAccess,
    CaseActions,
    CaseGuards,
    CaseWorlds,
    ClockPauses,
    DraftForms,
    DraftRounds,
    DraftsService,
    FilingService,
    FormReader,
    FormSurroundingsReader,
    HistoryService,
    MessagesService,
    ReceiptsService,
    RemarksRepository,
    RemarksService,
    Snapshots,
    StepEngine,
    StepsService,
    TermsService,
    UploadsService,
  ],
  exports: [
    AgreementSteps,
    ApplicationList,
    ApplicationReader,
    ApplicationsRepository,
    ApplicationsService,
    CaseAccess,
    CaseActions,
    CaseWorlds,
    DraftForms,
    DraftRounds,
    DraftsService,
    HistoryService,
    MessagesService,
    ReceiptsService,
    RemarksService,
    StepsService,
    TermsService,
    UploadsService,
  ],
})
export class ApplicationsModule {}

/** Requests over HTTP. */
@Module({
  imports: [ApplicationsModule],
  controllers: [
    ApplicationsController,
    DraftsController,
    RecordsController,
    ThreadController,
    UploadsController,
  ],
})
export class ApplicationsApiModule {}

/** Terms and what the system does by itself. */
@Module({ imports: [ApplicationsModule], providers: [ApplicationsHandlers, RoundsHandlers] })
export class ApplicationsWorkerModule {}

/** Provisional terms are counted anew after reference data were loaded. */
@Module({ imports: [ApplicationsModule], providers: [DueRecount] })
export class ApplicationsMigrateModule {}
