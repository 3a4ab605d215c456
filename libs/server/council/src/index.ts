export { CouncilError } from './council.errors';
export { CouncilInvitations, type Invitation } from './council-invitations';
export { CouncilApiModule, CouncilMigrateModule, CouncilModule } from './council.module';
