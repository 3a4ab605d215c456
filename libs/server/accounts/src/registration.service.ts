import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  newId,
  Outbox,
  RequestError,
  systemActor,
  type Actor,
  type Tx,
} from '@okno/server/core';

import { AccountError } from './accounts.errors';
import type { RegisterDto } from './auth.dto';
import { emailKeyOf, readEmail, readNamePart, readPatronymic, type Read } from './identity.policy';
import { passwordProblems } from './password.policy';
import { Passwords } from './passwords';
import { NAME_COLUMNS, selfActor, type PersonName } from './person';
import { letterLimits, linkLimits } from './rate-limit.policy';
import { RateLimits } from './rate-limits';
import { SecretTokens } from './secret-tokens';

/** A registration as it is kept, everything in canonical form. */
interface NewPerson {
  email: string;
  passwordHash: string;
  lastName: string;
  firstName: string;
  patronymic: string | null;
  lang: 'ru' | 'en';
}

/** How somebody becomes known: registers, and answers the letter. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly passwords: Passwords,
    private readonly limits: RateLimits,
    private readonly tokens: SecretTokens,
  ) {}

  /**
   * Registers a person, or tells the owner of the address by letter that somebody tried. The answer
   * and the work are the same, so nobody learns which addresses are known.
   * @throws RequestError request.invalid, rate.limited
   */
  async register(dto: RegisterDto, ip: string): Promise<void> {
    const read = readRegistration(dto);
    const problems = [
      ...Object.values(read).flatMap((one) => one.problems),
      ...passwordProblems(dto.password, { email: dto.email, names: [dto.lastName, dto.firstName] }),
    ];
    if (problems.length > 0) {
      throw new RequestError('request.invalid', {}, problems);
    }
    await this.limits.take(letterLimits(emailKeyOf(read.email.value), ip));
    const person: NewPerson = {
      email: read.email.value,
      passwordHash: await this.passwords.hash(dto.password),
      lastName: read.lastName.value,
      firstName: read.firstName.value,
      patronymic: read.patronymic.value,
      lang: dto.lang,
    };
    await this.db.transaction((tx) => this.enter(tx, person, ip));
  }

  /**
   * Confirms the address. A link opened twice answers the same twice.
   * @throws AccountError auth.token_invalid
   */
  async confirm(token: string, ip: string): Promise<void> {
    await this.limits.take(linkLimits(ip));
    const found = await this.db.transaction(async (tx) => {
      const spent = await this.tokens.spend(tx, 'EMAIL_CONFIRMATION', token);
      const known = spent ?? (await this.tokens.known(tx, 'EMAIL_CONFIRMATION', token));
      if (spent !== null && spent.accountId !== null) {
        await this.markConfirmed(tx, spent.accountId, ip);
      }
      return known !== null;
    });
    if (!found) {
      throw new AccountError('auth.token_invalid');
    }
  }

  /** Notes that the address is the person's own: a letter to it was answered. */
  async markConfirmed(tx: Tx, accountId: string, ip: string): Promise<void> {
    const [person] = await tx.query<PersonName>(
      `UPDATE account SET confirmed_at = $2, updated_at = $2 WHERE id = $1 AND confirmed_at IS NULL
       RETURNING ${NAME_COLUMNS}`,
      [accountId, this.clock.now()],
    );
    if (person) {
      await this.record(tx, selfActor(accountId, person, ip), 'account.confirmed', accountId);
    }
  }

  private async enter(tx: Tx, person: NewPerson, ip: string): Promise<void> {
    const now = this.clock.now();
    const [entered] = await tx.query<{ id: string; isNew: boolean; confirmed: boolean }>(
      `INSERT INTO account AS known (id, email, email_key, password_hash, last_name, first_name, patronymic, lang,
         email_notices, demo, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, false, $9, $9)
       ON CONFLICT (email_key) DO UPDATE SET email_key = known.email_key
       RETURNING id, id = $1 AS "isNew", confirmed_at IS NOT NULL AS confirmed`,
      [
        newId(),
        person.email,
        emailKeyOf(person.email),
        person.passwordHash,
        person.lastName,
        person.firstName,
        person.patronymic,
        person.lang,
        now,
      ],
    );
    if (!entered) {
      throw new Error('An upsert gives a row');
    }
    if (entered.confirmed) {
      await this.outbox.add(tx, 'account.registrationRepeated', { accountId: entered.id });
      await this.record(tx, { ...systemActor(), ip }, 'account.registrationRepeated', entered.id);
      return;
    }
    if (!entered.isNew) {
      await this.replace(tx, entered.id, person, now);
    }
    await this.outbox.add(tx, 'account.confirmationRequested', { accountId: entered.id });
    await this.record(tx, selfActor(entered.id, person, ip), 'account.registered', entered.id);
  }

  /**
   * Nobody has proved the address yet, so the last who registers with it counts: who took it before
   * the owner came cannot have chosen the owner's password. Links sent before end.
   */
  private async replace(tx: Tx, accountId: string, person: NewPerson, now: Date): Promise<void> {
    await tx.query(
      `UPDATE account SET email = $2, password_hash = $3, last_name = $4, first_name = $5, patronymic = $6, lang = $7,
         updated_at = $8 WHERE id = $1`,
      [
        accountId,
        person.email,
        person.passwordHash,
        person.lastName,
        person.firstName,
        person.patronymic,
        person.lang,
        now,
      ],
    );
    await this.tokens.withdraw(tx, 'EMAIL_CONFIRMATION', accountId);
  }

  private async record(tx: Tx, actor: Actor, action: string, accountId: string): Promise<void> {
    await this.audit.record(tx, { actor, action, subject: { type: 'account', id: accountId } });
  }
}

function readRegistration(dto: RegisterDto): {
  email: Read<string>;
  lastName: Read<string>;
  firstName: Read<string>;
  patronymic: Read<string | null>;
} {
  return {
    email: readEmail(dto.email),
    lastName: readNamePart('lastName', dto.lastName),
    firstName: readNamePart('firstName', dto.firstName),
    patronymic: readPatronymic(dto.patronymic),
  };
}
