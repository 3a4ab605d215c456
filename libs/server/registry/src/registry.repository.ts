import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { MembershipState } from './membership.entity';

/** A row of `membership`. */
export interface MembershipData {
  id: string;
  organisationId: string;
  clusterId: string;
  registryNumber: string;
  role: string;
  external: boolean;
  state: MembershipState;
  joinedOn: string;
  leftOn: string | null;
  applicationId: string;
}

/** What of a membership everybody may read. */
export interface PublishedMembership {
  clusterId: string;
  registryNumber: string;
  state: MembershipState;
}

/** A row of `registry_entry_version`. */
export interface EntryVersion {
  id: string;
  membershipId: string;
  clusterId: string;
  validFrom: string;
  validTo: string | null;
  published: boolean;
  name: string;
  city: string | null;
  role: string;
  anchor: boolean;
  specialisations: string[];
  website: string | null;
  state: MembershipState;
  cause: string;
  applicationId: string | null;
}

const MEMBERSHIP = `m.id, m.organisation_id AS "organisationId", m.cluster_id AS "clusterId",
  m.registry_number AS "registryNumber", m.role, m.external, m.state, m.joined_on AS "joinedOn",
  m.left_on AS "leftOn", m.application_id AS "applicationId"`;

const VERSION = `v.id, v.membership_id AS "membershipId", v.cluster_id AS "clusterId", v.valid_from AS "validFrom",
  v.valid_to AS "validTo", v.published, v.name, v.city, v.role, v.anchor, v.specialisations, v.website, v.state,
  v.cause, v.application_id AS "applicationId"`;

/** Rows of `membership`, `registry_entry_version` and `registry_counter`. */
@Injectable()
export class RegistryRepository {
  constructor(private readonly db: Database) {}

  /** The open membership (ACTIVE or SUSPENDED), or null. */
  async open(
    organisationId: string,
    clusterId: string,
    tx: Tx | Database = this.db,
  ): Promise<MembershipData | null> {
    const [row] = await tx.named<MembershipData>(
      'membership-open',
      `SELECT ${MEMBERSHIP} FROM membership m
       WHERE m.organisation_id = $1 AND m.cluster_id = $2 AND m.state IN ('ACTIVE', 'SUSPENDED')`,
      [organisationId, clusterId],
    );
    return row ?? null;
  }

  async ofApplication(
    applicationId: string,
    tx: Tx | Database = this.db,
  ): Promise<MembershipData | null> {
    const [row] = await tx.named<MembershipData>(
      'membership-of-application',
      `SELECT ${MEMBERSHIP} FROM membership m WHERE m.application_id = $1`,
      [applicationId],
    );
    return row ?? null;
  }

  async byNumber(registryNumber: string): Promise<MembershipData | null> {
    const [row] = await this.db.named<MembershipData>(
      'membership-by-number',
      `SELECT ${MEMBERSHIP} FROM membership m WHERE m.registry_number = $1`,
      [registryNumber],
    );
    return row ?? null;
  }

  /** Memberships of an organisation that the public pages show now, one a cluster. */
  async published(organisationId: string): Promise<PublishedMembership[]> {
    return this.db.named<PublishedMembership>(
      'membership-published',
      `SELECT m.cluster_id AS "clusterId", m.registry_number AS "registryNumber", m.state
       FROM membership m JOIN registry_entry_version v ON v.membership_id = m.id
       WHERE m.organisation_id = $1 AND m.state IN ('ACTIVE', 'SUSPENDED') AND v.published AND v.valid_to IS NULL`,
      [organisationId],
    );
  }

  async ofOrganisations(organisationIds: readonly string[]): Promise<MembershipData[]> {
    return this.db.named<MembershipData>(
      'membership-of-organisations',
      `SELECT ${MEMBERSHIP} FROM membership m WHERE m.organisation_id = ANY($1::uuid[]) ORDER BY m.id`,
      [organisationIds],
    );
  }

  /** Who enters a cluster's register waits here for whoever is entering it now. */
  async lockCounter(tx: Tx, clusterId: string): Promise<number> {
    await tx.named(
      'registry-counter-make',
      'INSERT INTO registry_counter (cluster_id, last_number) VALUES ($1, 0) ON CONFLICT DO NOTHING',
      [clusterId],
    );
    const [row] = await tx.named<{ lastNumber: number }>(
      'registry-counter-lock',
      `SELECT last_number AS "lastNumber" FROM registry_counter WHERE cluster_id = $1 FOR UPDATE`,
      [clusterId],
    );
    return row?.lastNumber ?? 0;
  }

  async saveCounter(tx: Tx, clusterId: string, lastNumber: number): Promise<void> {
    await tx.named(
      'registry-counter-save',
      'UPDATE registry_counter SET last_number = $2 WHERE cluster_id = $1',
      [clusterId, lastNumber],
    );
  }

  async insert(tx: Tx, row: MembershipData, at: Date): Promise<void> {
    await tx.named(
      'membership-insert',
      `INSERT INTO membership (id, organisation_id, cluster_id, registry_number, role, external, state, joined_on,
         application_id, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
      [
        row.id,
        row.organisationId,
        row.clusterId,
        row.registryNumber,
        row.role,
        row.external,
        row.state,
        row.joinedOn,
        row.applicationId,
        at,
      ],
    );
  }

  async insertVersion(tx: Tx, row: EntryVersion, at: Date): Promise<void> {
    await tx.named(
      'entry-version-insert',
      `INSERT INTO registry_entry_version (id, membership_id, cluster_id, valid_from, valid_to, published, name, city,
         role, anchor, specialisations, website, state, cause, application_id, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
      [
        row.id,
        row.membershipId,
        row.clusterId,
        row.validFrom,
        row.validTo,
        row.published,
        row.name,
        row.city,
        row.role,
        row.anchor,
        row.specialisations,
        row.website,
        row.state,
        row.cause,
        row.applicationId,
        at,
      ],
    );
  }

  /** Every version of an entry, oldest first. */
  async versions(membershipId: string): Promise<EntryVersion[]> {
    return this.db.named<EntryVersion>(
      'entry-versions',
      `SELECT ${VERSION} FROM registry_entry_version v WHERE v.membership_id = $1 ORDER BY v.valid_from, v.id LIMIT 500`,
      [membershipId],
    );
  }
}
