import type { PublishedOrganisation } from '@okno/server/catalogue';

import type { ParticipantDto } from './participant.dto';
import type { FacetRow, RegisterFilter } from './participants.repository';

/** Kinds and profiles of the source → the roles of the register. */
const ROLES: Readonly<Record<string, string>> = {
  pharma_producer: 'PHARMA',
  device_producer: 'MEDICAL_DEVICES',
  private_clinic: 'PRIVATE_CLINIC',
  state_clinic: 'STATE_CLINIC',
  research: 'RESEARCH',
  education: 'EDUCATION',
};

const RUSSIAN = new Intl.Collator('ru');

/** A participant that a source names (ARCHITECTURE §8.12): no number, no membership. */
export interface PublishedParticipant {
  id: string;
  dto: ParticipantDto;
}

/** Those of the source that were published by that day, by name in Russian order. */
export function publishedParticipants(
  organisations: readonly PublishedOrganisation[],
  asOf: string,
): PublishedParticipant[] {
  return organisations
    .filter((one) => one.source.publishedOn <= asOf)
    .map((one) => ({ id: one.id, dto: participantOf(one) }))
    .sort((a, b) => RUSSIAN.compare(a.dto.name, b.dto.name) || (a.id < b.id ? -1 : 1));
}

/** Whether a published participant answers to the search and the chosen filters. */
export function isFound({ dto }: PublishedParticipant, filter: RegisterFilter): boolean {
  return (
    (filter.q === undefined || mentions(dto, filter.q)) &&
    (filter.role === undefined || dto.role === filter.role) &&
    (filter.city === undefined || dto.city === filter.city) &&
    (filter.anchor === undefined || dto.anchor === filter.anchor) &&
    filter.specialisation === undefined
  );
}

/** The same counts as of the register; the sources name no specialisations. */
export function facetsOf(found: readonly PublishedParticipant[]): FacetRow[] {
  return found.flatMap(({ dto }) => [
    { facet: 'role' as const, code: dto.role, count: 1 },
    ...(dto.city === null ? [] : [{ facet: 'city' as const, code: dto.city, count: 1 }]),
    ...(dto.anchor ? [{ facet: 'anchor' as const, code: 'anchor', count: 1 }] : []),
  ]);
}

/** Comes after `place` in the order of {@link publishedParticipants}. */
export function isAfter(
  { id, dto }: PublishedParticipant,
  place: { name: string; id: string },
): boolean {
  const order = RUSSIAN.compare(dto.name, place.name);
  return order > 0 || (order === 0 && id > place.id);
}

function participantOf(one: PublishedOrganisation): ParticipantDto {
  return {
    registryNumber: null,
    name: one.shortName ?? one.name,
    fullName: one.shortName === null ? null : one.name,
    city: one.city,
    role: ROLES[one.profile ?? one.type] ?? ROLES[one.type] ?? 'OTHER',
    anchor: one.type === 'anchor',
    specialisations: [],
    website: null,
    about: one.does,
    since: null,
    until: null,
    state: null,
    kind: 'PUBLISHED',
    source: one.source,
  };
}

function mentions(dto: ParticipantDto, q: string): boolean {
  const wanted = q.toLowerCase();
  return [dto.name, dto.fullName, dto.city, dto.about].some(
    (text) => text !== null && text.toLowerCase().includes(wanted),
  );
}
