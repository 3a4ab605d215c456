import { localDate, plusDays, type LocalDate, type WorkCalendar } from '@okno/shared/work-calendar';

/** One day of a calendar as the clock sees it. */
export interface DayMark {
  readonly date: LocalDate;
  readonly next: LocalDate;
  readonly working: boolean;
  /** The year is not adopted: the mark may change when it is loaded (ruling 1). */
  readonly provisional: boolean;
}

/** A calendar never changes, and a case is drawn on every reading: each day is looked up once. */
const known = new WeakMap<WorkCalendar, Map<LocalDate, DayMark>>();

/** A work calendar in a zone. */
export class WorkDays {
  private readonly marks: Map<LocalDate, DayMark>;
  private readonly dates = new Map<number, LocalDate>();

  constructor(
    private readonly calendar: WorkCalendar,
    private readonly zone: string,
  ) {
    this.marks = known.get(calendar) ?? new Map<LocalDate, DayMark>();
    known.set(calendar, this.marks);
  }

  localDate(instant: Date): LocalDate {
    const date = this.dates.get(instant.getTime()) ?? localDate(instant, this.zone);
    this.dates.set(instant.getTime(), date);
    return date;
  }

  mark(date: LocalDate): DayMark {
    const found = this.marks.get(date);
    if (found) {
      return found;
    }
    const { working, provisional } = this.calendar.day(date, { provisional: true });
    const mark = { date, next: plusDays(date, 1), working, provisional };
    this.marks.set(date, mark);
    return mark;
  }

  /** The day after. */
  next(date: LocalDate): LocalDate {
    return this.mark(date).next;
  }

  /** The days after `after`, up to and with `through`; none when it is not later. */
  range(after: LocalDate, through: LocalDate): DayMark[] {
    const days: DayMark[] = [];
    for (let date = after; date < through;) {
      date = this.next(date);
      days.push(this.mark(date));
    }
    return days;
  }
}
