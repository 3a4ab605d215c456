import file from '../../../../db/reference/working-calendar.json';
import { addWorkingDays, instantAt, readCalendarFile, registrationDate, WorkCalendar } from '.';
import vectors from './work-calendar.spec-data.json';

const calendar = new WorkCalendar(readCalendarFile(file));
const zone = 'Asia/Novokuznetsk';

/** The vectors are sentences: `2026-11-02 + 5 working days`, `submitted 2026-06-11 18:10, cut-off 17:00`. */
function answer(input: string): string | undefined {
  const term = /^(\S+) \+ (\d+) working days$/.exec(input);
  if (term) {
    return addWorkingDays(calendar, term[1] ?? '', Number(term[2])).date;
  }
  const filing = /^submitted (\S+) (\S+), cut-off (\d+):00$/.exec(input);
  const filedAt = instantAt(filing?.[1] ?? '', `${filing?.[2]}:00`, zone);
  return registrationDate(calendar, filedAt, { zone, cutOffHour: Number(filing?.[3]) }).date;
}

describe('vectors of the domain page', () => {
  it.each(vectors)('$id $input → $expected ($why)', ({ input, expected }) => {
    expect(answer(input)).toBe(expected);
  });
});
