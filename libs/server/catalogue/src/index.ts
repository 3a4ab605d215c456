export type {
  ClusterData,
  MeasureContent,
  MeasureData,
  MeasureKind,
  MeasureTerm,
  MeasureVersionData,
  NotOpenReason,
  PublishedFact,
  PublishedOrganisation,
  Round,
  RoundState,
  SharedFacility,
  Source,
  SpecialisationData,
} from './catalogue-data';
export { CatalogueError } from './catalogue.errors';
export { CatalogueApiModule, CatalogueModule } from './catalogue.module';
export { CatalogueService } from './catalogue.service';
export {
  DictionariesService,
  type ActivityLists,
  type DictionaryEntry,
  type DictionaryLoad,
  type DictionaryState,
} from './dictionaries.service';
export { JudgedMeasures, type JudgedMeasure } from './judged-measures';
export { MeasureSummaryDto } from './measure.dto';
export { moneyTerms } from './measures.service';
export { RoundTurns, type RoundEvent, type RoundTurn } from './round-turns';
export { regionCodes } from './region-codes';
export { RoundMoney, type RoundMoneyReader } from './round-money';
export {
  AnnouncementsService,
  type Announcement,
  type SubscriptionAddress,
} from './subscriptions/announcements.service';
export {
  SubscriptionsApiModule,
  SubscriptionsModule,
  SubscriptionsWorkerModule,
} from './subscriptions/subscriptions.module';
