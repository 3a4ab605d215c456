import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { BudgetModule } from '@okno/server/budget';
import { CatalogueModule } from '@okno/server/catalogue';
import { OrganisationsModule } from '@okno/server/organisations';
import { RegistryModule } from '@okno/server/registry';

import { AssignmentService } from './assignment.service';
import { AssignmentsRepository } from './assignments.repository';
import { CaseFileRepository } from './case-file.repository';
import { CaseFileService } from './case-file.service';
import { CaseOverview } from './case-overview';
import { CostAuditService } from './cost-audit.service';
import { CostVerdictsRepository } from './cost-verdicts.repository';
import { ChecksRepository } from './checks.repository';
import { DecisionService } from './decision.service';
import { DecisionsRepository } from './decisions.repository';
import { IntakeService } from './intake.service';
import { ReviewController } from './review.controller';
import { ReviewHandlers } from './review.handlers';
import { ReviewSteps } from './review.steps';

const SHARED = [AssignmentService, AssignmentsRepository, ChecksRepository];

/** The review, for every process. Plugs itself into the flow of cases. */
@Module({
  imports: [
    AccountsModule,
    ApplicationsModule,
    BudgetModule,
    CatalogueModule,
    OrganisationsModule,
    RegistryModule,
  ],
  providers: [
    ...SHARED,
    CaseFileRepository,
    CaseFileService,
    CaseOverview,
    CostAuditService,
    CostVerdictsRepository,
    DecisionService,
    DecisionsRepository,
    ReviewSteps,
  ],
  exports: [...SHARED, CaseFileService, CostAuditService, DecisionsRepository],
})
export class ReviewModule {}

/** The routes of the review. */
@Module({ imports: [ReviewModule, ApplicationsModule], controllers: [ReviewController] })
export class ReviewApiModule {}

/** The automatic checks and what else the worker does. */
@Module({
  imports: [ReviewModule, ApplicationsModule, CatalogueModule],
  providers: [IntakeService, ReviewHandlers],
})
export class ReviewWorkerModule {}
