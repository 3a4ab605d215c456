import { Injectable } from '@nestjs/common';

import { clusterIdOf } from '@okno/server/contracts';
import { Clock, LoadsReference, newId, ReferenceFiles, type Tx } from '@okno/server/core';
import { isZone } from '@okno/shared/work-calendar';

import type { ClusterAbout, PublishedFact } from './catalogue-data';
import { CatalogueService } from './catalogue.service';
import { beginningOf, hasCouncil } from './council-mode.policy';
import { DictionariesService, type DictionaryLoad } from './dictionaries.service';
import type {
  CategoriesFile,
  ClustersFile,
  DictionariesFile,
  OrganisationsFile,
  SharedFacilitiesFile,
  WrittenCluster,
} from './reference-files';
import { ReferenceSources, type SourceReader } from './reference-sources';

/** Loads clusters and what is published about them. Run again, it changes only what differs. */
@Injectable()
export class ClustersLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly sources: ReferenceSources,
    private readonly dictionaries: DictionariesService,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  @LoadsReference({ order: 20 })
  async clusters(tx: Tx): Promise<void> {
    const sourceOf = await this.sources.reader();
    const { items } = await this.files.read<ClustersFile>('clusters.json');
    for (const [position, cluster] of items.entries()) {
      await this.putCluster(tx, cluster, position, sourceOf);
      await this.putSpecialisations(tx, cluster, sourceOf);
      await this.putCouncilModes(tx, cluster);
    }
    this.catalogue.forget();
  }

  @LoadsReference({ order: 21 })
  async categories(tx: Tx): Promise<void> {
    const { items } = await this.files.read<CategoriesFile>('categories.json');
    for (const [position, { code, name }] of items.entries()) {
      await tx.query(
        `INSERT INTO measure_category (code, position, name) VALUES ($1, $2, $3)
         ON CONFLICT (code) DO UPDATE SET position = excluded.position, name = excluded.name`,
        [code, position, name],
      );
    }
  }

  @LoadsReference({ order: 22 })
  async organisations(tx: Tx): Promise<void> {
    const sourceOf = await this.sources.reader();
    const file = await this.files.read<OrganisationsFile>('organisations.json');
    const clusterId = clusterIdOf(file.cluster);
    for (const [position, one] of file.items.entries()) {
      await tx.query(
        `INSERT INTO published_organisation
           (id, cluster_id, position, name, short_name, city, type, profile, does, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (cluster_id, position) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,
           city = excluded.city, type = excluded.type, profile = excluded.profile, does = excluded.does,
           source = excluded.source`,
        [
          newId(),
          clusterId,
          position,
          one.name,
          one.shortName,
          one.city,
          one.type,
          one.profile,
          one.does,
          sourceOf(one.source),
        ],
      );
    }
    await tx.query('DELETE FROM published_organisation WHERE cluster_id = $1 AND position >= $2', [
      clusterId,
      file.items.length,
    ]);
  }

  @LoadsReference({ order: 23 })
  async facilities(tx: Tx): Promise<void> {
    const sourceOf = await this.sources.reader();
    const file = await this.files.read<SharedFacilitiesFile>('shared-facilities.json');
    for (const [position, one] of file.items.entries()) {
      await tx.query(
        `INSERT INTO shared_facility (code, cluster_id, position, name, centre, operator, city, parameters, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (code) DO UPDATE SET cluster_id = excluded.cluster_id, position = excluded.position,
           name = excluded.name, centre = excluded.centre, operator = excluded.operator, city = excluded.city,
           parameters = excluded.parameters, source = excluded.source`,
        [
          one.code,
          clusterIdOf(file.cluster),
          position,
          one.name,
          file.centre.name,
          file.centre.operator,
          file.centre.city,
          JSON.stringify(one.parameters),
          sourceOf(one.source),
        ],
      );
    }
    await tx.query('DELETE FROM shared_facility WHERE cluster_id = $1 AND NOT code = ANY($2)', [
      clusterIdOf(file.cluster),
      file.items.map(({ code }) => code),
    ]);
  }

  @LoadsReference({ order: 24 })
  async classifiers(tx: Tx): Promise<void> {
    const { items } = await this.files.read<DictionariesFile>('dictionaries.json');
    for (const { code, title, file } of items) {
      await tx.query(
        `INSERT INTO dictionary (code, title) VALUES ($1, $2)
         ON CONFLICT (code) DO UPDATE SET title = excluded.title`,
        [code, title],
      );
      if (file !== null) {
        await this.loadClassifier(tx, code, await this.files.read<DictionaryLoad>(file));
      }
    }
  }

  /** A classifier has many thousand entries: one that is there already in the same edition stays. */
  private async loadClassifier(tx: Tx, code: string, load: DictionaryLoad): Promise<void> {
    const state = await this.dictionaries.state(code, tx);
    if (state?.loaded !== true || state.asOf !== load.asOf || state.source !== load.source) {
      await this.dictionaries.load(tx, code, load);
    }
  }

  private async putCluster(
    tx: Tx,
    cluster: WrittenCluster,
    position: number,
    sourceOf: SourceReader,
  ): Promise<void> {
    if (!isZone(cluster.timeZone)) {
      throw new RangeError(`clusters.json: ${cluster.code}: ${cluster.timeZone} is no time zone`);
    }
    const { settings } = cluster;
    await tx.query(
      `INSERT INTO cluster (id, code, position, name, region, time_zone, status, type, founded_on, number_prefix,
         cut_off_hour, accepts_membership, okved_prefixes, facts, about)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (code) DO UPDATE SET position = excluded.position, name = excluded.name, region = excluded.region,
         time_zone = excluded.time_zone, status = excluded.status, type = excluded.type,
         founded_on = excluded.founded_on, number_prefix = excluded.number_prefix,
         cut_off_hour = excluded.cut_off_hour,
         accepts_membership = excluded.accepts_membership, okved_prefixes = excluded.okved_prefixes,
         facts = excluded.facts, about = excluded.about`,
      [
        clusterIdOf(cluster.code),
        cluster.code,
        position,
        cluster.name,
        cluster.region,
        cluster.timeZone,
        cluster.status,
        cluster.type,
        cluster.foundedOn,
        settings.numberPrefix,
        settings.cutOffHour,
        settings.acceptsMembership,
        JSON.stringify(settings.okvedPrefixes),
        JSON.stringify(factsOf(cluster, sourceOf)),
        aboutOf(cluster, sourceOf),
      ],
    );
  }

  /** A change begins a new part; what was before stays for the requests filed under it. */
  private async putCouncilModes(tx: Tx, cluster: WrittenCluster): Promise<void> {
    const clusterId = clusterIdOf(cluster.code);
    for (const { procedure, mode, from } of cluster.settings.councilModes) {
      if (!hasCouncil(procedure)) {
        throw new RangeError(`clusters.json: ${cluster.code}: ${procedure} has no Council`);
      }
      const [last] = await tx.query<{ mode: string }>(
        `SELECT mode FROM cluster_council_mode WHERE cluster_id = $1 AND procedure = $2 ORDER BY from_at DESC LIMIT 1`,
        [clusterId, procedure],
      );
      if ((last?.mode ?? 'NONE') !== mode) {
        await tx.query(
          'INSERT INTO cluster_council_mode (cluster_id, procedure, from_at, mode) VALUES ($1, $2, $3, $4)',
          [clusterId, procedure, beginningOf(from, this.clock.now()), mode],
        );
      }
    }
  }

  private async putSpecialisations(
    tx: Tx,
    cluster: WrittenCluster,
    sourceOf: SourceReader,
  ): Promise<void> {
    const clusterId = clusterIdOf(cluster.code);
    for (const [position, { code, name, group, source }] of cluster.specialisations.entries()) {
      await tx.query(
        `INSERT INTO specialisation (cluster_id, code, position, name, "group", source, active)
         VALUES ($1, $2, $3, $4, $5, $6, true)
         ON CONFLICT (cluster_id, code) DO UPDATE SET position = excluded.position, name = excluded.name,
           "group" = excluded."group", source = excluded.source, active = true`,
        [clusterId, code, position, name, group, sourceOf(source)],
      );
    }
    await tx.query(
      'UPDATE specialisation SET active = false WHERE cluster_id = $1 AND active AND NOT code = ANY($2)',
      [clusterId, cluster.specialisations.map(({ code }) => code)],
    );
  }
}

/** A figure without a date of its own is of the day its source was published. */
function factsOf({ facts }: WrittenCluster, sourceOf: SourceReader): PublishedFact[] {
  return facts.map(({ key, label, value, asOf, atLeast, source }) => {
    const found = sourceOf(source);
    return {
      key,
      label,
      value,
      asOf: asOf ?? found.publishedOn,
      atLeast: atLeast ?? false,
      source: found,
    };
  });
}

function aboutOf(
  { coordinator, strategy, source }: WrittenCluster,
  sourceOf: SourceReader,
): ClusterAbout {
  return {
    coordinator: coordinator && { ...coordinator, source: sourceOf(coordinator.source) },
    strategy: strategy && { ...strategy, source: sourceOf(strategy.source) },
    source: sourceOf(source),
  };
}
