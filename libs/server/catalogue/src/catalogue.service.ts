import { Injectable } from '@nestjs/common';

import { Clock, Kept, type Tx } from '@okno/server/core';
import type { Option } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';
import type { FlowSettings, Term, TermKey } from '@okno/shared/workflow';

import type {
  ClusterData,
  MeasureData,
  MeasureVersionData,
  PublishedOrganisation,
  Round,
  SharedFacility,
} from './catalogue-data';
import { CatalogueError } from './catalogue.errors';
import { CatalogueRepository, type StoredCluster, type StoredRound } from './catalogue.repository';
import { councilModeAt } from './council-mode.policy';
import { procedureVersion } from './procedure-version';
import { notOpenReason, roundState } from './reception.policy';

/** Clusters change when the reference data are loaded, by another process. */
const KEPT_MS = 60_000;
const ROUNDS_SHOWN = 100;
/** Groups of directions that a strategy only plans: shown on the cluster's page, not chosen in a form. */
const FORTHCOMING: ReadonlySet<string> = new Set(['planned', 'production']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What the other domains ask the catalogue. */
@Injectable()
export class CatalogueService {
  private readonly kept: Kept<StoredCluster[]>;
  /** Measures to choose from in a form, by cluster. */
  private readonly choices = new Map<string, Kept<Option[]>>();
  /** Versions never change, so one that was read is kept. */
  private readonly versions = new Map<string, MeasureVersionData>();

  constructor(
    private readonly repository: CatalogueRepository,
    private readonly clock: Clock,
  ) {
    this.kept = new Kept(() => this.repository.clusters(), KEPT_MS);
  }

  /** Every cluster, in the order of the catalogue. */
  clusters(): Promise<StoredCluster[]> {
    return this.kept.get();
  }

  /** A cluster by its id or code, or null. */
  async cluster(idOrCode: string): Promise<ClusterData | null> {
    return (await this.storedCluster(idOrCode)) ?? null;
  }

  /** @throws CatalogueError cluster.not_found */
  async requireCluster(idOrCode: string): Promise<StoredCluster> {
    const cluster = await this.storedCluster(idOrCode);
    if (cluster === undefined) {
      throw new CatalogueError('cluster.not_found');
    }
    return cluster;
  }

  /** A measure as it is now, listed or not (joining a cluster), or null. */
  async measureByCode(code: string): Promise<MeasureData | null> {
    const now = this.clock.now();
    const [measure, nearest] = await Promise.all([
      this.repository.measure(code),
      this.repository.nearestRound(code, now),
    ]);
    if (measure === undefined) {
      return null;
    }
    const round = nearest === undefined ? null : withState(nearest, now);
    const { connected, planned, ...known } = measure;
    return {
      ...known,
      round,
      notOpenReason: notOpenReason({
        ...measure,
        connected,
        planned,
        round: round?.state ?? null,
      }),
    };
  }

  /** A version that requests can be filed under; null for one of a measure without a procedure here. */
  async version(id: string): Promise<MeasureVersionData | null> {
    const known = this.versions.get(id);
    if (known !== undefined) {
      return known;
    }
    const stored = await this.repository.version(id);
    const version = stored === undefined ? null : procedureVersion(stored);
    if (version !== null) {
      this.versions.set(id, version);
    }
    return version;
  }

  /** The round of the version's measure that takes requests at a moment; joining a cluster has none. */
  async openRound(measureVersionId: string, at: Date, tx?: Tx): Promise<Round | null> {
    const round = await this.repository.openRound(measureVersionId, at, tx);
    return round === undefined ? null : withState(round, at);
  }

  /** The round of the version's measure that is open at a moment, else the next that is planned; null: none. */
  async comingRound(measureVersionId: string, at: Date, tx?: Tx): Promise<Round | null> {
    const round = await this.repository.comingRound(measureVersionId, at, tx);
    return round === undefined ? null : withState(round, at);
  }

  async round(id: string, tx?: Tx): Promise<Round | null> {
    const round = await this.repository.round(id, tx);
    return round === undefined ? null : withState(round, this.clock.now());
  }

  /** Rounds of a cluster's measures, the latest to close first, at most a hundred. */
  async roundsOf(clusterId: string): Promise<Round[]> {
    const now = this.clock.now();
    const rounds = await this.repository.roundsOf(clusterId, ROUNDS_SHOWN);
    return rounds.map((round) => withState(round, now));
  }

  /** Rounds that have a budget of their own. */
  roundsWithBudget(tx?: Tx): Promise<{ id: string; budgetKopecks: number }[]> {
    return this.repository.roundsWithBudget(tx);
  }

  /**
   * What cluster, measure version and round set for a procedure. A request keeps the part of the Council that held
   * when it was filed.
   * @throws CatalogueError measure_version.not_found
   */
  async settings(
    measureVersionId: string,
    round: Round | null,
    filedAt: Date,
  ): Promise<FlowSettings> {
    const version = await this.version(measureVersionId);
    if (version === null) {
      throw new CatalogueError('measure_version.not_found');
    }
    const cluster = await this.requireCluster(version.clusterId);
    const terms: Partial<Record<TermKey, Term>> = {};
    for (const { code, term } of version.terms) {
      terms[code] = term;
    }
    return {
      councilMode: councilModeAt(cluster.councilModes, version.kind, filedAt),
      experts: round?.experts ?? 0,
      maxReturns: version.maxReturns,
      terms,
      roundEndsOn: round === null ? null : localDate(round.closesAt, cluster.timeZone),
      agreementDueOn: null,
    };
  }

  /**
   * Option lists of the form engine that the catalogue knows: `cluster.specialisations`,
   * `catalogue.measures`, `clusters.accepting`. Members of the cluster are the registry's to give.
   */
  async formContextSources(clusterId: string): Promise<Record<string, Option[]>> {
    const cluster = await this.requireCluster(clusterId);
    const [clusters, measures] = await Promise.all([this.clusters(), this.choicesOf(cluster.id)]);
    return {
      'cluster.specialisations': cluster.specialisations
        .filter(({ group }) => !FORTHCOMING.has(group))
        .map(({ code, name }) => ({ value: code, label: name })),
      'catalogue.measures': measures,
      'clusters.accepting': clusters
        .filter((one) => one.acceptsMembership)
        .map(({ code, name }) => ({ value: code, label: name })),
    };
  }

  /** Participants that a source names, for the public registry (ARCHITECTURE §8.12). */
  publishedOrganisations(clusterId: string): Promise<PublishedOrganisation[]> {
    return this.repository.publishedOrganisations(clusterId);
  }

  sharedFacilities(clusterId: string): Promise<SharedFacility[]> {
    return this.repository.sharedFacilities(clusterId);
  }

  /** For who loads reference data in this process. */
  forget(): void {
    this.kept.forget();
    this.choices.clear();
  }

  private choicesOf(clusterId: string): Promise<Option[]> {
    let kept = this.choices.get(clusterId);
    if (kept === undefined) {
      kept = new Kept(async () => {
        const titles = await this.repository.measureTitles(clusterId);
        return titles.map(({ code, title }) => ({ value: code, label: title }));
      }, KEPT_MS);
      this.choices.set(clusterId, kept);
    }
    return kept.get();
  }

  private async storedCluster(idOrCode: string): Promise<StoredCluster | undefined> {
    const clusters = await this.clusters();
    return UUID.test(idOrCode)
      ? clusters.find(({ id }) => id === idOrCode.toLowerCase())
      : clusters.find(({ code }) => code === idOrCode);
  }
}

function withState(round: StoredRound, now: Date): Round {
  return { ...round, state: roundState(round, now) };
}
