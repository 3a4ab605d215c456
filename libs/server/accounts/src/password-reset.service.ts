import { Injectable } from '@nestjs/common';

import { Audit, Clock, Database, Outbox, RequestError, type Tx } from '@okno/server/core';

import { AccountError } from './accounts.errors';
import { Devices } from './devices';
import { emailKeyOf } from './identity.policy';
import { passwordProblems } from './password.policy';
import { Passwords } from './passwords';
import { NAME_COLUMNS, selfActor, type PersonName } from './person';
import { letterLimits, linkLimits } from './rate-limit.policy';
import { RateLimits } from './rate-limits';
import { RegistrationService } from './registration.service';
import { SecretTokens } from './secret-tokens';
import { Sessions } from './sessions';

/** A new password by way of the mailbox. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly passwords: Passwords,
    private readonly limits: RateLimits,
    private readonly tokens: SecretTokens,
    private readonly sessions: Sessions,
    private readonly devices: Devices,
    private readonly registration: RegistrationService,
  ) {}

  /**
   * Sends a link to the owner of the address, if there is one. The answer does not tell.
   * @throws RequestError rate.limited, by the address typed and not by whether it is known
   */
  async forgot(email: string, ip: string): Promise<void> {
    const emailKey = emailKeyOf(email);
    await this.db.transaction(async (tx) => {
      await this.limits.takeIn(tx, letterLimits(emailKey, ip));
      const [account] = await tx.named<{ id: string }>(
        'account-by-email',
        'SELECT id FROM account WHERE email_key = $1',
        [emailKey],
      );
      if (account) {
        await this.outbox.add(tx, 'account.passwordResetRequested', { accountId: account.id });
      }
    });
  }

  /**
   * Sets the password that the owner of the mailbox chose: every session and every known browser ends,
   * this browser becomes known. Also proves the address of somebody not confirmed yet.
   * @returns the secret for the device cookie
   * @throws AccountError auth.token_invalid
   * @throws RequestError request.invalid when the password is weak; the link stays good
   */
  async reset(token: string, password: string, ip: string): Promise<string> {
    await this.limits.take(linkLimits(ip));
    const passwordHash = await this.passwords.hash(password);
    return this.db.transaction(async (tx) => {
      const spent = await this.tokens.spend(tx, 'PASSWORD_RESET', token);
      if (spent === null || spent.accountId === null) {
        throw new AccountError('auth.token_invalid');
      }
      await this.replace(tx, spent.accountId, { password, passwordHash }, ip);
      return this.devices.remember(tx, spent.accountId, undefined);
    });
  }

  private async replace(
    tx: Tx,
    accountId: string,
    chosen: { password: string; passwordHash: string },
    ip: string,
  ): Promise<void> {
    const [person] = await tx.query<PersonName & { email: string }>(
      `UPDATE account SET password_hash = $2, updated_at = $3 WHERE id = $1 RETURNING email, ${NAME_COLUMNS}`,
      [accountId, chosen.passwordHash, this.clock.now()],
    );
    if (!person) {
      throw new AccountError('auth.token_invalid');
    }
    const owner = { email: person.email, names: [person.lastName, person.firstName] };
    const problems = passwordProblems(chosen.password, owner);
    if (problems.length > 0) {
      throw new RequestError('request.invalid', {}, problems);
    }
    await this.sessions.revokeAll(tx, accountId);
    await this.devices.forgetAll(tx, accountId);
    await this.registration.markConfirmed(tx, accountId, ip);
    await this.audit.record(tx, {
      actor: selfActor(accountId, person, ip),
      action: 'account.passwordReset',
      subject: { type: 'account', id: accountId },
    });
  }
}
