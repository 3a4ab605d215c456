export type { AgreementSide, AgreementState } from './agreement.entity';
export {
  AgreementsService,
  type AgreementData,
  type AgreementRequest,
  type AgreementSigning,
} from './agreements.service';
export { RegistryError } from './registry.errors';
export { RegistryApiModule, RegistryModule } from './registry.module';
export {
  RegistryService,
  type ActiveMembership,
  type Entry,
  type PublicCard,
  type Standing,
} from './registry.service';
