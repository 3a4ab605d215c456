import { Module } from '@nestjs/common';

import { OrganisationsModule } from '@okno/server/organisations';

import { RegisterImportService } from './register-import.service';
import { RegisterImportsController } from './register-imports.controller';
import { RegisterImportsRepository } from './register-imports.repository';

/** What comes in from outside and goes out to others. */
@Module({
  imports: [OrganisationsModule],
  providers: [RegisterImportsRepository, RegisterImportService],
  exports: [RegisterImportService, RegisterImportsRepository],
})
export class IntegrationsModule {}

@Module({ imports: [IntegrationsModule], controllers: [RegisterImportsController] })
export class IntegrationsApiModule {}
