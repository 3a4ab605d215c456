import { Injectable } from '@nestjs/common';

import { Audit, Clock, Database, Outbox, type Actor, type Tx } from '@okno/server/core';

import { AdminRole } from './admin-role';
import { OrganisationError } from './organisation.errors';
import { dayOf, isActiveAdmin } from './organisation.policy';
import { OrganisationsRepository } from './organisations.repository';
import { RepresentativesRepository, type Representative } from './representatives.repository';

/** A registrar's word that a card is true and that people may act for the organisation. */
@Injectable()
export class OrganisationConfirmation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly organisations: OrganisationsRepository,
    private readonly representatives: RepresentativesRepository,
    private readonly adminRole: AdminRole,
  ) {}

  /**
   * Confirms the card and those who act: by default who added the organisation. Confirming what is
   * confirmed already changes nothing.
   * @throws OrganisationError organisation.own_card when the actor acts for it himself,
   * organisation.not_found, representative.not_found
   */
  confirm(actor: Actor, id: string, representativeIds?: readonly string[]): Promise<void> {
    return this.db.transaction(async (tx) => {
      const card = await this.organisations.lock(tx, id);
      if (!card) {
        throw new OrganisationError('organisation.not_found');
      }
      const people = await this.representatives.ofOrganisations([id], tx);
      if (people.some((one) => one.accountId === actor.accountId)) {
        throw new OrganisationError('organisation.own_card');
      }
      const chosen = chosenOf(people, representativeIds);
      const now = this.clock.now();
      if (card.state === 'UNCONFIRMED') {
        await this.organisations.confirm(tx, id, now, dayOf(now));
      }
      await this.activate(tx, actor, people, chosen);
      if (card.state === 'UNCONFIRMED' || chosen.length > 0) {
        await this.audit.record(tx, {
          actor,
          action: 'organisation.confirm',
          subject: { type: 'organisation', id },
          from: card.state,
          to: 'CONFIRMED',
          data: { representatives: chosen.map((one) => one.id) },
        });
        await this.outbox.add(tx, 'organisation.confirmed', { organisationId: id });
      }
    });
  }

  /** An organisation without an administrator gets the first of those chosen. */
  private async activate(
    tx: Tx,
    actor: Actor,
    people: readonly Representative[],
    chosen: readonly Representative[],
  ): Promise<void> {
    const now = this.clock.now();
    let hasAdmin = people.some((one) => isActiveAdmin(one)) || chosen.some((one) => one.isAdmin);
    for (const one of chosen) {
      const isAdmin = one.isAdmin || !hasAdmin;
      await this.representatives.activate(tx, { id: one.id, isAdmin }, now);
      hasAdmin = true;
      await this.adminRole.follow(tx, actor, one.accountId);
    }
  }
}

/** A registrar's choice, or who added the organisation where he made none. */
function chosenOf(
  people: readonly Representative[],
  ids: readonly string[] | undefined,
): Representative[] {
  const waiting = people.filter((one) => one.state === 'PENDING');
  if (ids === undefined) {
    return waiting.filter((one) => one.firstClaimant);
  }
  if (ids.some((id) => !people.some((one) => one.id === id))) {
    throw new OrganisationError('representative.not_found');
  }
  return waiting.filter((one) => ids.includes(one.id));
}
