export type { MembershipReader } from './card-views';
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
