import { statutoryYear, WorkCalendar } from '@okno/shared/work-calendar';

import type { ClockReading } from './clock';
import type { ApplicationState, FlowAction } from './flow';
import type { HistoryEntry } from './segment';
import { SERVICE_FLOW } from './service.flow';
import { DEFAULT_SETTINGS } from './term';

/** 2026 as decreed; 2027 is not. */
export const CALENDAR = new WorkCalendar([
  {
    ...statutoryYear(2026),
    status: 'adopted',
    nonWorking: [
      ...statutoryYear(2026).nonWorking,
      '2026-01-09',
      '2026-03-09',
      '2026-05-11',
      '2026-12-31',
    ],
  },
]);
const ZONE = 'Asia/Novokuznetsk';

/** A moment on the wall clock of Kuzbass. */
export const at = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+07:00`);

export const happened = (
  action: FlowAction,
  to: ApplicationState,
  local: string,
): HistoryEntry => ({
  action,
  to,
  at: at(local),
});

export const filed = (local: string): HistoryEntry[] => [
  happened('create', 'DRAFT', '2026-09-14 10:00'),
  happened('submit', 'SUBMITTED', local),
  happened('register', 'REGISTERED', local),
  happened('startFormalCheck', 'FORMAL_CHECK', local),
];

export const read = (change: Partial<ClockReading>, now: string): ClockReading => ({
  flow: SERVICE_FLOW,
  settings: DEFAULT_SETTINGS,
  history: filed('2026-09-23 16:42'),
  registeredOn: '2026-09-23',
  pauses: [],
  calendar: CALENDAR,
  zone: ZONE,
  now: at(now),
  ...change,
});
