import { Injectable } from '@nestjs/common';

import { Audit, Database, Outbox, RequestError, type Tx } from '@okno/server/core';

import { AccountError } from './accounts.errors';
import { Devices } from './devices';
import { emailKeyOf } from './identity.policy';
import { Passwords } from './passwords';
import { NAME_COLUMNS, selfActor, type PersonName } from './person';
import { letterLimits, signInLimits, type LimitedAttempt } from './rate-limit.policy';
import { RateLimits } from './rate-limits';
import { Sessions, type Caller } from './sessions';

/** Somebody at the door. */
export interface SignIn {
  email: string;
  password: string;
  /** Value of the device cookie, where the browser has one. */
  device: string | undefined;
  /** A session that this browser had before; it ends. */
  session: string | undefined;
}

/** Secrets for the browser's cookies. */
export interface SignedIn {
  accountId: string;
  session: string;
  device: string;
}

interface AccountAtDoor extends PersonName {
  id: string;
  passwordHash: string;
  confirmed: boolean;
}

/** Lets people in and out. */
@Injectable()
export class LoginService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly passwords: Passwords,
    private readonly limits: RateLimits,
    private readonly devices: Devices,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Opens a session for the right password. Wrong ones are counted, and slow down whoever sends them.
   * @throws AccountError auth.invalid_credentials, auth.not_confirmed
   * @throws RequestError rate.limited
   */
  async signIn(given: SignIn, caller: Caller): Promise<SignedIn> {
    const emailKey = emailKeyOf(given.email);
    const account = await this.find(emailKey);
    const knownDevice = await this.devices.known(account?.id ?? null, given.device);
    const attempts = signInLimits({ emailKey, address: caller.ip, knownDevice });
    await this.limits.take(attempts);
    const right = await this.passwords.matches(account?.passwordHash ?? null, given.password);
    if (!right || !account) {
      throw new AccountError('auth.invalid_credentials');
    }
    if (!account.confirmed) {
      await this.remind(account, emailKey, caller);
      throw new AccountError('auth.not_confirmed');
    }
    return this.letIn(account, given, { attempts, caller });
  }

  /** Ends the session; nothing happens when it has ended already. */
  async signOut(session: string | undefined): Promise<void> {
    if (session !== undefined) {
      await this.sessions.close(session);
    }
  }

  private async letIn(
    account: AccountAtDoor,
    given: SignIn,
    { attempts, caller }: { attempts: readonly LimitedAttempt[]; caller: Caller },
  ): Promise<SignedIn> {
    const fresh = this.passwords.isOutdated(account.passwordHash)
      ? await this.passwords.hash(given.password)
      : null;
    if (given.session !== undefined) {
      await this.sessions.close(given.session);
    }
    return this.db.transaction(async (tx) => {
      await this.lock(tx, account, fresh);
      await this.limits.giveBack(tx, attempts);
      const session = await this.sessions.open(tx, account.id, caller);
      const device = await this.devices.remember(tx, account.id, given.device);
      await this.audit.record(tx, {
        actor: selfActor(account.id, account, caller.ip),
        action: 'account.signedIn',
        subject: { type: 'account', id: account.id },
      });
      return { accountId: account.id, session, device };
    });
  }

  /**
   * Locks the person's row. A password that was changed since it was compared lets nobody in.
   * @throws AccountError auth.invalid_credentials
   */
  private async lock(tx: Tx, account: AccountAtDoor, fresh: string | null): Promise<void> {
    const rows = await tx.named(
      'account-sign-in-lock',
      'SELECT id FROM account WHERE id = $1 AND password_hash = $2 FOR UPDATE',
      [account.id, account.passwordHash],
    );
    if (rows.length === 0) {
      throw new AccountError('auth.invalid_credentials');
    }
    if (fresh !== null) {
      await tx.query('UPDATE account SET password_hash = $2 WHERE id = $1', [account.id, fresh]);
    }
  }

  /** The right password of an unconfirmed person sends the letter again, within the limits of letters. */
  private async remind(account: AccountAtDoor, emailKey: string, caller: Caller): Promise<void> {
    try {
      await this.db.transaction(async (tx) => {
        await this.limits.takeIn(tx, letterLimits(emailKey, caller.ip));
        await this.outbox.add(tx, 'account.confirmationRequested', { accountId: account.id });
      });
    } catch (error) {
      // Enough letters for now: the person is told the same, and has some in the mailbox already.
      if (!(error instanceof RequestError)) {
        throw error;
      }
    }
  }

  private async find(emailKey: string): Promise<AccountAtDoor | undefined> {
    const [account] = await this.db.named<AccountAtDoor>(
      'account-at-door',
      `SELECT id, password_hash AS "passwordHash", confirmed_at IS NOT NULL AS confirmed, ${NAME_COLUMNS}
       FROM account WHERE email_key = $1`,
      [emailKey],
    );
    return account;
  }
}
