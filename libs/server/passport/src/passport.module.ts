import { Module } from '@nestjs/common';

import { ApplicationsModule } from '@okno/server/applications';
import { DocumentsModule } from '@okno/server/documents';
import { OrganisationsModule } from '@okno/server/organisations';

import { PassportController } from './passport.controller';
import { PassportHandlers } from './passport.handlers';
import { PassportRepository } from './passport.repository';
import { PassportService } from './passport.service';

/** Documents that an organisation may use again. */
@Module({
  imports: [ApplicationsModule, DocumentsModule, OrganisationsModule],
  providers: [PassportRepository, PassportService],
  exports: [PassportService],
})
export class PassportModule {}

/** The same over HTTP. */
@Module({ imports: [PassportModule], controllers: [PassportController] })
export class PassportApiModule {}

/** What goes on by itself. */
@Module({ imports: [PassportModule], providers: [PassportHandlers] })
export class PassportWorkerModule {}
