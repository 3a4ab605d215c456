import { Injectable } from '@nestjs/common';

import { Audit, Clock, Database, newId, type Actor, type Tx } from '@okno/server/core';

import { AccountError } from './accounts.errors';
import { CONSENT_PURPOSES, type ConsentPurpose, type LinkConsentPurpose } from './consent.entity';

/** A consent document in force, and whether the person has given it. */
export interface ConsentState {
  purpose: ConsentPurpose;
  version: number;
  title: { ru: string; en: string };
  text: { ru: string; en: string };
  /** Kinds of request that cannot be filed without it. */
  requiredFor: string[];
  /** Of the consent given to this version; null when there is none. */
  id: string | null;
  givenAt: Date | null;
  /** When the last one to this version was taken back; null while one is given. */
  revokedAt: Date | null;
}

/** A consent document in force, whoever gives it. */
export interface ConsentText {
  version: number;
  title: { ru: string; en: string };
  text: { ru: string; en: string };
}

/** The newest version of each document of people with an account, beside what the person said to it last. */
const STATES = `
  SELECT t.purpose, t.version, t.title, t.text, t.required_for AS "requiredFor",
    CASE WHEN c.revoked_at IS NULL THEN c.id END AS id, c.given_at AS "givenAt", c.revoked_at AS "revokedAt"
  FROM (SELECT DISTINCT ON (purpose) * FROM consent_text ORDER BY purpose, version DESC) t
  LEFT JOIN LATERAL (
    SELECT id, given_at, revoked_at FROM consent
    WHERE account_id = $1 AND purpose = t.purpose AND version = t.version
    ORDER BY revoked_at DESC NULLS FIRST LIMIT 1
  ) c ON true
  WHERE t.purpose = ANY($3::text[]) AND ($2::text IS NULL OR t.purpose = $2)
  ORDER BY t.sort_order, t.purpose`;

/** Purposes a kind of request needs, of the newest versions, that the person has not agreed to; without the texts. */
const MISSING = `
  SELECT t.purpose FROM consent_text t
  WHERE t.required_for @> to_jsonb($2::text)
    AND NOT EXISTS (SELECT FROM consent_text newer WHERE newer.purpose = t.purpose AND newer.version > t.version)
    AND NOT EXISTS (SELECT FROM consent c WHERE c.account_id = $1 AND c.purpose = t.purpose
      AND c.version = t.version AND c.revoked_at IS NULL)
  ORDER BY t.sort_order, t.purpose`;

/** Consents to the use of personal data: documents of their own, given and taken back one by one. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Every document in force; a consent to an older version does not count. */
  list(accountId: string): Promise<ConsentState[]> {
    return this.db.named<ConsentState>('consent-states', STATES, [
      accountId,
      null,
      CONSENT_PURPOSES,
    ]);
  }

  /** The document in force of a purpose that is agreed to by a link. @throws AccountError consent.not_found */
  async document(purpose: LinkConsentPurpose, tx: Tx | Database = this.db): Promise<ConsentText> {
    const [found] = await tx.named<ConsentText>(
      'consent-document',
      `SELECT version, title, text FROM consent_text WHERE purpose = $1 ORDER BY version DESC LIMIT 1`,
      [purpose],
    );
    if (!found) {
      throw new AccountError('consent.not_found', { purpose });
    }
    return found;
  }

  /** What the person has agreed to, in the versions in force. */
  async given(accountId: string, tx?: Tx): Promise<{ purpose: ConsentPurpose; version: number }[]> {
    const states = await this.states(accountId, tx);
    return states
      .filter((one) => one.id !== null)
      .map(({ purpose, version }) => ({ purpose, version }));
  }

  /** Purposes without which a request of this kind cannot be filed and which the person has not agreed to. */
  async missingFor(kind: string, accountId: string, tx?: Tx): Promise<ConsentPurpose[]> {
    const missing = await (tx ?? this.db).named<{ purpose: ConsentPurpose }>(
      'consent-missing',
      MISSING,
      [accountId, kind],
    );
    return missing.map(({ purpose }) => purpose);
  }

  /**
   * Gives a consent to the text that the person has seen; giving it again changes nothing.
   * @throws AccountError consent.outdated when the text has changed since
   */
  give(
    actor: Actor,
    { purpose, version }: { purpose: ConsentPurpose; version: number },
  ): Promise<ConsentState> {
    return this.db.transaction(async (tx) => {
      await this.lock(tx, actor);
      const before = await this.state(tx, actor, purpose);
      if (before.version !== version) {
        throw new AccountError('consent.outdated', { version: before.version });
      }
      if (before.id !== null) {
        return before;
      }
      await tx.query(
        `INSERT INTO consent (id, account_id, purpose, version, given_at, channel, ip)
         VALUES ($1, $2, $3, $4, $5, 'PORTAL', $6)`,
        [newId(), actor.accountId, purpose, version, this.clock.now(), actor.ip],
      );
      await this.record(tx, actor, 'consent.given', { purpose, version });
      return this.state(tx, actor, purpose);
    });
  }

  /**
   * Takes a consent back, with those the person gave to older versions of the same document.
   * @throws AccountError consent.not_found, also for somebody else's
   */
  revoke(actor: Actor, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await this.lock(tx, actor);
      const revoked = await tx.query<{ purpose: ConsentPurpose; version: number }>(
        `UPDATE consent SET revoked_at = $3
         WHERE account_id = $1 AND revoked_at IS NULL
           AND purpose = (SELECT purpose FROM consent WHERE id = $2 AND account_id = $1 AND revoked_at IS NULL)
         RETURNING purpose, version`,
        [actor.accountId, id, this.clock.now()],
      );
      if (revoked.length === 0) {
        throw new AccountError('consent.not_found');
      }
      for (const { purpose, version } of revoked) {
        await this.record(tx, actor, 'consent.revoked', { purpose, version });
      }
    });
  }

  private states(accountId: string, tx: Tx | undefined): Promise<ConsentState[]> {
    return tx === undefined
      ? this.list(accountId)
      : tx.named<ConsentState>('consent-states', STATES, [accountId, null, CONSENT_PURPOSES]);
  }

  private async state(tx: Tx, actor: Actor, purpose: ConsentPurpose): Promise<ConsentState> {
    const [state] = await tx.named<ConsentState>('consent-states', STATES, [
      actor.accountId,
      purpose,
      CONSENT_PURPOSES,
    ]);
    if (!state) {
      throw new AccountError('consent.not_found', { purpose });
    }
    return state;
  }

  private async lock(tx: Tx, actor: Actor): Promise<void> {
    await tx.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [actor.accountId]);
  }

  private async record(
    tx: Tx,
    actor: Actor,
    action: string,
    data: { purpose: ConsentPurpose; version: number },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'account', id: actor.accountId },
      data,
    });
  }
}
