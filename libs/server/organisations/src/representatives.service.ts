import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  RequestError,
  type Actor,
  type FieldProblem,
  type Tx,
} from '@okno/server/core';

import { AdminRole } from './admin-role';
import { lastCurrentDay, withAuthority } from './authority';
import type { ChangeRepresentativeDto, OrganisationCardDto } from './organisation.dto';
import { OrganisationError } from './organisation.errors';
import { isActiveAdmin, isInside, mayConfirm } from './organisation.policy';
import { OrganisationsRepository } from './organisations.repository';
import { OrganisationsService } from './organisations.service';
import { RepresentativesRepository, type Representative } from './representatives.repository';

/** Who may act for an organisation, and how far. */
@Injectable()
export class RepresentativesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly organisations: OrganisationsRepository,
    private readonly representatives: RepresentativesRepository,
    private readonly cards: OrganisationsService,
    private readonly adminRole: AdminRole,
  ) {}

  /** An administrator gives or takes the filing right and administration. */
  async change(
    actor: Actor,
    organisationId: string,
    id: string,
    dto: ChangeRepresentativeDto,
  ): Promise<OrganisationCardDto> {
    await this.db.transaction(async (tx) => {
      const { people, mine } = await this.lock(tx, actor, organisationId);
      requireAdmin(mine);
      const one = people.find((person) => person.id === id && isInside(person));
      if (!one) {
        throw new OrganisationError('representative.not_found');
      }
      const after = this.changed(one, dto);
      requireAdminLeft(people, one, after);
      await this.representatives.save(tx, after);
      await this.adminRole.follow(tx, actor, one.accountId);
      await this.audit.record(tx, {
        actor,
        action: 'representative.change',
        subject: { type: 'organisation', id: organisationId },
        data: { representative: id, canFile: after.canFile, isAdmin: after.isAdmin },
      });
    });
    return this.cards.get(actor, organisationId);
  }

  /**
   * Ends a representation: by an administrator, by the person himself, or, while it waits for the
   * centre, by a registrar who refuses it.
   */
  async remove(actor: Actor, organisationId: string, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { people, mine } = await this.lock(tx, actor, organisationId);
      const one = people.find((person) => person.id === id);
      if (!one || !mayKnow(actor, mine, one)) {
        throw new OrganisationError('representative.not_found');
      }
      if (one.id !== mine?.id && !isRefusal(actor, one)) {
        requireAdmin(mine);
      }
      requireAdminLeft(people, one, null);
      await this.representatives.remove(tx, id, this.clock.now());
      await this.adminRole.follow(tx, actor, one.accountId);
      await this.audit.record(tx, {
        actor,
        action: isRefusal(actor, one) ? 'representative.refuse' : 'representative.remove',
        subject: { type: 'organisation', id: organisationId },
        data: { representative: id },
      });
    });
  }

  private async lock(
    tx: Tx,
    actor: Actor,
    organisationId: string,
  ): Promise<{ people: Representative[]; mine: Representative | null }> {
    const card = await this.organisations.lock(tx, organisationId);
    const people = card ? await this.representatives.ofOrganisations([organisationId], tx) : [];
    const mine = people.find((one) => one.accountId === actor.accountId) ?? null;
    if (!card || (mine === null && !mayConfirm(actor))) {
      throw new OrganisationError('organisation.not_found');
    }
    return { people, mine };
  }

  private changed(one: Representative, dto: ChangeRepresentativeDto): Representative {
    const problems: FieldProblem[] = [];
    const authority =
      dto.basis === undefined && dto.poaNumber === undefined && dto.poaValidTo === undefined
        ? {}
        : withAuthority(
            {
              basis: dto.basis === undefined ? one.basis : dto.basis,
              poaNumber: dto.poaNumber === undefined ? one.poaNumber : dto.poaNumber,
              poaValidTo: dto.poaValidTo === undefined ? one.poaValidTo : dto.poaValidTo,
            },
            lastCurrentDay(this.clock.now()),
            problems,
          );
    if (problems.length > 0) {
      throw new RequestError('request.invalid', {}, problems);
    }
    return {
      ...one,
      ...authority,
      canFile: dto.canFile ?? one.canFile,
      isAdmin: dto.isAdmin ?? one.isAdmin,
    };
  }
}

function mayKnow(actor: Actor, mine: Representative | null, one: Representative): boolean {
  return (
    mayConfirm(actor) || one.id === mine?.id || (mine !== null && isInside(mine) && isInside(one))
  );
}

/** A registrar may refuse what still waits for the centre, and nothing else. */
function isRefusal(actor: Actor, one: Representative): boolean {
  return mayConfirm(actor) && one.state === 'PENDING';
}

function requireAdmin(mine: Representative | null): void {
  if (mine !== null && mine.isAdmin && mine.state === 'PENDING') {
    throw new OrganisationError('organisation.not_confirmed');
  }
  if (!isActiveAdmin(mine)) {
    throw new OrganisationError('organisation.not_admin');
  }
}

/** An organisation that has a confirmed administrator keeps one. */
function requireAdminLeft(
  people: readonly Representative[],
  before: Representative,
  after: Representative | null,
): void {
  const others = people.some((one) => one.id !== before.id && isActiveAdmin(one));
  if (isActiveAdmin(before) && !others && !isActiveAdmin(after)) {
    throw new OrganisationError('organisation.last_admin');
  }
}
