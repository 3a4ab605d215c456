import { Injectable } from '@nestjs/common';

import { CatalogueService, type ClusterData } from '@okno/server/catalogue';
import { Clock, decodeCursor, encodeCursor, PAGE_LIMIT, RequestError } from '@okno/server/core';
import { localDate } from '@okno/shared/work-calendar';

import type {
  ParticipantDto,
  ParticipantEntryDto,
  ParticipantFacetDto,
  ParticipantFacetsDto,
  ParticipantListDto,
  ParticipantsQuery,
} from './participant.dto';
import {
  COUNT_LIMIT,
  ParticipantsRepository,
  type FacetRow,
  type RegisteredRow,
  type RegisterFilter,
} from './participants.repository';
import {
  facetsOf,
  isAfter,
  isFound,
  publishedParticipants,
  type PublishedParticipant,
} from './published-participants';
import { RegistryError } from './registry.errors';
import { RegistryRepository, type EntryVersion } from './registry.repository';

/** Registered participants come first, then those that only a source names. */
type Part = 'R' | 'P';

interface Place {
  part: Part;
  name: string;
  id: string;
}

interface Shown {
  place: Place;
  dto: ParticipantDto;
}

/** The register as everybody may see it. */
@Injectable()
export class ParticipantsService {
  constructor(
    private readonly participants: ParticipantsRepository,
    private readonly registry: RegistryRepository,
    private readonly catalogue: CatalogueService,
    private readonly clock: Clock,
  ) {}

  /** @throws RegistryError cluster.not_found; RequestError request.invalid, request.bad_cursor */
  async list(clusterCode: string, query: ParticipantsQuery): Promise<ParticipantListDto> {
    const cluster = await this.catalogue.cluster(clusterCode);
    if (!cluster || cluster.code !== clusterCode) {
      throw new RegistryError('cluster.not_found');
    }
    const after = placeOf(query.after);
    const limit = query.limit ?? PAGE_LIMIT;
    const filter = this.filterOf(cluster, query);
    const published = await this.published(cluster, filter);
    const [registered, count, unpublished, counted] = await Promise.all([
      after?.part === 'P' ? [] : this.registered(filter, after, limit + 1),
      this.participants.count(filter),
      this.participants.countUnpublished(cluster.id, filter.asOf),
      this.participants.facets(filter),
    ]);
    const chosen = published.filter((one) => isFound(one, filter));
    const shown = [...registered, ...chosen.filter(isNext(after)).map(shownPublished)];
    const items = shown.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(({ dto }) => dto),
      next:
        shown.length > limit && last !== undefined
          ? encodeCursor([last.place.part, last.place.name, last.place.id])
          : null,
      total: Math.min(count, COUNT_LIMIT) + chosen.length,
      approximate: count > COUNT_LIMIT,
      unpublished,
      asOf: filter.asOf,
      facets: gather([
        ...counted,
        ...facetsOf(published.filter((one) => isFound(one, searchOnly(filter)))),
      ]),
    };
  }

  /** @throws RegistryError participant.not_found, also for one who is not shown in public */
  async entry(registryNumber: string): Promise<ParticipantEntryDto> {
    const membership = await this.registry.byNumber(registryNumber);
    const versions = membership ? await this.registry.versions(membership.id) : [];
    const last = versions.at(-1);
    if (!membership || !last?.published) {
      throw new RegistryError('participant.not_found');
    }
    const cluster = await this.catalogue.cluster(membership.clusterId);
    return {
      ...registeredDto({ ...last, ...membership, state: membership.state }),
      clusterCode: cluster?.code ?? '',
      history: versions.filter((one) => one.published).map(versionOf),
    };
  }

  private filterOf(cluster: ClusterData, query: ParticipantsQuery): RegisterFilter {
    const today = localDate(this.clock.now(), cluster.timeZone);
    const q = query.q?.trim().replace(/\s+/gu, ' ') ?? '';
    const { role, city, specialisation, anchor } = query;
    return {
      clusterId: cluster.id,
      asOf: query.asOf === undefined ? today : pastDay(query.asOf, today),
      ...(q === '' ? {} : { q, qSpecialisations: specialisationsLike(cluster, q) }),
      ...(role === undefined ? {} : { role }),
      ...(city === undefined ? {} : { city }),
      ...(specialisation === undefined ? {} : { specialisation }),
      ...(anchor === undefined ? {} : { anchor }),
    };
  }

  private async registered(
    filter: RegisterFilter,
    after: Place | undefined,
    limit: number,
  ): Promise<Shown[]> {
    const rows = await this.participants.page(
      filter,
      after && { name: after.name, membershipId: after.id },
      limit,
    );
    return rows.map((row) => ({
      place: { part: 'R', name: row.name, id: row.membershipId },
      dto: registeredDto(row),
    }));
  }

  /** Those of the catalogue's sources, without those that stand in the register by now. */
  private async published(
    cluster: ClusterData,
    filter: RegisterFilter,
  ): Promise<PublishedParticipant[]> {
    const all = publishedParticipants(
      await this.catalogue.publishedOrganisations(cluster.id),
      filter.asOf,
    );
    const names = all.flatMap(({ dto }) => [dto.name, ...(dto.fullName ? [dto.fullName] : [])]);
    const taken = new Set(
      names.length === 0 ? [] : await this.participants.namesAmong(cluster.id, filter.asOf, names),
    );
    return all.filter(
      ({ dto }) =>
        !taken.has(dto.name.toLowerCase()) && !taken.has(dto.fullName?.toLowerCase() ?? ''),
    );
  }
}

function placeOf(after: string | undefined): Place | undefined {
  if (after === undefined) {
    return undefined;
  }
  const [part, name, id] = decodeCursor(after, ['string', 'string', 'uuid']).map(String);
  if ((part !== 'R' && part !== 'P') || name === undefined || id === undefined) {
    throw new RequestError('request.bad_cursor', {}, [{ path: 'after', code: 'FORMAT' }]);
  }
  return { part, name, id };
}

function isNext(after: Place | undefined): (one: PublishedParticipant) => boolean {
  return (one) => after?.part !== 'P' || isAfter(one, after);
}

function shownPublished({ id, dto }: PublishedParticipant): Shown {
  return { place: { part: 'P', name: dto.name, id }, dto };
}

function registeredDto(row: Omit<RegisteredRow, 'membershipId'>): ParticipantDto {
  return {
    registryNumber: row.registryNumber,
    name: row.name,
    fullName: null,
    city: row.city,
    role: row.role,
    anchor: row.anchor,
    specialisations: row.specialisations,
    website: row.website,
    about: null,
    since: row.joinedOn,
    until: row.leftOn,
    state: row.state,
    kind: 'REGISTERED',
    source: null,
  };
}

function versionOf(version: EntryVersion): ParticipantEntryDto['history'][number] {
  const { validFrom, validTo, cause, name, role, state } = version;
  return { validFrom, validTo, cause, name, role, state };
}

function specialisationsLike(cluster: ClusterData, q: string): string[] {
  const wanted = q.toLowerCase();
  return cluster.specialisations
    .filter(({ name }) => [name.ru, name.en].some((text) => text.toLowerCase().includes(wanted)))
    .map(({ code }) => code);
}

/** What is not known yet cannot be shown: a day to come is refused. */
function pastDay(day: string, today: string): string {
  const instant = Date.parse(day);
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(day)) {
    throw new RequestError('request.invalid', {}, [{ path: 'asOf', code: 'DATE_FORMAT' }]);
  }
  if (day > today) {
    throw new RequestError('request.invalid', {}, [{ path: 'asOf', code: 'DATE_TOO_LATE' }]);
  }
  return day;
}

function searchOnly({ clusterId, asOf, q }: RegisterFilter): RegisterFilter {
  return { clusterId, asOf, ...(q === undefined ? {} : { q }) };
}

/** The largest first. */
function gather(rows: readonly FacetRow[]): ParticipantFacetsDto {
  const of = (facet: FacetRow['facet']): ParticipantFacetDto[] => {
    const counts = new Map<string, number>();
    for (const row of rows.filter((one) => one.facet === facet)) {
      counts.set(row.code, (counts.get(row.code) ?? 0) + row.count);
    }
    return [...counts]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code, 'ru'));
  };
  return {
    roles: of('role'),
    specialisations: of('specialisation'),
    cities: of('city'),
    anchors: of('anchor')[0]?.count ?? 0,
  };
}
