import { formatsFor } from '@okno/web/ui';

import { lastMoment, publishedDate } from './published-date';

describe('dates of published figures', () => {
  it.each([
    ['2021-01-01', '1 января 2021', '1 January 2021'],
    ['2020-12', 'декабрь 2020', 'December 2020'],
    ['2019', '2019', '2019'],
  ])('prints %s as exactly as it is known', (asOf, ru, en) => {
    expect(publishedDate(asOf, 'ru')).toBe(ru);
    expect(publishedDate(asOf, 'en')).toBe(en);
  });

  it('counts a round that closes at midnight to the day before, in the zone of the cluster', () => {
    const midnightInKuzbass = '2026-11-15T17:00:00.000Z';
    expect(formatsFor('ru').date(lastMoment(midnightInKuzbass), 'Asia/Novokuznetsk')).toBe(
      '15 ноября 2026',
    );
  });
});
