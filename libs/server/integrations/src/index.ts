export { IntegrationsApiModule, IntegrationsModule } from './integrations.module';
export type { ImportCounts, ImportSample } from './import-tally';
export { RegisterImportError } from './register-import.errors';
export { RegisterImportService, type ImportRequest } from './register-import.service';
export { percentOf, type RegisterImportDto } from './register-imports.dto';
