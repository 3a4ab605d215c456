import { Module } from '@nestjs/common';

import { CoreApiModule, CoreModule, LogModule } from '@okno/server/core';

/** Everything that answers HTTP. */
@Module({
  imports: [CoreModule, LogModule, CoreApiModule],
})
export class ApiAppModule {}
