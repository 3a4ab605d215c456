import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  RequestError,
  type Actor,
  type FieldProblem,
} from '@okno/server/core';

import { AccountsService } from './accounts.service';
import { readNamePart, readPatronymic, readPhone, type Read } from './identity.policy';
import type { ChangeMeDto } from './me.dto';
import type { Person } from './person';
import { ProfileParts, type ProfileFacts } from './profile-parts';
import { withBaseRole, type HeldRole } from './roles.policy';
import { RolesService } from './roles.service';

/** Everything about the person that signed in. */
export interface Profile extends Person, ProfileFacts {
  roles: HeldRole[];
  permissions: string[];
  demo: boolean;
}

/** Name, contacts and language, as a person changes them. */
type PersonalData = Pick<
  Person,
  'lastName' | 'firstName' | 'patronymic' | 'lang' | 'phone' | 'emailNotices'
>;

/** The person's own page. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: AccountsService,
    private readonly roles: RolesService,
    private readonly parts: ProfileParts,
  ) {}

  async of(accountId: string): Promise<Profile> {
    const [person, held, facts, [account]] = await Promise.all([
      this.accounts.getPerson(accountId),
      this.accounts.rolesOf(accountId),
      this.parts.of(accountId),
      this.db.named<{ demo: boolean }>('account-demo', 'SELECT demo FROM account WHERE id = $1', [
        accountId,
      ]),
    ]);
    const grants = await this.roles.grantsOf(held);
    return {
      ...person,
      ...facts,
      roles: withBaseRole(held),
      permissions: [...new Set(grants.map((grant) => grant.permission))].sort(),
      demo: account?.demo === true,
    };
  }

  /**
   * Changes what is given and leaves the rest.
   * @throws RequestError request.invalid with the field at fault
   */
  async change(actor: Actor, dto: ChangeMeDto): Promise<Profile> {
    const { change, problems } = readChange(dto);
    if (problems.length > 0) {
      throw new RequestError('request.invalid', {}, problems);
    }
    await this.db.transaction(async (tx) => {
      const [before] = await tx.query<PersonalData>(
        `SELECT last_name AS "lastName", first_name AS "firstName", patronymic, lang, phone,
           email_notices AS "emailNotices" FROM account WHERE id = $1 FOR UPDATE`,
        [actor.accountId],
      );
      if (!before) {
        throw new RequestError('session.required');
      }
      const after = { ...before, ...change };
      const changed = differing(before, after);
      if (changed.length === 0) {
        return;
      }
      await tx.query(
        `UPDATE account SET last_name = $2, first_name = $3, patronymic = $4, lang = $5, phone = $6,
           email_notices = $7, updated_at = $8 WHERE id = $1`,
        [
          actor.accountId,
          after.lastName,
          after.firstName,
          after.patronymic,
          after.lang,
          after.phone,
          after.emailNotices,
          this.clock.now(),
        ],
      );
      await this.audit.record(tx, {
        actor,
        action: 'account.changed',
        subject: { type: 'account', id: actor.accountId },
        data: { fields: changed },
      });
    });
    return this.of(actor.accountId);
  }
}

/** The given fields in canonical form, and what is wrong with them. */
function readChange(dto: ChangeMeDto): {
  change: Partial<PersonalData>;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = [];
  const value = <T>(read: Read<T>): T => {
    problems.push(...read.problems);
    return read.value;
  };
  const change = {
    ...(dto.lastName === undefined
      ? {}
      : { lastName: value(readNamePart('lastName', dto.lastName)) }),
    ...(dto.firstName === undefined
      ? {}
      : { firstName: value(readNamePart('firstName', dto.firstName)) }),
    ...(dto.patronymic === undefined ? {} : { patronymic: value(readPatronymic(dto.patronymic)) }),
    ...(dto.phone === undefined ? {} : { phone: value(readPhone(dto.phone)) }),
    ...(dto.lang === undefined ? {} : { lang: dto.lang }),
    ...(dto.emailNotices === undefined ? {} : { emailNotices: dto.emailNotices }),
  };
  return { change, problems };
}

/** Names of the fields that differ; the values stay out of histories. */
function differing(before: PersonalData, after: PersonalData): string[] {
  const now = new Map<string, unknown>(Object.entries(after));
  return Object.entries(before).flatMap(([field, value]) =>
    now.get(field) === value ? [] : [field],
  );
}
