import { WorkCalendar } from '@okno/shared/work-calendar';

import { nextAlarm } from './term-alarm';

const place = { calendar: new WorkCalendar([]), zone: 'Asia/Novokuznetsk' };
const term = { dueOn: '2026-12-09', expires: true };
const at = (instant: string): Date => new Date(instant);

describe('the alarm of a term', () => {
  it('reminds two working days before, in the morning of the cluster’s zone', () => {
    expect(nextAlarm(term, null, at('2026-12-01T00:00:00Z'), place)).toEqual({
      step: 'NEAR',
      at: at('2026-12-07T02:00:00Z'),
    });
  });

  it('goes on to the last day and then to the end', () => {
    expect(nextAlarm(term, 'NEAR', at('2026-12-07T02:00:01Z'), place)).toEqual({
      step: 'REACHED',
      at: at('2026-12-09T02:00:00Z'),
    });
    expect(nextAlarm(term, 'REACHED', at('2026-12-09T02:00:01Z'), place)).toEqual({
      step: 'EXPIRE',
      at: at('2026-12-09T17:00:00Z'),
    });
    expect(nextAlarm(term, 'EXPIRE', at('2026-12-10T00:00:00Z'), place)).toBeNull();
  });

  it('leaves out what has passed, but never the end', () => {
    const late = at('2026-12-20T00:00:00Z');
    expect(nextAlarm(term, null, late, place)).toMatchObject({ step: 'EXPIRE' });
    expect(nextAlarm({ ...term, expires: false }, null, late, place)).toBeNull();
    expect(nextAlarm(term, null, at('2026-12-08T00:00:00Z'), place)).toMatchObject({
      step: 'REACHED',
    });
  });
});
