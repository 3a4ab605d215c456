import { Injectable } from '@nestjs/common';

import type { Permission } from '@okno/server/contracts';
import { Database, type Actor, type Tx } from '@okno/server/core';

import { emailKeyOf } from './identity.policy';
import { fullName, type Person } from './person';
import type { HeldRole } from './roles.policy';
import { RolesService } from './roles.service';

const PERSON = `id, email, last_name AS "lastName", first_name AS "firstName", patronymic, lang, phone,
  email_notices AS "emailNotices"`;

/** People, for the other domains. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Database,
    private readonly roles: RolesService,
  ) {}

  /** @throws Error when there is no such account: ids of accounts come from our own tables */
  async getPerson(accountId: string, tx?: Tx): Promise<Person> {
    const person = (await this.getPeople([accountId], tx)).get(accountId);
    if (!person) {
      throw new Error(`There is no account ${accountId}`);
    }
    return person;
  }

  /** The people with these ids; who is not there any more is absent. */
  async getPeople(ids: readonly string[], tx?: Tx): Promise<Map<string, Person>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows = await (tx ?? this.db).named<Omit<Person, 'name'>>(
      'account-people',
      `SELECT ${PERSON} FROM account WHERE id = ANY($1::uuid[])`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, { ...row, name: fullName(row) }]));
  }

  /** The confirmed person with this address, however its letters are cased. */
  async findByEmail(email: string): Promise<Person | null> {
    const [row] = await this.db.query<Omit<Person, 'name'>>(
      `SELECT ${PERSON} FROM account WHERE email_key = $1 AND confirmed_at IS NOT NULL`,
      [emailKeyOf(email)],
    );
    return row ? { ...row, name: fullName(row) } : null;
  }

  /** Whose roles give the permission in the cluster, in the order of names. */
  async staffWith(
    permission: Permission,
    clusterId: string,
  ): Promise<{ id: string; name: string }[]> {
    const rows = await this.db.query<{
      id: string;
      lastName: string;
      firstName: string;
      patronymic: string | null;
    }>(
      `SELECT DISTINCT a.id, a.last_name AS "lastName", a.first_name AS "firstName", a.patronymic
       FROM role_grant g JOIN role_permission p ON p.role = g.role JOIN account a ON a.id = g.account_id
       WHERE p.permission = $1 AND g.cluster_id = $2 AND g.revoked_at IS NULL AND a.confirmed_at IS NOT NULL
       ORDER BY "lastName", "firstName", a.id LIMIT 500`,
      [permission, clusterId],
    );
    return rows.map((row) => ({ id: row.id, name: fullName(row) }));
  }

  /** The person as one who acts, outside of a request: for background work on somebody's behalf. */
  async actorOf(accountId: string): Promise<Actor> {
    const person = await this.getPerson(accountId);
    return {
      accountId,
      name: person.name,
      sessionId: null,
      lang: person.lang,
      ip: null,
      grants: await this.roles.grantsOf(await this.rolesOf(accountId)),
    };
  }

  /** The roles a person was given; the base role is not among them. */
  rolesOf(accountId: string): Promise<HeldRole[]> {
    return this.db.query<{ role: string; clusterCode: string | null }>(
      `SELECT role, cluster_code AS "clusterCode" FROM role_grant
       WHERE account_id = $1 AND revoked_at IS NULL ORDER BY granted_at, id`,
      [accountId],
    );
  }
}
