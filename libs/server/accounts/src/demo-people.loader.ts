import { Injectable } from '@nestjs/common';

import type { RoleCode } from '@okno/server/contracts';
import {
  Clock,
  LoadsReference,
  newId,
  ReferenceFiles,
  systemActor,
  type Tx,
} from '@okno/server/core';

import { emailKeyOf } from './identity.policy';
import { Passwords } from './passwords';
import { BASE_ROLE } from './roles.policy';
import { RolesService } from './roles.service';

/** A person of `demo-people.json`; `name` is what the launcher prints. */
interface DemoPersonFile {
  email: string;
  password: string;
  role: RoleCode;
  clusterCode: string | null;
  lastName: string;
  firstName: string;
}

/** Loads the demo people. Nothing about a person who is there already changes. */
@Injectable()
export class DemoPeopleLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly roles: RolesService,
  ) {}

  @LoadsReference({ order: 900, demo: true })
  async load(tx: Tx): Promise<void> {
    const people = await this.files.read<DemoPersonFile[]>('demo-people.json');
    const rows = await tx.query<{ emailKey: string }>(
      'SELECT email_key AS "emailKey" FROM account WHERE email_key = ANY($1::text[])',
      [people.map((one) => emailKeyOf(one.email))],
    );
    const known = new Set(rows.map((row) => row.emailKey));
    const hashes = new Map<string, string>();
    for (const person of people.filter((one) => !known.has(emailKeyOf(one.email)))) {
      const hash = hashes.get(person.password) ?? (await this.passwords.hash(person.password));
      hashes.set(person.password, hash);
      await this.enter(tx, person, hash);
    }
  }

  private async enter(tx: Tx, person: DemoPersonFile, passwordHash: string): Promise<void> {
    const id = newId();
    await tx.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'ru', true, true, $7, $7, $7)`,
      [
        id,
        person.email,
        emailKeyOf(person.email),
        passwordHash,
        person.lastName,
        person.firstName,
        this.clock.now(),
      ],
    );
    if (person.role !== BASE_ROLE) {
      await this.roles.grant(tx, systemActor(), {
        accountId: id,
        role: person.role,
        clusterCode: person.clusterCode,
      });
    }
  }
}
