import { Injectable } from '@nestjs/common';

import { LoadsReference, ReferenceFiles, type Tx } from '@okno/server/core';
import { readCalendarFile } from '@okno/shared/work-calendar';

import { CalendarService } from './calendar.service';

/** Loads the calendars that come with the portal. */
@Injectable()
export class CalendarLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly calendars: CalendarService,
  ) {}

  @LoadsReference({ order: 10 })
  async calendar(tx: Tx): Promise<void> {
    const file = await this.files.read<{ source: string }>('working-calendar.json');
    await this.calendars.load(tx, readCalendarFile(file), file.source);
  }
}
