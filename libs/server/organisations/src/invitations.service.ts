import { Injectable } from '@nestjs/common';

import { AccountsService, SecretTokens } from '@okno/server/accounts';
import {
  Audit,
  Clock,
  Database,
  newId,
  Outbox,
  RequestError,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { checkEmail } from '@okno/shared/identifiers';

import { InvitationsRepository, type Invitation } from './invitations.repository';
import type { InvitationDto, InviteDto } from './organisation.dto';
import { OrganisationError } from './organisation.errors';
import { isActiveAdmin, isInside } from './organisation.policy';
import { OrganisationsRepository } from './organisations.repository';
import { RepresentativesRepository } from './representatives.repository';

/** Days in which an invitation may be accepted. */
export const INVITATION_DAYS = 14;
/** What the secret in the letter is for (`SecretTokens`); its subject is the invitation. */
export const INVITATION_PURPOSE = 'INVITATION';

const DAY_MS = 24 * 3600 * 1000;
const MAX_OPEN = 50;

/** Invitations by e-mail to act for an organisation. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly secrets: SecretTokens,
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsRepository,
    private readonly representatives: RepresentativesRepository,
    private readonly invitations: InvitationsRepository,
  ) {}

  /** Asks for a letter; an earlier open invitation of the same address is withdrawn. */
  async invite(actor: Actor, organisationId: string, dto: InviteDto): Promise<InvitationDto> {
    const email = checkEmail(dto.email);
    if (!email.ok) {
      throw new RequestError('request.invalid', {}, [{ path: 'email', code: email.code }]);
    }
    return this.db.transaction(async (tx) => {
      await this.lockAsAdmin(tx, actor, organisationId);
      await this.requireStranger(tx, organisationId, email.value);
      const now = this.clock.now();
      await this.invitations.revokeSame(tx, organisationId, email.value, now);
      const open = await this.invitations.open([organisationId], now, tx);
      if (open.length >= MAX_OPEN) {
        throw new OrganisationError('organisation.too_many_invitations', { limit: MAX_OPEN });
      }
      const invitation: Invitation = {
        id: newId(),
        organisationId,
        email: email.value,
        canFile: dto.canFile,
        state: 'OPEN',
        invitedBy: actor.accountId,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
      };
      await this.invitations.insert(tx, invitation, now);
      await this.note(tx, actor, 'invitation.create', invitation);
      await this.outbox.add(tx, 'organisation.invitationCreated', { invitationId: invitation.id });
      return {
        id: invitation.id,
        email: invitation.email,
        canFile: invitation.canFile,
        expiresAt: invitation.expiresAt.toISOString(),
      };
    });
  }

  async revoke(actor: Actor, organisationId: string, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.lockAsAdmin(tx, actor, organisationId);
      const invitation = await this.invitations.find(id, tx);
      if (!invitation || invitation.organisationId !== organisationId) {
        throw new OrganisationError('invitation.not_found');
      }
      if (await this.invitations.close(tx, id, 'REVOKED', this.clock.now(), null)) {
        await this.note(tx, actor, 'invitation.revoke', invitation);
      }
    });
  }

  /**
   * The invited person, signed in with the invited address, takes the place. The secret is spent by that;
   * whoever else opens the letter spends nothing.
   */
  async accept(actor: Actor, token: string): Promise<{ organisationId: string }> {
    const person = await this.accounts.getPerson(actor.accountId);
    return this.db.transaction(async (tx) => {
      const spent = await this.secrets.spend(tx, INVITATION_PURPOSE, token);
      const now = this.clock.now();
      const known = spent?.subjectId ? await this.invitations.find(spent.subjectId, tx) : null;
      if (!known || known.expiresAt <= now) {
        throw new OrganisationError('invitation.not_found');
      }
      if (known.email.toLowerCase() !== person.email.toLowerCase()) {
        throw new OrganisationError('invitation.other_person');
      }
      await this.organisations.lock(tx, known.organisationId);
      if (!(await this.invitations.close(tx, known.id, 'ACCEPTED', now, actor.accountId))) {
        throw new OrganisationError('invitation.not_found');
      }
      await this.takePlace(tx, actor, known, now);
      return { organisationId: known.organisationId };
    });
  }

  /** A claim of the same person that waits for the centre gives way: an administrator has vouched for him. */
  private async takePlace(tx: Tx, actor: Actor, invitation: Invitation, now: Date): Promise<void> {
    const { organisationId, canFile } = invitation;
    const before = await this.representatives.of(organisationId, actor.accountId, tx);
    if (before && isInside(before)) {
      throw new OrganisationError('organisation.already_represents');
    }
    if (before) {
      await this.representatives.remove(tx, before.id, now);
    }
    await this.representatives.insert(tx, {
      id: newId(),
      organisationId,
      accountId: actor.accountId,
      basis: null,
      poaNumber: null,
      poaValidTo: null,
      canFile,
      isAdmin: false,
      firstClaimant: false,
      declared: null,
      state: 'ACTIVE',
      createdAt: now,
    });
    await this.note(tx, actor, 'invitation.accept', invitation);
  }

  private async lockAsAdmin(tx: Tx, actor: Actor, organisationId: string): Promise<void> {
    const card = await this.organisations.lock(tx, organisationId);
    const mine = card ? await this.representatives.of(organisationId, actor.accountId, tx) : null;
    if (!card || !mine || !isInside(mine)) {
      throw new OrganisationError('organisation.not_found');
    }
    if (mine.isAdmin && mine.state === 'PENDING') {
      throw new OrganisationError('organisation.not_confirmed');
    }
    if (!isActiveAdmin(mine)) {
      throw new OrganisationError('organisation.not_admin');
    }
  }

  private async requireStranger(tx: Tx, organisationId: string, email: string): Promise<void> {
    const inside = (await this.representatives.ofOrganisations([organisationId], tx)).filter(
      isInside,
    );
    const people = await this.accounts.getPeople(inside.map(({ accountId }) => accountId));
    if ([...people.values()].some((one) => one.email.toLowerCase() === email.toLowerCase())) {
      throw new OrganisationError('organisation.already_represents');
    }
  }

  private async note(
    tx: Tx,
    actor: Actor,
    action: string,
    { id, organisationId, canFile }: Invitation,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'organisation', id: organisationId },
      data: { invitation: id, canFile },
    });
  }
}
