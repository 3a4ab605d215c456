import type { CalendarYear } from '@okno/shared/work-calendar';
import type { Scalar } from './condition-ast';
import type { Option } from './definition';

/** The money terms of the measure version and what is left at this moment, all in kopecks and basis points. */
export interface MoneyTerms {
  readonly stateShareBp: number;
  readonly minOwnBp: number;
  readonly limitPerApplicationKopecks?: number;
  readonly yearlyRestKopecks?: number;
  readonly roundRestKopecks?: number;
}

/** Everything a form is judged by besides the answers. The engine has no clock and asks nobody. */
export interface FormContext {
  /** `YYYY-MM-DD` in the cluster's zone. */
  readonly filingDate: string;
  /** The loaded work calendars. Days of a year that is missing are counted by the statute and come out provisional. */
  readonly calendars?: readonly CalendarYear[];
  /** Default `RU`. */
  readonly calendarRegion?: string;
  readonly money?: MoneyTerms;
  /** Option lists by source name: `cluster.specialisations`, `catalogue.measures`, … */
  readonly options?: Readonly<Record<string, readonly Option[]>>;
  readonly roundYear?: number;
  readonly reviewTermWorkingDays?: number;
  /** Facts for conditions: `fact.applicantIsHead` reads `applicantIsHead`. */
  readonly facts?: Readonly<Record<string, Scalar>>;
  readonly confirmedEmails?: readonly string[];
}
