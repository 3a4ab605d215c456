import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { OrganisationsModule } from '@okno/server/organisations';

import { Colleagues } from './colleagues';
import { CommentsController } from './comments.controller';
import { CommentsRepository } from './comments.repository';
import { CommentsService } from './comments.service';
import { Presence } from './presence';
import { PresenceController } from './presence.controller';
import { SignaturesController } from './signatures.controller';
import { SignaturesRepository } from './signatures.repository';
import { SignaturesService } from './signatures.service';
import { TeamController } from './team.controller';
import { TeamService } from './team.service';
import { TeamworkHandlers } from './teamwork.handlers';

/** Colleagues of one organisation in one application. */
@Module({
  imports: [AccountsModule, ApplicationsModule, OrganisationsModule],
  providers: [
    Colleagues,
    CommentsRepository,
    CommentsService,
    Presence,
    SignaturesRepository,
    SignaturesService,
    TeamService,
  ],
  exports: [
    CommentsRepository,
    CommentsService,
    Presence,
    SignaturesRepository,
    SignaturesService,
    TeamService,
  ],
})
export class TeamworkModule {}

/** The same over HTTP. */
@Module({
  imports: [TeamworkModule],
  controllers: [CommentsController, PresenceController, SignaturesController, TeamController],
})
export class TeamworkApiModule {}

/** What goes on by itself. */
@Module({ imports: [TeamworkModule], providers: [TeamworkHandlers] })
export class TeamworkWorkerModule {}
