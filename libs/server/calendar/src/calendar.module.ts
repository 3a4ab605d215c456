import { Module } from '@nestjs/common';

import { CalendarLoader } from './calendar.loader';
import { CalendarService } from './calendar.service';

/** Work calendars, for every process. */
@Module({ providers: [CalendarService, CalendarLoader], exports: [CalendarService] })
export class CalendarModule {}
