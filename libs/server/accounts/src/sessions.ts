import { Injectable } from '@nestjs/common';

import { Clock, Database, newId, type Actor, type Tx } from '@okno/server/core';

import { AccountError } from './accounts.errors';
import { fullName } from './person';
import { RolesService } from './roles.service';
import type { HeldRole } from './roles.policy';
import { newSecret, sha256 } from './secret';
import { expiryOf, isSeenStale, SESSION_LIFE_MS, SESSIONS_MAX } from './session.policy';

/** Where a request comes from. */
export interface Caller {
  ip: string;
  userAgent: string | null;
}

/** A session as its owner sees it. */
export interface OwnSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
  current: boolean;
}

interface SignedInRow {
  sessionId: string;
  accountId: string;
  lastName: string;
  firstName: string;
  patronymic: string | null;
  lang: 'ru' | 'en';
  lastSeenAt: Date;
  endsAt: Date;
  roles: HeldRole[];
}

const USER_AGENT_MAX = 300;

/** Who is signed in where. The browser keeps the secret, the database its hash. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly roles: RolesService,
  ) {}

  /** Opens a session; returns the secret for the cookie. */
  async open(tx: Tx, accountId: string, caller: Caller): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    const endsAt = new Date(now.getTime() + SESSION_LIFE_MS);
    await tx.named(
      'session-open',
      `INSERT INTO session (id, account_id, secret_hash, user_agent, ip, created_at, last_seen_at, expires_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)`,
      [
        newId(),
        accountId,
        sha256(secret),
        caller.userAgent?.slice(0, USER_AGENT_MAX).toWellFormed() ?? null,
        caller.ip,
        now,
        expiryOf(now, endsAt),
        endsAt,
      ],
    );
    await tx.named(
      'session-crowd-out',
      `DELETE FROM session WHERE id IN
         (SELECT id FROM session WHERE account_id = $1 ORDER BY last_seen_at DESC, id DESC OFFSET $2)`,
      [accountId, SESSIONS_MAX],
    );
    return secret;
  }

  /** Who stands behind the secret, with everything that the person's roles allow; null when it is worth nothing. */
  async actor(secret: string, ip: string): Promise<Actor | null> {
    const now = this.clock.now();
    const [row] = await this.db.named<SignedInRow>(
      'session-actor',
      `SELECT s.id AS "sessionId", s.account_id AS "accountId", a.last_name AS "lastName",
         a.first_name AS "firstName", a.patronymic, a.lang, s.last_seen_at AS "lastSeenAt", s.ends_at AS "endsAt",
         coalesce((SELECT json_agg(json_build_object('role', g.role, 'clusterCode', g.cluster_code) ORDER BY g.granted_at, g.id)
           FROM role_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL), '[]') AS roles
       FROM session s JOIN account a ON a.id = s.account_id
       WHERE s.secret_hash = $1 AND s.expires_at > $2`,
      [sha256(secret), now],
    );
    if (!row) {
      return null;
    }
    if (isSeenStale(row.lastSeenAt, now)) {
      await this.touch(row, now);
    }
    return {
      accountId: row.accountId,
      name: fullName(row),
      sessionId: row.sessionId,
      lang: row.lang,
      ip,
      grants: await this.roles.grantsOf(row.roles),
    };
  }

  /** The actor's own sessions, the last used first; at most `SESSIONS_MAX`. */
  async list(actor: Actor): Promise<OwnSession[]> {
    const rows = await this.db.query<Omit<OwnSession, 'current'>>(
      `SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", user_agent AS "userAgent"
       FROM session WHERE account_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC LIMIT $3`,
      [actor.accountId, this.clock.now(), SESSIONS_MAX],
    );
    return rows.map((row) => ({ ...row, current: row.id === actor.sessionId }));
  }

  /** @throws AccountError session.not_found, also for somebody else's */
  async revoke(actor: Actor, id: string): Promise<void> {
    const rows = await this.db.query(
      'DELETE FROM session WHERE id = $1 AND account_id = $2 RETURNING id',
      [id, actor.accountId],
    );
    if (rows.length === 0) {
      throw new AccountError('session.not_found');
    }
  }

  /** Ends the session with this secret, if there is one. */
  async close(secret: string): Promise<void> {
    await this.db.query('DELETE FROM session WHERE secret_hash = $1', [sha256(secret)]);
  }

  async revokeAll(tx: Tx, accountId: string): Promise<void> {
    await tx.query('DELETE FROM session WHERE account_id = $1', [accountId]);
  }

  private async touch(row: SignedInRow, now: Date): Promise<void> {
    await this.db.named(
      'session-touch',
      'UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE id = $1 AND last_seen_at < $2',
      [row.sessionId, now, expiryOf(now, row.endsAt)],
    );
  }
}
