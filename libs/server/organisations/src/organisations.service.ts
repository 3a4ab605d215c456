import { Injectable, type OnModuleInit } from '@nestjs/common';

import { ProfileParts, type OwnOrganisation } from '@okno/server/accounts';
import {
  Audit,
  Clock,
  Database,
  decodeCursor,
  newId,
  Outbox,
  PAGE_LIMIT,
  pageOf,
  RequestError,
  type Actor,
  type FieldProblem,
  type Tx,
} from '@okno/server/core';

import { CardFactsRepository } from './card-facts.repository';
import { CardViews, type MembershipReader } from './card-views';
import { InvitationsRepository } from './invitations.repository';
import {
  CARD_FIELDS,
  checkCard,
  FREE_FIELDS,
  tidy,
  type CardInput,
  type CardValues,
  type OrganisationCardData,
} from './organisation.card';
import type {
  AddOrganisationDto,
  ChangeOrganisationDto,
  OrganisationCardDto,
  OrganisationListDto,
  OrganisationsQuery,
} from './organisation.dto';
import { OrganisationError } from './organisation.errors';
import { dayOf, isInside, isStaff, mayAct, visibleClusters } from './organisation.policy';
import { OrganisationsRepository } from './organisations.repository';
import { RegisterCardsService } from './register-cards.service';
import { RepresentativesRepository, type Representative } from './representatives.repository';
import { lastCurrentDay, withAuthority } from './authority';

/** Organisations that one person may wait for at a time: more is somebody trying ИНН after ИНН. */
const MAX_CLAIMS = 20;

/** A person's right to act for an organisation. Whoever may not act yet is not listed. */
export interface Representation {
  organisationId: string;
  canFile: boolean;
  isAdmin: boolean;
  state: 'PENDING' | 'ACTIVE';
}

/** What the letter with an invitation says. */
export interface InvitationLetter {
  id: string;
  email: string;
  organisationName: string;
  invitedBy: string;
  canFile: boolean;
  expiresAt: Date;
  /** Withdrawn, accepted or expired meanwhile: no letter is sent then. */
  open: boolean;
}

/** Organisations: added by ИНН, declared, confirmed. */
@Injectable()
export class OrganisationsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly organisations: OrganisationsRepository,
    private readonly representatives: RepresentativesRepository,
    private readonly invitations: InvitationsRepository,
    private readonly views: CardViews,
    private readonly profile: ProfileParts,
    private readonly registerCards: RegisterCardsService,
    private readonly cardFacts: CardFactsRepository,
  ) {}

  onModuleInit(): void {
    this.profile.organisationsFrom((accountId) => this.ownOf(accountId));
  }

  /** Every organisation the person may act for now: confirmed, or added by himself. */
  async representedBy(accountId: string, tx?: Tx): Promise<Representation[]> {
    const today = lastCurrentDay(this.clock.now());
    const rows = await this.representatives.ofAccount(accountId, tx);
    return rows
      .filter((one) => mayAct(one, today))
      .map(({ organisationId, canFile, isAdmin, state }) => ({
        organisationId,
        canFile,
        isAdmin,
        state: state === 'ACTIVE' ? 'ACTIVE' : 'PENDING',
      }));
  }

  async card(id: string, tx?: Tx): Promise<OrganisationCardData | null> {
    return this.organisations.card(id, tx);
  }

  /** The organisation with this ИНН, or null. Says nothing of who may know of it. */
  idByInn(inn: string): Promise<string | null> {
    return this.organisations.idByInn(inn);
  }

  /** Who acts for the organisation: whom to write to. */
  async peopleOf(
    organisationId: string,
    tx?: Tx,
  ): Promise<{ accountId: string; canFile: boolean; isAdmin: boolean }[]> {
    const today = lastCurrentDay(this.clock.now());
    const rows = await this.representatives.ofOrganisations([organisationId], tx);
    return rows
      .filter((one) => mayAct(one, today))
      .map(({ accountId, canFile, isAdmin }) => ({ accountId, canFile, isAdmin }));
  }

  /** For the letter; null when there is no such invitation. */
  async invitation(id: string, tx?: Tx): Promise<InvitationLetter | null> {
    const invitation = await this.invitations.find(id, tx);
    const card = invitation ? await this.organisations.card(invitation.organisationId, tx) : null;
    if (!invitation || !card) {
      return null;
    }
    return {
      id,
      email: invitation.email,
      organisationName: card.shortName,
      invitedBy: invitation.invitedBy,
      canFile: invitation.canFile,
      expiresAt: invitation.expiresAt,
      open: invitation.state === 'OPEN' && invitation.expiresAt > this.clock.now(),
    };
  }

  /** Lets the registry say what an organisation is a member of, on its card. */
  readMembershipsWith(reader: MembershipReader): void {
    this.views.readMembershipsWith(reader);
  }

  /**
   * Adds an organisation by its ИНН. Who adds it first may draft and file at once; whoever names the
   * same ИНН later waits for the centre and learns nothing of the other.
   * @throws RequestError request.invalid; OrganisationError organisation.already_claimed, organisation.too_many_claims
   */
  async add(actor: Actor, dto: AddOrganisationDto): Promise<OrganisationCardDto> {
    const { values, problems } = checkCard(dto);
    const now = this.clock.now();
    const authority = withAuthority(dto, lastCurrentDay(now), problems);
    requireNone(problems);
    const organisationId = await this.db.transaction(async (tx) => {
      const id = newId();
      await this.requireFewClaims(tx, actor);
      const today = dayOf(now);
      const first = await this.organisations.insert(tx, {
        id,
        values,
        accountId: actor.accountId,
        at: now,
        today,
      });
      const organisation = await this.organisations.lockByInn(tx, values.inn);
      if (!organisation) {
        throw new OrganisationError('organisation.not_found');
      }
      const mine = await this.representatives.of(organisation.id, actor.accountId, tx);
      if (mine) {
        throw new OrganisationError('organisation.already_claimed', {
          organisationId: organisation.id,
        });
      }
      const claim: Representative = {
        id: newId(),
        organisationId: organisation.id,
        accountId: actor.accountId,
        ...authority,
        canFile: true,
        isAdmin: first,
        firstClaimant: first,
        declared: first ? null : values,
        state: 'PENDING',
        createdAt: now,
      };
      await this.recordClaim(tx, actor, claim);
      if (first) {
        await this.registerCards.applyTo(tx, organisation.id, values.inn);
      }
      return organisation.id;
    });
    return this.get(actor, organisationId);
  }

  /** @throws OrganisationError organisation.not_found, also for a card the actor may not see */
  async get(actor: Actor, id: string): Promise<OrganisationCardDto> {
    const card = await this.organisations.card(id);
    if (!card || !(await this.maySee(actor, id))) {
      throw new OrganisationError('organisation.not_found');
    }
    const [shown] = await this.views.show(actor, [card]);
    if (!shown) {
      throw new OrganisationError('organisation.not_found');
    }
    return shown;
  }

  /** The centre's staff: what they may see; everybody else: own organisations. Newest first. */
  async list(actor: Actor, query: OrganisationsQuery): Promise<OrganisationListDto> {
    const limit = query.limit ?? PAGE_LIMIT;
    const [after] =
      query.after === undefined ? [undefined] : decodeCursor(query.after, ['uuid']).map(String);
    const clusterIds = visibleClusters(actor);
    const q = tidy(query.q);
    const cards = await this.organisations.list({
      ...(isStaff(actor) && query.mine !== true
        ? clusterIds === undefined
          ? {}
          : { clusterIds }
        : { accountId: actor.accountId }),
      ...(q === '' ? {} : { q }),
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(query.pending === undefined ? {} : { pending: query.pending }),
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const page = pageOf(
      cards,
      limit,
      (card) => card,
      (card) => [card.id],
    );
    return { items: await this.views.show(actor, page.items), next: page.next };
  }

  /**
   * Changes what the organisation says of itself: the whole declared card while nobody has confirmed
   * it, afterwards only the actual address and the site.
   */
  async change(
    actor: Actor,
    id: string,
    { revision, ...fields }: ChangeOrganisationDto,
  ): Promise<OrganisationCardDto> {
    await this.db.transaction(async (tx) => {
      const card = await this.lockInside(tx, actor, id);
      if (card.revision !== revision) {
        throw new OrganisationError('organisation.changed_meanwhile', { revision: card.revision });
      }
      const { values, problems } = checkCard(merged(card, fields));
      requireNone(problems);
      const changed = CARD_FIELDS.filter((field) => values[field] !== card[field]);
      const told = await this.cardFacts.current([id], tx);
      requireFree(
        card,
        changed,
        told.map(({ field }) => field),
      );
      if (changed.length > 0) {
        const now = this.clock.now();
        await this.organisations.save(tx, id, values, now, dayOf(now));
        await this.audit.record(tx, {
          actor,
          action: 'organisation.change',
          subject: { type: 'organisation', id },
          data: { fields: changed, revision: revision + 1 },
        });
      }
    });
    return this.get(actor, id);
  }

  /** Notes that the organisation has filed in the cluster: its staff may see the card from now on. */
  async recordFiling(tx: Tx, organisationId: string, clusterId: string): Promise<void> {
    await this.organisations.recordFiling(tx, organisationId, clusterId, this.clock.now());
  }

  /** For `GET me`: every organisation the person is inside of. */
  private async ownOf(accountId: string): Promise<OwnOrganisation[]> {
    const today = lastCurrentDay(this.clock.now());
    const inside = (await this.representatives.ofAccount(accountId)).filter(isInside);
    const cards = await this.organisations.cards(inside.map((one) => one.organisationId));
    return inside.flatMap((one) => {
      const card = cards.find(({ id }) => id === one.organisationId);
      return card
        ? [
            {
              id: card.id,
              inn: card.inn,
              shortName: card.shortName,
              state: card.state,
              isAdmin: one.isAdmin,
              canFile: one.canFile && mayAct(one, today),
            },
          ]
        : [];
    });
  }

  private async recordClaim(tx: Tx, actor: Actor, claim: Representative): Promise<void> {
    await this.representatives.insert(tx, claim);
    await this.audit.record(tx, {
      actor,
      action: claim.firstClaimant ? 'organisation.add' : 'organisation.claim',
      subject: { type: 'organisation', id: claim.organisationId },
      ...(claim.firstClaimant ? { to: 'UNCONFIRMED' } : {}),
      data: { representative: claim.id },
    });
    await this.outbox.add(tx, 'organisation.claimed', {
      organisationId: claim.organisationId,
      accountId: claim.accountId,
    });
  }

  private async requireFewClaims(tx: Tx, actor: Actor): Promise<void> {
    if ((await this.representatives.countPending(tx, actor.accountId)) >= MAX_CLAIMS) {
      throw new OrganisationError('organisation.too_many_claims', { limit: MAX_CLAIMS });
    }
  }

  private async lockInside(tx: Tx, actor: Actor, id: string): Promise<OrganisationCardData> {
    const card = await this.organisations.lock(tx, id);
    const mine = card ? await this.representatives.of(id, actor.accountId, tx) : null;
    if (!card || !mine || !isInside(mine)) {
      throw new OrganisationError('organisation.not_found');
    }
    if (!mine.isAdmin) {
      throw new OrganisationError('organisation.not_admin');
    }
    return card;
  }

  private async maySee(actor: Actor, id: string): Promise<boolean> {
    const clusters = isStaff(actor) ? visibleClusters(actor) : [];
    if (clusters === undefined) {
      return true;
    }
    const mine = await this.representatives.of(id, actor.accountId);
    return mine !== null || (await this.organisations.filedIn(id, clusters));
  }
}

function merged(card: CardValues, fields: Partial<CardInput>): CardInput {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...card, ...Object.fromEntries(given) };
}

/** What a register tells follows the register; what the centre has confirmed changes by a request. */
function requireFree(
  card: OrganisationCardData,
  changed: readonly string[],
  told: readonly string[],
): void {
  const fixed = changed.filter(
    (field) => told.includes(field) || (card.state === 'CONFIRMED' && !FREE_FIELDS.includes(field)),
  );
  if (fixed.length > 0) {
    throw new OrganisationError(
      'organisation.field_confirmed',
      {},
      fixed.map((path) => ({ path, code: 'LOCKED' })),
    );
  }
}

function requireNone(problems: FieldProblem[]): void {
  if (problems.length > 0) {
    throw new RequestError('request.invalid', {}, problems);
  }
}
