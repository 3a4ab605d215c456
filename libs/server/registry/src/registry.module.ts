import { Module } from '@nestjs/common';

import { CatalogueModule } from '@okno/server/catalogue';
import { DocumentsModule } from '@okno/server/documents';
import { OrganisationsModule } from '@okno/server/organisations';

import { AgreementTemplates } from './agreement-templates';
import { AgreementsRepository } from './agreements.repository';
import { AgreementsService } from './agreements.service';
import { ParticipantsController } from './participants.controller';
import { ParticipantsRepository } from './participants.repository';
import { ParticipantsService } from './participants.service';
import { RegistryRepository } from './registry.repository';
import { RegistryService } from './registry.service';

@Module({
  imports: [OrganisationsModule, CatalogueModule, DocumentsModule],
  providers: [
    RegistryRepository,
    ParticipantsRepository,
    AgreementsRepository,
    AgreementTemplates,
    RegistryService,
    AgreementsService,
    ParticipantsService,
  ],
  exports: [RegistryService, AgreementsService, ParticipantsService],
})
export class RegistryModule {}

@Module({ imports: [RegistryModule], controllers: [ParticipantsController] })
export class RegistryApiModule {}
