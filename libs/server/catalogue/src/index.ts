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
  type DictionaryEntry,
  type DictionaryLoad,
  type DictionaryState,
} from './dictionaries.service';
export { moneyTerms } from './measures.service';
export { RoundTurns, type RoundEvent, type RoundTurn } from './round-turns';
export { RoundMoney, type RoundMoneyReader } from './round-money';
