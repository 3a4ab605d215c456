import type { RoundDto } from '@okno/web/api-client';
import { formatsFor } from '@okno/web/ui';

import { intakeSentence } from './intake-sentence';

const ZONE = 'Asia/Novokuznetsk';
const formats = formatsFor('ru');
const round = (state: RoundDto['state']): RoundDto => ({
  id: '1',
  measureCode: 'KZ-06',
  title: { ru: 'Раунд', en: 'Round' },
  opensAt: '2026-09-30T17:00:00.000Z',
  closesAt: '2026-11-15T17:00:00.000Z',
  state,
  mode: 'FIFO',
  budgetKopecks: null,
  reservedKopecks: null,
  year: 2026,
  demo: false,
});

describe('the sentence about the intake', () => {
  it('names the last day on which requests are taken', () => {
    expect(
      intakeSentence(
        { open: true, closesAt: '2026-11-15T17:00:00.000Z', round: round('OPEN') },
        formats,
        ZONE,
      ),
    ).toEqual({ key: 'public.measure.openUntil', date: '15 ноября 2026' });
  });

  it('names no date where the intake has no end', () => {
    expect(intakeSentence({ open: true, closesAt: null, round: null }, formats, ZONE).key).toBe(
      'public.measure.openAlways',
    );
  });

  it('says when a planned round opens', () => {
    expect(
      intakeSentence({ open: false, closesAt: null, round: round('PLANNED') }, formats, ZONE),
    ).toEqual({ key: 'public.measure.opensOn', date: '1 октября 2026' });
  });

  it('says when the last round closed, and that there was none', () => {
    expect(
      intakeSentence({ open: false, closesAt: null, round: round('CLOSED') }, formats, ZONE),
    ).toEqual({ key: 'public.measure.closedOn', date: '15 ноября 2026' });
    expect(intakeSentence({ open: false, closesAt: null, round: null }, formats, ZONE).key).toBe(
      'public.measure.notOpen',
    );
  });
});
