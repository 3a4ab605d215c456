export {
  AccountsApiModule,
  AccountsMigrateModule,
  AccountsModule,
  AccountsWorkerModule,
} from './accounts.module';
export { AccountError } from './accounts.errors';
export { AccountsService } from './accounts.service';
export { hasSession } from './cookies';
export { ConsentsService, type ConsentState, type ConsentText } from './consents.service';
export type { ConsentPurpose, LinkConsentPurpose } from './consent.entity';
export { emailKeyOf } from './identity.policy';
export { letterLimits, linkLimits, mailboxLimit } from './rate-limit.policy';
export type { Person } from './person';
export { ProfileParts, type OwnOrganisation } from './profile-parts';
export { RateLimits } from './rate-limits';
export { RolesService, type RoleOfPerson } from './roles.service';
export type { HeldRole } from './roles.policy';
export { SecretTokens, type NewSecretToken, type SpentSecret } from './secret-tokens';
export type { SecretPurpose } from './secret-token.entity';
