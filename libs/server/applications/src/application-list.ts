import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CalendarService } from '@okno/server/calendar';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Clock,
  Database,
  decodeCursor,
  PAGE_LIMIT,
  pageOf,
  reach,
  type Actor,
} from '@okno/server/core';
import {
  localDate,
  plusDays,
  workingDaysBetween,
  type WorkCalendar,
} from '@okno/shared/work-calendar';

import type { ApplicationPageDto, ApplicationRowDto } from './application.view';
import type { ApplicationsQuery } from './applications.dto';
import { CaseAccess } from './case-access';
import {
  listStatements,
  type ListedRow,
  type ListScope,
  type ListStatements,
} from './list-statement';

/** Above this a total is only said to be more. */
const COUNTED = 10_000;
const WEEK = 7;
const DAYS_SHOWN = 400;
const DEFAULT_ZONE = 'Europe/Moscow';

/** Requests as a list: whose rows it may show is in the statement itself. */
@Injectable()
export class ApplicationList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: CaseAccess,
    private readonly catalogue: CatalogueService,
    private readonly calendars: CalendarService,
    private readonly accounts: AccountsService,
  ) {}

  async page(actor: Actor, query: ApplicationsQuery): Promise<ApplicationPageDto> {
    const limit = query.limit ?? PAGE_LIMIT;
    const byDue = query.sort === 'due';
    const scope = await this.scope(actor, query);
    const today = await this.today(scope);
    const after =
      query.after === undefined
        ? null
        : decodeCursor(query.after, [byDue ? 'date' : 'instant', 'uuid']);
    const statements = listStatements({
      scope,
      query,
      actorId: actor.accountId,
      byDue,
      after,
      limit: limit + 1,
      days: { today, week: plusDays(today, WEEK) },
    });
    const rows = await this.found(statements, limit + 1);
    const show = await this.shower(rows.slice(0, limit));
    const listed = pageOf(rows, limit, show, (row) =>
      byDue ? [row.dueSort, row.id] : [row.createdKey, row.id],
    );
    return query.count === true ? { ...listed, ...(await this.total(statements.count)) } : listed;
  }

  private async found({ walks, rows }: ListStatements, full: number): Promise<ListedRow[]> {
    for (const { sql, params } of walks) {
      const met = await this.db.query<ListedRow>(sql, params);
      if (met.length === full) {
        return met;
      }
      if (met.length === 0) {
        break;
      }
    }
    return rows.name === null
      ? this.db.query<ListedRow>(rows.sql, rows.params)
      : this.db.named<ListedRow>(rows.name, rows.sql, rows.params);
  }

  /** Without `mine` staff sees its clusters and its own cases; everybody else his organisations'. */
  private async scope(actor: Actor, query: ApplicationsQuery): Promise<ListScope> {
    const read = reach(actor, 'application.read');
    const staff = read.all || read.clusterIds.length > 0 || read.assigned;
    if (staff && query.mine !== true) {
      return {
        kind: 'STAFF',
        all: read.all,
        clusterIds: read.clusterIds,
        assigneeId: read.assigned ? actor.accountId : null,
      };
    }
    const standing = await this.access.standing(actor);
    return { kind: 'OWN', organisationIds: standing.map((one) => one.organisationId) };
  }

  /** The date in the zone of the first cluster in reach: lists of one centre are in its own zone. */
  private async today(scope: ListScope): Promise<string> {
    const clusterId = scope.kind === 'STAFF' ? scope.clusterIds[0] : undefined;
    const cluster = clusterId === undefined ? null : await this.catalogue.cluster(clusterId);
    return localDate(this.clock.now(), cluster?.timeZone ?? DEFAULT_ZONE);
  }

  private async shower(rows: readonly ListedRow[]): Promise<(row: ListedRow) => ApplicationRowDto> {
    const versionIds = [...new Set(rows.map((row) => row.measureVersionId))];
    const clusterIds = [...new Set(rows.map((row) => row.clusterId))];
    const assignees = rows.flatMap(({ assigneeId }) => (assigneeId === null ? [] : [assigneeId]));
    const [versions, clusters, people, calendar] = await Promise.all([
      Promise.all(versionIds.map((id) => this.catalogue.version(id))),
      Promise.all(clusterIds.map((id) => this.catalogue.cluster(id))),
      this.accounts.getPeople(assignees),
      this.calendars.calendar(),
    ]);
    const titles = new Map(versions.flatMap((one) => (one ? [[one.id, one.title] as const] : [])));
    const byId = new Map(clusters.flatMap((one) => (one ? [[one.id, one] as const] : [])));
    const now = this.clock.now();
    return (row) => {
      const cluster = byId.get(row.clusterId);
      const person = row.assigneeId === null ? undefined : people.get(row.assigneeId);
      const zone = cluster?.timeZone ?? DEFAULT_ZONE;
      const today = localDate(now, zone);
      return {
        id: row.id,
        number: row.number,
        kind: row.kind,
        state: row.state,
        revision: row.revision,
        measure: {
          code: row.measureCode,
          title: titles.get(row.measureVersionId) ?? { ru: row.measureCode, en: row.measureCode },
        },
        organisation: {
          id: row.organisationId,
          inn: row.organisationInn,
          shortName: row.organisationName,
        },
        cluster: { code: cluster?.code ?? '' },
        assignee: person ? { id: person.id, name: person.name } : null,
        dueOn: row.dueOn,
        dueProvisional: row.dueProvisional,
        turn: row.turn,
        ...leftOf(row.dueOn, latest(today, beganOn(row, zone)), today, calendar),
        costKopecks: row.costKopecks,
        requestedKopecks: row.requestedKopecks,
        submittedAt: row.submittedAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
        ...(row.state === 'DRAFT' && row.deleteAt !== null
          ? { deletesAt: row.deleteAt.toISOString() }
          : {}),
      };
    };
  }

  private async total(count: {
    sql: string;
    params: unknown[];
  }): Promise<{ total: number; approximate: boolean }> {
    const [found] = await this.db.query<{ total: number }>(count.sql, count.params);
    const total = found?.total ?? 0;
    return { total: Math.min(total, COUNTED), approximate: total > COUNTED };
  }
}

/** The first day that counts: the one after the state began, like in the clock. */
function beganOn(row: ListedRow, zone: string): string {
  const stepped = localDate(new Date(row.steppedAt), zone);
  return plusDays(latest(stepped, row.registeredOn ?? stepped), 1);
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}

/** Working days from the first that counts to the due date, both included; not counted beyond a year. */
function leftOf(
  dueOn: string | null,
  first: string,
  today: string,
  calendar: WorkCalendar,
): { daysLeft: number | null; overdue: boolean } {
  if (dueOn === null) {
    return { daysLeft: null, overdue: false };
  }
  if (dueOn < today || dueOn < first) {
    return { daysLeft: 0, overdue: dueOn < today };
  }
  const end = dueOn < plusDays(first, DAYS_SHOWN) ? dueOn : plusDays(first, DAYS_SHOWN);
  const left = workingDaysBetween(calendar, plusDays(first, -1), end, { provisional: true });
  return { daysLeft: left.days, overdue: false };
}
