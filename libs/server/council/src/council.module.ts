import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { CatalogueModule } from '@okno/server/catalogue';
import { DocumentsModule } from '@okno/server/documents';

import { AgendaRepository } from './agenda.repository';
import { AgendaService } from './agenda.service';
import { BallotCount } from './ballot-count';
import { BallotsRepository } from './ballots.repository';
import { BallotsService } from './ballots.service';
import { ConflictCheck, NoConflictGraph } from './conflict-check';
import { CouncilAccess } from './council-access';
import { CouncilController } from './council.controller';
import { CouncilInvitations } from './council-invitations';
import { CouncilItemsController } from './council-items.controller';
import { CouncilJournal } from './council-journal';
import { CouncilLoader } from './council.loader';
import { CouncilRepository } from './council.repository';
import { CouncilRoom } from './council-room';
import { CouncilSteps } from './council.steps';
import { MinutesGatherer } from './minutes-facts';
import { MinutesRepository } from './minutes.repository';
import { MinutesService } from './minutes.service';
import { PacksService } from './packs.service';
import { SealedBallotsService } from './sealed-ballots.service';
import { SeatsController } from './seats.controller';
import { SeatsService } from './seats.service';
import { SessionsService } from './sessions.service';

/** The Council, for every process. Plugs itself into the flow of cases. */
@Module({
  imports: [AccountsModule, ApplicationsModule, CatalogueModule, DocumentsModule],
  providers: [
    AgendaRepository,
    AgendaService,
    BallotCount,
    BallotsRepository,
    BallotsService,
    { provide: ConflictCheck, useClass: NoConflictGraph },
    CouncilAccess,
    CouncilInvitations,
    CouncilJournal,
    CouncilRepository,
    CouncilRoom,
    CouncilSteps,
    MinutesGatherer,
    MinutesRepository,
    MinutesService,
    PacksService,
    SealedBallotsService,
    SeatsService,
    SessionsService,
  ],
  exports: [
    AgendaService,
    BallotsService,
    CouncilInvitations,
    CouncilRepository,
    CouncilRoom,
    MinutesService,
    PacksService,
    SealedBallotsService,
    SeatsService,
    SessionsService,
  ],
})
export class CouncilModule {}

/** The routes of the Council. */
@Module({
  imports: [CouncilModule],
  controllers: [CouncilController, CouncilItemsController, SeatsController],
})
export class CouncilApiModule {}

/** Reference data: Councils with their rules, and the seats of a demonstration. */
@Module({
  imports: [CouncilModule, AccountsModule, CatalogueModule],
  providers: [CouncilLoader],
})
export class CouncilMigrateModule {}
