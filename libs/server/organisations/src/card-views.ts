import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { Clock, type Actor } from '@okno/server/core';

import { CardFactsRepository, type ShownCardFact } from './card-facts.repository';
import type { EgrulExtractDto } from './egrul-extract.dto';
import { EgrulExtracts, type EgrulExtract } from './egrul-extracts.service';
import { CARD_FIELDS, type CardValues, type OrganisationCardData } from './organisation.card';
import type {
  OrganisationCardDto,
  OrganisationMembershipDto,
  RepresentativeDto,
} from './organisation.dto';
import { isActiveAdmin, isInside, mayConfirm, seesMasked, type View } from './organisation.policy';
import { InvitationsRepository, type Invitation } from './invitations.repository';
import { RepresentativesRepository, type Representative } from './representatives.repository';

/** Tells the memberships of organisations; the registry, a tier above, gives it. */
export type MembershipReader = (
  organisationIds: readonly string[],
) => Promise<Map<string, OrganisationMembershipDto[]>>;

type People = Awaited<ReturnType<AccountsService['getPeople']>>;

/** Everything that the cards of one page need, read at once. */
interface Gathered {
  representatives: Representative[];
  invitations: Invitation[];
  memberships: Map<string, OrganisationMembershipDto[]>;
  people: People;
  facts: ShownCardFact[];
  extracts: EgrulExtract[];
}

/** Shows cards: to each person what that person may see of them. */
@Injectable()
export class CardViews {
  private memberships: MembershipReader = async () => new Map();

  constructor(
    private readonly representatives: RepresentativesRepository,
    private readonly invitations: InvitationsRepository,
    private readonly accounts: AccountsService,
    private readonly cardFacts: CardFactsRepository,
    private readonly extracts: EgrulExtracts,
    private readonly clock: Clock,
  ) {}

  /** Said once, by the registry when it starts. */
  readMembershipsWith(reader: MembershipReader): void {
    this.memberships = reader;
  }

  /** The actor may see each of these cards: the caller has made sure. */
  async show(actor: Actor, cards: readonly OrganisationCardData[]): Promise<OrganisationCardDto[]> {
    const ids = cards.map(({ id }) => id);
    const [representatives, extracts] = await Promise.all([
      this.representatives.ofOrganisations(ids),
      this.extracts.newest(ids),
    ]);
    const named = [
      ...representatives.map(({ accountId }) => accountId),
      ...extracts.map(({ confirmedBy }) => confirmedBy),
    ];
    const [invitations, memberships, people, facts] = await Promise.all([
      this.invitations.open(ids, this.clock.now()),
      this.memberships(ids),
      this.accounts.getPeople([...new Set(named)]),
      this.cardFacts.current(ids),
    ]);
    const gathered = { representatives, invitations, memberships, people, facts, extracts };
    return cards.map((card) => viewOf(actor, card, gathered));
  }
}

function viewOf(actor: Actor, card: OrganisationCardData, gathered: Gathered): OrganisationCardDto {
  const here = gathered.representatives.filter((one) => one.organisationId === card.id);
  const mine = here.find((one) => one.accountId === actor.accountId) ?? null;
  const view: View = mine === null ? 'STAFF' : isInside(mine) ? 'INSIDE' : 'CLAIM';
  if (view === 'CLAIM' && mine !== null) {
    return claimOf(card, mine, actor, gathered.people);
  }
  const admin = isActiveAdmin(mine);
  const shown = view === 'STAFF' && seesMasked(actor) ? [] : here;
  return {
    ...frame(card, mine),
    ...cardFields(card),
    state: card.state,
    source: card.source,
    facts: gathered.facts
      .filter((one) => one.organisationId === card.id)
      .map(({ field, value, source, asOf, previous }) => ({
        field,
        value,
        source,
        asOf,
        previous,
      })),
    extract: extractOf(card, view, gathered),
    revision: card.revision,
    claim: null,
    representatives: shown
      .filter((one) => view === 'STAFF' || isInside(one))
      .map((one) => personOf(one, card, actor, gathered.people, admin || view === 'STAFF')),
    invitations: gathered.invitations
      .filter(
        (one) =>
          one.organisationId === card.id && (admin || (view === 'STAFF' && mayConfirm(actor))),
      )
      .map(({ id, email, canFile, expiresAt }) => ({
        id,
        email,
        canFile,
        expiresAt: expiresAt.toISOString(),
      })),
    memberships: gathered.memberships.get(card.id) ?? [],
  };
}

function extractOf(
  card: OrganisationCardData,
  view: View,
  { extracts, people }: Gathered,
): EgrulExtractDto | null {
  const found = extracts.find(({ organisationId }) => organisationId === card.id);
  if (found === undefined) {
    return null;
  }
  const { organisationId: _id, confirmedBy, confirmedAt, ...read } = found;
  return {
    ...read,
    confirmedBy: view === 'STAFF' ? (people.get(confirmedBy)?.name ?? null) : null,
    confirmedAt: confirmedAt.toISOString(),
  };
}

/** Whose claim waits sees what he typed himself and nothing of what others said. */
function claimOf(
  card: OrganisationCardData,
  mine: Representative,
  actor: Actor,
  people: People,
): OrganisationCardDto {
  const declared = mine.declared ?? card;
  return {
    ...frame(card, mine),
    ...cardFields(declared),
    state: 'UNCONFIRMED',
    source: { code: 'declared', asOf: mine.createdAt.toISOString().slice(0, 10) },
    facts: [],
    extract: null,
    revision: 1,
    claim: 'PENDING',
    representatives: [personOf(mine, card, actor, people, true)],
    invitations: [],
    memberships: [],
    createdAt: mine.createdAt.toISOString(),
  };
}

function frame(
  card: OrganisationCardData,
  mine: Representative | null,
): Pick<OrganisationCardDto, 'id' | 'inn' | 'me' | 'createdAt'> {
  return {
    id: card.id,
    inn: card.inn,
    createdAt: card.createdAt.toISOString(),
    me:
      mine === null || mine.state === 'REMOVED'
        ? null
        : { isAdmin: mine.isAdmin, canFile: mine.canFile, state: mine.state },
  };
}

function cardFields(values: CardValues): Omit<CardValues, 'inn'> {
  return {
    kind: values.kind,
    ogrn: values.ogrn,
    kpp: values.kpp,
    fullName: values.fullName,
    shortName: values.shortName,
    okvedMain: values.okvedMain,
    smeCategory: values.smeCategory,
    addressLegal: values.addressLegal,
    addressActual: values.addressActual,
    headName: values.headName,
    headPost: values.headPost,
    website: values.website,
    regionCode: values.regionCode,
  };
}

function personOf(
  one: Representative,
  card: OrganisationCardData,
  actor: Actor,
  people: People,
  withEmail: boolean,
): RepresentativeDto {
  const person = people.get(one.accountId);
  const me = one.accountId === actor.accountId;
  const differs = mayConfirm(actor) ? differences(one.declared, card) : undefined;
  return {
    id: one.id,
    name: person?.name ?? '',
    email: withEmail || me ? (person?.email ?? null) : null,
    basis: one.basis,
    poaNumber: one.poaNumber,
    poaValidTo: one.poaValidTo,
    canFile: one.canFile,
    isAdmin: one.isAdmin,
    state: one.state === 'ACTIVE' ? 'ACTIVE' : 'PENDING',
    firstClaimant: one.firstClaimant,
    me,
    ...(differs === undefined ? {} : { declared: differs }),
  };
}

function differences(
  declared: CardValues | null,
  card: CardValues,
): Record<string, unknown> | undefined {
  return declared === null
    ? undefined
    : Object.fromEntries(
        CARD_FIELDS.filter((field) => declared[field] !== card[field]).map((field) => [
          field,
          declared[field],
        ]),
      );
}
