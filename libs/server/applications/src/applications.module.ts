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
import { ConfirmationAnswers } from './confirmations/confirmation-answers.service';
import {
  ConfirmationLinksController,
  ConfirmationsController,
} from './confirmations/confirmations.controller';
import { ConfirmationsRepository } from './confirmations/confirmations.repository';
import { ConfirmationsService } from './confirmations/confirmations.service';
import { CostLines } from './cost-lines.service';
import { DraftDeletion } from './draft-deletion';
import { DraftExport } from './draft-export';
import { DraftForms } from './draft-forms';
import { DraftRounds } from './draft-rounds';
import { DraftsController } from './drafts.controller';
import { DraftsService } from './drafts.service';
import { EarlierAnswers } from './earlier-answers';
import { DueRecount } from './due-recount.loader';
import { EligibilityController } from './eligibility/eligibility.controller';
import { EligibilityService } from './eligibility/eligibility.service';
import { FactsGatherer } from './eligibility/facts-gatherer';
import { FilingService } from './filing.service';
import { FormReader } from './form-reader';
import { FormSurroundingsReader } from './form-surroundings';
import { HistoryService } from './history.service';
import { MessagesService } from './messages.service';
import { ReceiptsService } from './receipts.service';
import { RecordsController } from './records.controller';
import { RemarksRepository } from './remarks.repository';
import { RemarksService } from './remarks.service';
import { Reseal } from './reseal.loader';
import { SecretAnswers } from './secret-answers';
import { RoundsHandlers } from './rounds.handlers';
import { Snapshots } from './snapshots';
import { StepEngine } from './step-engine';
import { StepsService } from './steps.service';
import { TermsService } from './terms.service';
import { ThreadController } from './thread.controller';
import { ResumableUploadsController } from './resumable-uploads.controller';
import { ResumableUploads } from './resumable-uploads.service';
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
    ConfirmationAnswers,
    ConfirmationsRepository,
    ConfirmationsService,
    CostLines,
    DraftDeletion,
    DraftExport,
    DraftForms,
    DraftRounds,
    DraftsService,
    EligibilityService,
    FactsGatherer,
    EarlierAnswers,
    FilingService,
    FormReader,
    FormSurroundingsReader,
    HistoryService,
    MessagesService,
    ReceiptsService,
    RemarksRepository,
    RemarksService,
    SecretAnswers,
    Snapshots,
    StepEngine,
    StepsService,
    TermsService,
    UploadsService,
    ResumableUploads,
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
    ConfirmationAnswers,
    ConfirmationsService,
    CostLines,
    DraftDeletion,
    DraftExport,
    DraftForms,
    DraftRounds,
    DraftsService,
    EligibilityService,
    FactsGatherer,
    EarlierAnswers,
    HistoryService,
    MessagesService,
    ReceiptsService,
    RemarksService,
    SecretAnswers,
    StepsService,
    TermsService,
    UploadsService,
    ResumableUploads,
  ],
})
export class ApplicationsModule {}

/** Requests over HTTP. */
@Module({
  imports: [ApplicationsModule],
  controllers: [
    ApplicationsController,
    ConfirmationLinksController,
    ConfirmationsController,
    DraftsController,
    EligibilityController,
    RecordsController,
    ThreadController,
    UploadsController,
    ResumableUploadsController,
  ],
})
export class ApplicationsApiModule {}

/** Terms and what the system does by itself. */
@Module({ imports: [ApplicationsModule], providers: [ApplicationsHandlers, RoundsHandlers] })
export class ApplicationsWorkerModule {}

/** After reference data were loaded: provisional terms are counted anew, old seals are renewed. */
@Module({ imports: [ApplicationsModule], providers: [DueRecount, Reseal] })
export class ApplicationsMigrateModule {}
