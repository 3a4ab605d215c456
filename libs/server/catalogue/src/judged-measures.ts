import { Injectable } from '@nestjs/common';

import { Clock, Kept } from '@okno/server/core';
import type { Rule } from '@okno/shared/eligibility';

import type { Round } from './catalogue-data';
import { CatalogueError } from './catalogue.errors';
import { CatalogueRepository, type StoredJudged } from './catalogue.repository';
import { MeasureSummaryDto } from './measure.dto';
import { roundState } from './reception.policy';

/** Versions are published by another process, when the reference data are loaded. */
const KEPT_MS = 60_000;
/** More measures than anybody is shown at once. */
const MOST = 500;

/** What a measure is judged by, and how it is shown. */
export interface JudgedMeasure {
  code: string;
  clusterId: string | null;
  rules: readonly Rule[];
  minOwnBp: number | null;
  maxPerYear: number | null;
  limitPerYearKopecks: number | null;
  /** The open round, else the next one, else the last one. */
  round: Round | null;
  summary: MeasureSummaryDto;
}

/** Measures with the rules of their current version, also those that nobody can file for here. */
@Injectable()
export class JudgedMeasures {
  private readonly kept = new Kept(() => this.repository.allJudged(MOST), KEPT_MS);

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly clock: Clock,
  ) {}

  /** Listed ones in the order of the catalogue, at most five hundred. */
  async all(): Promise<JudgedMeasure[]> {
    return this.withRounds(await this.kept.get());
  }

  /** One of them, listed or not. @throws CatalogueError measure.not_found */
  async one(code: string): Promise<JudgedMeasure> {
    const stored = await this.repository.judged(code);
    const [measure] = stored === undefined ? [] : await this.withRounds([stored]);
    if (measure === undefined) {
      throw new CatalogueError('measure.not_found');
    }
    return measure;
  }

  private async withRounds(measures: readonly StoredJudged[]): Promise<JudgedMeasure[]> {
    const now = this.clock.now();
    const ids = measures.map(({ id }) => id);
    const rounds = new Map(
      (await this.repository.nearestRounds(ids, now)).map((round) => [
        round.measureId,
        { ...round, state: roundState(round, now) },
      ]),
    );
    return measures.map((measure) => judged(measure, rounds.get(measure.id) ?? null, now));
  }
}

function judged(measure: StoredJudged, round: Round | null, now: Date): JudgedMeasure {
  const shown = {
    ...measure,
    opensAt: round?.opensAt ?? null,
    closesAt: round?.closesAt ?? null,
    demo: round?.demo ?? null,
    snippet: null,
    first: 0,
  };
  return {
    code: measure.code,
    clusterId: measure.clusterId,
    rules: measure.eligibility ?? [],
    minOwnBp: measure.minOwnBp,
    maxPerYear: measure.maxPerYear,
    limitPerYearKopecks: measure.limitPerYearKopecks,
    round,
    summary: MeasureSummaryDto.summary(shown, now),
  };
}
