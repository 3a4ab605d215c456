import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';

import { AdminRole } from './admin-role';
import { CardViews } from './card-views';
import { InvitationsRepository } from './invitations.repository';
import { InvitationsService } from './invitations.service';
import { InvitationsController, OrganisationsController } from './organisations.controller';
import { OrganisationsHandlers } from './organisations.handlers';
import { OrganisationsRepository } from './organisations.repository';
import { OrganisationsService } from './organisations.service';
import { RepresentativesRepository } from './representatives.repository';
import { RepresentativesService } from './representatives.service';

@Module({
  imports: [AccountsModule],
  providers: [
    OrganisationsRepository,
    RepresentativesRepository,
    InvitationsRepository,
    CardViews,
    AdminRole,
    OrganisationsService,
    RepresentativesService,
    InvitationsService,
  ],
  exports: [OrganisationsService, RepresentativesService, InvitationsService],
})
export class OrganisationsModule {}

@Module({
  imports: [OrganisationsModule],
  controllers: [OrganisationsController, InvitationsController],
})
export class OrganisationsApiModule {}

@Module({ imports: [OrganisationsModule], providers: [OrganisationsHandlers] })
export class OrganisationsWorkerModule {}
