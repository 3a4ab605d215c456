import { Injectable } from '@nestjs/common';

import {
  ApplicationsService,
  RemarksService,
  type ApplicationData,
  type CaseWorld,
  type Relation,
} from '@okno/server/applications';
import { Audit, Clock, systemActor } from '@okno/server/core';
import {
  addCalendarDays,
  localDate,
  workingDaysBetween,
  type LocalDate,
} from '@okno/shared/work-calendar';

import type { ListItem, Titles } from './templates/params';

/** Calendar days in which an applicant may complain of a refusal (`domain.md` §4, row 15). */
const APPEAL_DAYS = 30;

/** A case with what its notices speak of. */
export interface CaseFacts {
  row: ApplicationData;
  relation: Relation;
  world: CaseWorld;
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
    private readonly applications: ApplicationsService,
    private readonly remarks: RemarksService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async facts(applicationId: string): Promise<CaseFacts> {
    const { row, relation } = await this.applications.open(systemActor(), applicationId);
    return { row, relation, world: await this.applications.world(row) };
  }

  /** Reason and public comment of a step, from the history: the case itself may have gone on since. */
  async wordsOf(applicationId: string, seq: number): Promise<StepWords> {
    const entries = await this.audit.history({ type: 'application', id: applicationId });
    const step = entries.find((entry) => entry.seq === seq);
    return { reasonCode: step?.reasonCode ?? null, publicComment: step?.publicComment ?? null };
  }

  /** The remarks that went out with the last return, in their order. */
  async returnedWith({ row, relation, world }: CaseFacts): Promise<ListItem[]> {
    const remarks = await this.remarks.list(row, relation, world);
    return remarks
      .filter(({ round, state }) => round === row.returnRound && state !== 'DRAFT')
      .map(({ target, text }) => ({ title: target.label ?? null, text }));
  }

  /** Working days from today to the end of a term; null when it is over. */
  daysUntil(dueOn: LocalDate | null, { world }: CaseFacts): number | null {
    const today = localDate(this.clock.now(), world.cluster.timeZone);
    return dueOn === null || dueOn < today
      ? null
      : workingDaysBetween(world.calendar, today, dueOn, { provisional: true }).days;
  }

  /** The last day for a complaint of a refusal. */
  appealUntil({ row, world }: CaseFacts): LocalDate {
    const decidedOn = row.decidedOn ?? localDate(this.clock.now(), world.cluster.timeZone);
    return addCalendarDays(world.calendar, decidedOn, APPEAL_DAYS, { provisional: true }).date;
  }
}

/** The end of the term that a state has now; null when the case has gone on since. */
export function dueIn(row: ApplicationData, state: string): LocalDate | null {
  return row.state === state ? row.dueOn : null;
}

/** What every notice about a filed case says of it. */
export function aboutCase({ row, world }: CaseFacts): {
  applicationId: string;
  number: string;
  measure: Titles;
} {
  // A filed case has its number from the same transaction on.
  return { applicationId: row.id, number: row.number ?? row.id, measure: world.version.title };
}
