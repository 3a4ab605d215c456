import { Injectable } from '@nestjs/common';

import { Clock, LoadsReference, newId, ReferenceFiles, type Tx } from '@okno/server/core';
import { endOfDay, localDate, plusDays, startOfDay, yearOf } from '@okno/shared/work-calendar';

import { CatalogueService } from './catalogue.service';
import type { ClustersFile, DemoRoundsFile, MeasuresFile } from './reference-files';

/** A demonstration round that closes sooner than this is prolonged, so that it can always be applied for. */
const DAYS_AHEAD = 14;
/** A service asked for now is delivered about so many days later; in autumn that is the next year. */
const DELIVERY_DAYS = 120;

/** Opens the demonstration rounds, dated from the day they are loaded. Only with OKNO_DEMO. */
@Injectable()
export class DemoRoundsLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly clock: Clock,
    private readonly catalogue: CatalogueService,
  ) {}

  /** A cluster without a number of its own takes no requests; for the demonstration it has one. */
  @LoadsReference({ order: 59, demo: true })
  async connections(tx: Tx): Promise<void> {
    const { connected } = await this.files.read<DemoRoundsFile>('rounds.demo.json');
    for (const { cluster, numberPrefix } of connected) {
      await tx.query('UPDATE cluster SET number_prefix = $2 WHERE code = $1', [
        cluster,
        numberPrefix,
      ]);
    }
    this.catalogue.forget();
  }

  @LoadsReference({ order: 60, demo: true })
  async rounds(tx: Tx): Promise<void> {
    const { items } = await this.files.read<DemoRoundsFile>('rounds.demo.json');
    const zones = await this.zones();
    for (const round of items) {
      const zone = zones.get(round.measure) ?? 'UTC';
      const today = localDate(this.clock.now(), zone);
      const [known] = await tx.query<{ id: string; closesAt: Date }>(
        `SELECT r.id, r.closes_at AS "closesAt" FROM intake_round r JOIN measure m ON m.id = r.measure_id
         WHERE m.code = $1 AND r.demo ORDER BY r.closes_at DESC LIMIT 1`,
        [round.measure],
      );
      const closesAt = endOfDay(plusDays(today, round.closesInDays), zone);
      const year = yearOf(plusDays(today, DELIVERY_DAYS));
      if (known === undefined) {
        await tx.query(
          `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks,
             waiting_list, demo)
           SELECT $1, m.id, $3, $4, $5, $6, $7, $8, $9, true FROM measure m WHERE m.code = $2`,
          [
            newId(),
            round.measure,
            startOfDay(plusDays(today, -round.openedDaysAgo), zone),
            closesAt,
            year,
            round.mode,
            round.experts,
            round.budgetKopecks,
            round.waitingList,
          ],
        );
      } else if (known.closesAt < endOfDay(plusDays(today, DAYS_AHEAD), zone)) {
        // One that had closed opens anew, and drafts that wait hear of it.
        await tx.query(
          `UPDATE intake_round SET closes_at = $2, year = $3, closing_told_at = NULL,
             opening_told_at = CASE WHEN closing_told_at IS NULL THEN opening_told_at END WHERE id = $1`,
          [known.id, closesAt, year],
        );
      }
    }
  }

  /** Time zone of each measure: that of its cluster. */
  private async zones(): Promise<Map<string, string>> {
    const [measures, clusters] = await Promise.all([
      this.files.read<MeasuresFile>('measures.json'),
      this.files.read<ClustersFile>('clusters.json'),
    ]);
    const zoneOf = new Map(clusters.items.map(({ code, timeZone }) => [code, timeZone]));
    return new Map(
      measures.items.flatMap(({ code, cluster }) => {
        const zone = cluster === null ? undefined : zoneOf.get(cluster);
        return zone === undefined ? [] : [[code, zone] as const];
      }),
    );
  }
}
