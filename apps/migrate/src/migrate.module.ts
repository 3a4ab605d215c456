import { Module } from '@nestjs/common';

import { CoreMigrateModule, CoreModule } from '@okno/server/core';

/** Everything that has reference data to load. */
@Module({
  imports: [CoreModule, CoreMigrateModule],
})
export class MigrateAppModule {}
