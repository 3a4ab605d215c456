import { Injectable } from '@nestjs/common';

import { CaseAccess, type ApplicationData } from '@okno/server/applications';
import { CalendarService } from '@okno/server/calendar';
import {
  CatalogueService,
  type ClusterData,
  type MeasureVersionData,
} from '@okno/server/catalogue';
import { Audit, Clock, systemActor, type Tx } from '@okno/server/core';
import {
  addCalendarDays,
  localDate,
  workingDaysBetween,
  type LocalDate,
} from '@okno/shared/work-calendar';

import type { Titles } from './templates/params';

/** Calendar days in which an applicant may complain of a refusal (`domain.md` §4, row 15). */
const APPEAL_DAYS = 30;

/** A case with what its notices speak of. */
export interface CaseFacts {
  row: ApplicationData;
  version: MeasureVersionData;
  cluster: ClusterData;
}

/** What the history says of one step. */
export interface StepWords {
  reasonCode: string | null;
  publicComment: string | null;
}

/** Reads what notices about cases need, as the cases' own domain tells it. */
@Injectable()
export class Cases {
  constructor(
    private readonly access: CaseAccess,
    private readonly catalogue: CatalogueService,
    private readonly calendars: CalendarService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async facts(applicationId: string): Promise<CaseFacts> {
    const { row } = await this.access.open(systemActor(), applicationId);
    const version = await this.catalogue.version(row.measureVersionId);
    const cluster = await this.catalogue.cluster(row.clusterId);
    if (!version || !cluster) {
      throw new Error(`Application ${applicationId} has no measure or cluster`);
    }
    return { row, version, cluster };
  }

  /** Reason and public comment of a step, from the history: the case itself may have gone on since. */
  async wordsOf(applicationId: string, seq: number): Promise<StepWords> {
    const entries = await this.audit.history({ type: 'application', id: applicationId });
    const step = entries.find((entry) => entry.seq === seq);
    return { reasonCode: step?.reasonCode ?? null, publicComment: step?.publicComment ?? null };
  }

  /** Working days from today to the end of a term; null when it is over. */
  async daysUntil(dueOn: LocalDate | null, { cluster }: CaseFacts): Promise<number | null> {
    const today = localDate(this.clock.now(), cluster.timeZone);
    if (dueOn === null || dueOn < today) {
      return null;
    }
    const calendar = await this.calendars.calendar();
    return workingDaysBetween(calendar, today, dueOn, { provisional: true }).days;
  }

  /** The last day for a complaint of a refusal. */
  async appealUntil({ row, cluster }: CaseFacts): Promise<LocalDate> {
    const decidedOn = row.decidedOn ?? localDate(this.clock.now(), cluster.timeZone);
    const calendar = await this.calendars.calendar();
    return addCalendarDays(calendar, decidedOn, APPEAL_DAYS, { provisional: true }).date;
  }
}

/** The end of the term that a state has now; null when the case has gone on since. */
export function dueIn(row: ApplicationData, state: string): LocalDate | null {
  return row.state === state ? row.dueOn : null;
}

/** What every notice about a filed case says of it. */
export function aboutCase({ row, version }: CaseFacts): {
  applicationId: string;
  number: string;
  measure: Titles;
} {
  // A filed case has its number from the same transaction on.
  return { applicationId: row.id, number: row.number ?? row.id, measure: version.title };
}
