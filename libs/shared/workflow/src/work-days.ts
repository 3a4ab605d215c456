import { localDate, plusDays, type LocalDate, type WorkCalendar } from '@okno/shared/work-calendar';

/** One day of a calendar as the clock sees it. */
export interface DayMark {
  readonly date: LocalDate;
  readonly working: boolean;
  /** The year is not adopted: the mark may change when it is loaded (ruling 1). */
  readonly provisional: boolean;
}

/** A work calendar in a zone, each day looked up once. Made for one reading of the clock. */
export class WorkDays {
  private readonly marks = new Map<LocalDate, DayMark>();

  constructor(
    private readonly calendar: WorkCalendar,
    private readonly zone: string,
  ) {}

  localDate(instant: Date): LocalDate {
    return localDate(instant, this.zone);
  }

  next(date: LocalDate): LocalDate {
    return plusDays(date, 1);
  }

  mark(date: LocalDate): DayMark {
    const known = this.marks.get(date);
    if (known) {
      return known;
    }
    const { working, provisional } = this.calendar.day(date, { provisional: true });
    const mark = { date, working, provisional };
    this.marks.set(date, mark);
    return mark;
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
