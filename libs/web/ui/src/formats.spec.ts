import { formatsFor } from './formats';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

describe('formatsFor', () => {
  const ru = formatsFor('ru');
  const en = formatsFor('en');

  it('prints kopecks only when there are any', () => {
    expect(plain(ru.money(29_440_000))).toBe('294 400 ₽');
    expect(plain(ru.money(41_276_050))).toBe('412 760,50 ₽');
    expect(plain(ru.money(900_000))).toBe('9 000 ₽');
    expect(plain(ru.money(-100))).toBe('−1 ₽');
    expect(plain(en.money(29_440_000))).toBe('294,400 ₽');
  });

  it('does not move a bare date with the zone', () => {
    expect(ru.date('2026-10-12')).toBe('12 октября 2026');
    expect(en.date('2026-10-12')).toBe('12 October 2026');
  });

  it.each(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'])(
    'prints a day of month %s as a moment of that day',
    (month) => {
      const [day, moment] = [`2026-${month}-09`, `2026-${month}-09T12:00:00Z`];
      for (const formats of [ru, en]) {
        expect(formats.date(day)).toBe(formats.date(moment, 'UTC'));
        expect(formats.shortDate(day)).toBe(formats.shortDate(moment, 'UTC'));
      }
    },
  );

  it('shows a moment in the zone it is asked for', () => {
    expect(ru.dateTime('2026-10-12T17:30:00Z', 'Asia/Novokuznetsk')).toBe('13 октября 2026, 00:30');
    expect(ru.time('2026-10-12T17:30:00Z', 'Asia/Novokuznetsk')).toBe('00:30');
    expect(ru.weekday('2026-10-12')).toBe('понедельник');
  });

  it('names a zone as people do', () => {
    expect(ru.offset('2026-10-12T17:30:00Z', 'Asia/Novokuznetsk')).toBe('UTC+7');
    expect(en.offset('2026-10-12T17:30:00Z', 'Europe/Moscow')).toBe('UTC+3');
  });

  it('prints sizes and shares', () => {
    expect(plain(ru.bytes(1_258_291))).toBe('1,2 МБ');
    expect(plain(ru.bytes(421_000))).toBe('411 КБ');
    expect(plain(ru.share(8000))).toBe('80 %');
    expect(plain(ru.share(2105))).toBe('21,05 %');
  });
});
