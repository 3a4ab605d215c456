export { ApplicationError } from './applications.errors';
export {
  ApplicationsApiModule,
  ApplicationsMigrateModule,
  ApplicationsModule,
  ApplicationsWorkerModule,
} from './applications.module';
export { ApplicationsService } from './applications.service';
export { ApplicationList } from './application-list';
export { ApplicationReader } from './application-reader';
export {
  ApplicationDocumentDto,
  ApplicationDto,
  CheckDto,
  ChecklistDto,
  ChecklistItemDto,
  ConclusionDto,
  CostAuditDto,
  DecisionDto,
} from './application.view';
export {
  CaseActions,
  type ActionContext,
  type ActionEffect,
  type ActionInput,
  type ActionOutcome,
  type CaseGuard,
  type GuardContext,
  type RepresentationPart,
  type StepTaken,
} from './case-actions';
export { CaseAccess, roleOf, type CaseRef, type Relation } from './case-access';
export type { CasePosition } from './applications.repository';
export { refOf } from './case-ref';
export { printAnswer } from './answer-print';
export type { ApplicationData, CaseStep, CouncilWord } from './case-row';
export { CaseWorlds, type CaseWorld } from './case-world';
export {
  ConfirmationsService,
  type ConfirmationLetter,
} from './confirmations/confirmations.service';
export { CostLines, type CostLine } from './cost-lines.service';
export { waitsForRound } from './draft-rounds';
export { DraftDeletion } from './draft-deletion';
export { DraftsService } from './drafts.service';
export { BecomesTrueDto } from './eligibility/eligibility.dto';
export { FactsGatherer } from './eligibility/facts-gatherer';
export { IdParam } from './id-param';
export { MessagesService } from './messages.service';
export { RemarksService } from './remarks.service';
export { isSecret } from './secret-answers';
export type { FrozenFile, Snapshot } from './snapshots';
export { UploadsService } from './uploads.service';
export { StepsService } from './steps.service';
export { TUS } from './tus-protocol';
