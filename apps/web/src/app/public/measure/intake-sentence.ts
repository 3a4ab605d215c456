import type { MeasureDto } from '@okno/web/api-client';
import type { Formats } from '@okno/web/ui';

import { lastMoment } from '../published-date';

/** What stands on the badge of a measure: a key of the texts and its date. */
export interface IntakeSentence {
  readonly key: string;
  readonly date: string;
}

/** Whether requests are taken and until when, in the zone of the cluster. */
export function intakeSentence(
  measure: Pick<MeasureDto, 'open' | 'closesAt' | 'round'>,
  formats: Formats,
  zone: string | undefined,
): IntakeSentence {
  if (measure.open) {
    return measure.closesAt
      ? { key: 'public.measure.openUntil', date: formats.date(lastMoment(measure.closesAt), zone) }
      : { key: 'public.measure.openAlways', date: '' };
  }
  if (measure.round?.state === 'PLANNED') {
    return { key: 'public.measure.opensOn', date: formats.date(measure.round.opensAt, zone) };
  }
  return measure.round?.state === 'CLOSED'
    ? {
        key: 'public.measure.closedOn',
        date: formats.date(lastMoment(measure.round.closesAt), zone),
      }
    : { key: 'public.measure.notOpen', date: '' };
}
