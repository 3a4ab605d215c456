export { PassportApiModule, PassportModule, PassportWorkerModule } from './passport.module';
export { PassportService, type ExpiringDocument } from './passport.service';
