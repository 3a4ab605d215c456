import { Injectable } from '@nestjs/common';

import { CalendarService } from '@okno/server/calendar';
import {
  CatalogueService,
  DictionariesService,
  type ClusterData,
  type MeasureVersionData,
} from '@okno/server/catalogue';
import { Clock, type Tx } from '@okno/server/core';
import type { FormDefinition } from '@okno/shared/form-schema';
import type { WorkCalendar } from '@okno/shared/work-calendar';
import {
  clock,
  FLOWS,
  type Clock as CaseClock,
  type ClockReading,
  type Flow,
  type FlowSettings,
  type ProcedureKind,
} from '@okno/shared/workflow';

import { ApplicationError } from './applications.errors';
import type { ApplicationData, CaseRow } from './case-row';

/** Everything that a procedure needs besides the row: read once for each request. */
export interface CaseWorld {
  readonly flow: Flow;
  readonly settings: FlowSettings;
  readonly version: MeasureVersionData;
  readonly form: FormDefinition;
  readonly cluster: ClusterData;
  readonly calendar: WorkCalendar;
  /** Of a demonstration round. */
  readonly demo: boolean;
}

/** What of a row says where to look; without a moment of filing it is a draft. */
export type CasePlace = Pick<ApplicationData, 'kind' | 'measureVersionId' | 'roundId'> &
  Partial<Pick<ApplicationData, 'submittedAt'>>;

/** Finds the procedure, measure version, cluster, settings and calendar of a request. */
@Injectable()
export class CaseWorlds {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly calendars: CalendarService,
    private readonly dictionaries: DictionariesService,
    private readonly now: Clock,
  ) {}

  /** @throws ApplicationError measure.not_found when the version has no procedure here */
  async of(
    { kind, measureVersionId, roundId, submittedAt }: CasePlace,
    tx?: Tx,
  ): Promise<CaseWorld> {
    const version = await this.catalogue.version(measureVersionId);
    const cluster = version && (await this.catalogue.cluster(version.clusterId));
    if (!version?.form || !cluster) {
      throw new ApplicationError('measure.not_found');
    }
    const round = roundId === null ? null : await this.catalogue.round(roundId, tx);
    const settings = await this.catalogue.settings(
      measureVersionId,
      round,
      submittedAt ?? this.now.now(),
    );
    const calendar = await this.calendars.calendar();
    const demo = round?.demo ?? false;
    return { flow: flowOf(kind), settings, version, form: version.form, cluster, calendar, demo };
  }

  /** Before a transaction: what is kept in memory is there, so that nobody inside one waits for a second connection. */
  async ready(): Promise<void> {
    await Promise.all([
      this.catalogue.clusters(),
      this.calendars.years(),
      this.dictionaries.activities(),
    ]);
  }

  /** The honest clock of a request at this moment. */
  clock(row: ApplicationData, world: CaseWorld): CaseClock {
    return clock(readingOf(row, world, this.now.now()));
  }

  /**
   * Whose move it is and the last day of the term, as the row keeps them. While an answer from outside
   * is awaited there is no day: it moves on with every day of waiting.
   */
  standing(row: ApplicationData, world: CaseWorld): Standing {
    return standingBy(this.clock(row, world));
  }
}

type Standing = Pick<CaseRow, 'turn' | 'dueOn' | 'dueProvisional'>;

/** What the row keeps of its clock. */
export function standingBy({ turn, due, paused }: CaseClock): Standing {
  const running = paused?.reason === 'OUTSIDE' ? null : due;
  return { turn, dueOn: running?.on ?? null, dueProvisional: running?.provisional ?? false };
}

/** What the clock of a request is read from. */
export function readingOf(row: ApplicationData, world: CaseWorld, now: Date): ClockReading {
  return {
    flow: world.flow,
    settings: world.settings,
    history: row.steps.map(({ action, to, at }) => ({ action, to, at: new Date(at) })),
    registeredOn: row.registeredOn,
    pauses: row.pauses.map(({ from, to, awaited }) => ({
      awaited,
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
    calendar: world.calendar,
    zone: world.cluster.timeZone,
    now,
  };
}

function flowOf(kind: ProcedureKind): Flow {
  return FLOWS[kind];
}
