import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';

import { AdminRole } from './admin-role';
import { CardFactsRepository } from './card-facts.repository';
import { CardViews } from './card-views';
import { EgrulExtracts } from './egrul-extracts.service';
import { InvitationsRepository } from './invitations.repository';
import { InvitationsService } from './invitations.service';
import { InvitationsController, OrganisationsController } from './organisations.controller';
import { OrganisationsHandlers } from './organisations.handlers';
import { OrganisationsRepository } from './organisations.repository';
import { OrganisationConfirmation } from './organisation-confirmation';
import { OrganisationsService } from './organisations.service';
import { RegisterCardsService } from './register-cards.service';
import { RegisterFactsRepository } from './register-facts.repository';
import { RegisterFactsService } from './register-facts.service';
import { RepresentativesRepository } from './representatives.repository';
import { RepresentativesService } from './representatives.service';

@Module({
  imports: [AccountsModule],
  providers: [
    OrganisationsRepository,
    RepresentativesRepository,
    InvitationsRepository,
    CardViews,
    CardFactsRepository,
    RegisterFactsRepository,
    RegisterFactsService,
    RegisterCardsService,
    EgrulExtracts,
    AdminRole,
    OrganisationConfirmation,
    OrganisationsService,
    RepresentativesService,
    InvitationsService,
  ],
  exports: [
    OrganisationConfirmation,
    OrganisationsService,
    RepresentativesService,
    InvitationsService,
    RegisterFactsService,
    RegisterCardsService,
    EgrulExtracts,
  ],
})
export class OrganisationsModule {}

@Module({
  imports: [OrganisationsModule],
  controllers: [OrganisationsController, InvitationsController],
})
export class OrganisationsApiModule {}

@Module({ imports: [OrganisationsModule], providers: [OrganisationsHandlers] })
export class OrganisationsWorkerModule {}
