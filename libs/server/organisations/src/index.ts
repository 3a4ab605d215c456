export type { MembershipReader } from './card-views';
export { EgrulExtracts, type EgrulExtract } from './egrul-extracts.service';
export { INVITATION_DAYS, INVITATION_PURPOSE } from './invitations.service';
export type { CardValues, OrganisationCardData } from './organisation.card';
export { OrganisationCardDto, type OrganisationMembershipDto } from './organisation.dto';
export type { OrganisationKind, OrganisationState, SmeCategory } from './organisation.entity';
export { OrganisationError } from './organisation.errors';
export {
  OrganisationsApiModule,
  OrganisationsModule,
  OrganisationsWorkerModule,
} from './organisations.module';
export {
  OrganisationsService,
  type InvitationLetter,
  type Representation,
} from './organisations.service';
export { RegisterCardsService } from './register-cards.service';
export type { ListedSupport, StoredCounts } from './register-facts.repository';
export {
  RegisterFactsService,
  type LoadedSet,
  type RegisterFact,
  type RegisterFacts,
} from './register-facts.service';
export {
  REGISTER_CATEGORIES,
  REGISTERS,
  SUPPORT_UNITS,
  type RegisterCategory,
  type RegisterCode,
  type SmeRecord,
  type SupportRecord,
  type SupportUnit,
} from './register-records';
