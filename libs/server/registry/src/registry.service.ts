import { Injectable, type OnModuleInit } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { Audit, Clock, newId, Outbox, type Actor, type Tx } from '@okno/server/core';
import { OrganisationsService, type OrganisationMembershipDto } from '@okno/server/organisations';
import { localDate } from '@okno/shared/work-calendar';

import { cityOf } from './city';
import { registryNumberOf } from './registry-number';
import type { MembershipState } from './membership.entity';
import { RegistryError } from './registry.errors';
import { RegistryRepository, type EntryVersion, type MembershipData } from './registry.repository';

/** What the public register shows of a participant; what is absent is taken from the organisation's card. */
export interface PublicCard {
  name?: string;
  city?: string | null;
  website?: string | null;
}

/** An organisation that has signed and enters the register. */
export interface Entry {
  organisationId: string;
  clusterId: string;
  applicationId: string;
  role: string;
  /** A partner from outside the region. */
  external: boolean;
  /** A large participant that sells beyond the region. */
  anchor?: boolean;
  /** Codes of the cluster's specialisations. */
  specialisations: readonly string[];
  /** Null: the participant does not want to be shown in public. */
  publicCard: PublicCard | null;
}

/** An open membership as other domains need it. */
export interface ActiveMembership {
  id: string;
  registryNumber: string;
  state: 'ACTIVE' | 'SUSPENDED';
  role: string;
  joinedOn: string;
}

/** How an organisation stands in one cluster. */
export interface Standing {
  clusterId: string;
  state: MembershipState;
  registryNumber: string;
}

function isOpen(state: MembershipState | undefined): boolean {
  return state === 'ACTIVE' || state === 'SUSPENDED';
}

const NAME_LENGTH = 255;

/** The official register of a cluster's participants. */
@Injectable()
export class RegistryService implements OnModuleInit {
  constructor(
    private readonly registry: RegistryRepository,
    private readonly organisations: OrganisationsService,
    private readonly catalogue: CatalogueService,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.organisations.readMembershipsWith((ids) => this.membershipsOf(ids));
  }

  /** The membership that is ACTIVE or SUSPENDED, or null. */
  async activeMembership(
    organisationId: string,
    clusterId: string,
    tx?: Tx,
  ): Promise<ActiveMembership | null> {
    const found = await this.registry.open(organisationId, clusterId, tx);
    return found
      ? {
          id: found.id,
          registryNumber: found.registryNumber,
          state: found.state === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE',
          role: found.role,
          joinedOn: found.joinedOn,
        }
      : null;
  }

  /** How an organisation stands in every cluster it is or was in; a membership in force goes before one that ended. */
  async standing(organisationId: string): Promise<Standing[]> {
    const byCluster = new Map<string, Standing>();
    for (const { clusterId, state, registryNumber } of await this.registry.ofOrganisations([
      organisationId,
    ])) {
      if (!isOpen(byCluster.get(clusterId)?.state)) {
        byCluster.set(clusterId, { clusterId, state, registryNumber });
      }
    }
    return [...byCluster.values()];
  }

  /** The same as far as the public pages tell it to everybody. */
  publishedStanding(organisationId: string): Promise<Standing[]> {
    return this.registry.published(organisationId);
  }

  /** The membership that an application has led to, or null. */
  async ofApplication(
    applicationId: string,
    tx?: Tx,
  ): Promise<{ membershipId: string; registryNumber: string } | null> {
    const found = await this.registry.ofApplication(applicationId, tx);
    return found ? { membershipId: found.id, registryNumber: found.registryNumber } : null;
  }

  /**
   * Enters an organisation with the next number. Repeated for one application it gives the same entry.
   * @throws RegistryError registry.already_member, registry.organisation_unknown, cluster.not_found
   */
  async enter(
    tx: Tx,
    actor: Actor,
    entry: Entry,
  ): Promise<{ membershipId: string; registryNumber: string }> {
    const cluster = await this.catalogue.cluster(entry.clusterId);
    if (!cluster || cluster.numberPrefix === null) {
      throw new RegistryError('cluster.not_found');
    }
    const last = await this.registry.lockCounter(tx, entry.clusterId);
    const before = await this.registry.ofApplication(entry.applicationId, tx);
    if (before) {
      return { membershipId: before.id, registryNumber: before.registryNumber };
    }
    const open = await this.registry.open(entry.organisationId, entry.clusterId, tx);
    if (open) {
      throw new RegistryError('registry.already_member', { registryNumber: open.registryNumber });
    }
    const now = this.clock.now();
    const membership: MembershipData = {
      id: newId(),
      organisationId: entry.organisationId,
      clusterId: entry.clusterId,
      registryNumber: registryNumberOf(cluster.numberPrefix, last + 1),
      role: entry.role,
      external: entry.external,
      state: 'ACTIVE',
      joinedOn: localDate(now, cluster.timeZone),
      leftOn: null,
      applicationId: entry.applicationId,
    };
    const version = await this.firstVersion(tx, entry, membership);
    await this.registry.saveCounter(tx, entry.clusterId, last + 1);
    await this.registry.insert(tx, membership, now);
    await this.registry.insertVersion(tx, version, now);
    await this.audit.record(tx, {
      actor,
      action: 'registry.enter',
      subject: { type: 'membership', id: membership.id },
      to: 'ACTIVE',
      data: { registryNumber: membership.registryNumber, applicationId: entry.applicationId },
    });
    await this.outbox.add(tx, 'registry.entered', {
      membershipId: membership.id,
      applicationId: entry.applicationId,
    });
    return { membershipId: membership.id, registryNumber: membership.registryNumber };
  }

  private async firstVersion(
    tx: Tx,
    entry: Entry,
    membership: MembershipData,
  ): Promise<EntryVersion> {
    const card = await this.organisations.card(entry.organisationId, tx);
    if (!card) {
      throw new RegistryError('registry.organisation_unknown');
    }
    const shown = entry.publicCard ?? {};
    const city = shown.city ?? cityOf(card.addressActual ?? '') ?? cityOf(card.addressLegal);
    return {
      id: newId(),
      membershipId: membership.id,
      clusterId: entry.clusterId,
      validFrom: membership.joinedOn,
      validTo: null,
      published: entry.publicCard !== null,
      name: (shown.name ?? card.shortName).slice(0, NAME_LENGTH).trim(),
      city,
      role: entry.role,
      anchor: entry.anchor ?? false,
      specialisations: [...entry.specialisations],
      website: shown.website === undefined ? card.website : shown.website,
      state: 'ACTIVE',
      cause: 'joined',
      applicationId: entry.applicationId,
    };
  }

  private async membershipsOf(
    organisationIds: readonly string[],
  ): Promise<Map<string, OrganisationMembershipDto[]>> {
    const byOrganisation = new Map<string, OrganisationMembershipDto[]>();
    for (const one of await this.registry.ofOrganisations(organisationIds)) {
      const cluster = await this.catalogue.cluster(one.clusterId);
      const here = byOrganisation.get(one.organisationId) ?? [];
      here.push({
        clusterCode: cluster?.code ?? '',
        registryNumber: one.registryNumber,
        state: one.state,
      });
      byOrganisation.set(one.organisationId, here);
    }
    return byOrganisation;
  }
}
