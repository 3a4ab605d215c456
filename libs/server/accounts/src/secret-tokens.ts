import { Injectable } from '@nestjs/common';

import { Clock, Database, newId, type Tx } from '@okno/server/core';

import { isSecret, newCode, newSecret, sha256 } from './secret';
import type { SecretPurpose } from './secret-token.entity';

/** A secret to be sent in a letter. */
export interface NewSecretToken {
  /** Whom it is for; null where the address has no account yet (an invitation). */
  accountId: string | null;
  purpose: SecretPurpose;
  /** What it is about: an invitation, an application. */
  subjectId?: string;
  ttlMinutes: number;
}

/** What a secret was issued for. */
export interface SpentSecret {
  accountId: string | null;
  subjectId: string | null;
}

/** Wrong tries after which a code is worth nothing and another one must be asked for. */
const CODE_TRIES = 5;
const CODE = /^\d{6}$/;
const ISSUED = `account_id AS "accountId", subject_id AS "subjectId"`;

/** Secrets in letters: links and codes. The database keeps hashes only. */
@Injectable()
export class SecretTokens {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A secret for a link. It is returned once, for the letter; links sent before stay good until one is used. */
  async issue(tx: Tx, token: NewSecretToken): Promise<string> {
    const secret = newSecret();
    await this.insert(tx, newId(), 'LINK', token, sha256(secret));
    return secret;
  }

  /** A code of six digits. The codes sent before for the same purpose, subject and person end. */
  async issueCode(tx: Tx, token: NewSecretToken): Promise<string> {
    await tx.query(
      `UPDATE secret_token SET spent_at = $4
       WHERE purpose = $1 AND subject_id IS NOT DISTINCT FROM $2 AND account_id IS NOT DISTINCT FROM $3
         AND form = 'CODE' AND spent_at IS NULL`,
      [token.purpose, token.subjectId ?? null, token.accountId, this.clock.now()],
    );
    const id = newId();
    const code = newCode();
    await this.insert(tx, id, 'CODE', token, codeHash(id, code));
    return code;
  }

  /**
   * Uses a secret up, in the caller's transaction, together with the other secrets of the same purpose,
   * subject and person. Null when it is wrong, used or too old. A try at a code counts even when the
   * caller's transaction is rolled back.
   * @param accountId whose code it must be; any person's when absent
   */
  async spend(
    tx: Tx,
    purpose: SecretPurpose,
    secret: string,
    subjectId?: string,
    accountId?: string,
  ): Promise<SpentSecret | null> {
    const id = isSecret(secret)
      ? await this.findLink(tx, purpose, secret, subjectId)
      : CODE.test(secret) && subjectId !== undefined
        ? await this.findCode(purpose, secret, subjectId, accountId)
        : undefined;
    return id === undefined ? null : this.spendRow(tx, id, accountId);
  }

  /** What a link was issued for, used or not, while it is not too old: a link opened twice is no fault. */
  async known(tx: Tx, purpose: SecretPurpose, secret: string): Promise<SpentSecret | null> {
    const [row] = await tx.query<SpentSecret>(
      `SELECT ${ISSUED} FROM secret_token WHERE secret_hash = $1 AND purpose = $2 AND expires_at > $3`,
      [sha256(secret), purpose, this.clock.now()],
    );
    return row ?? null;
  }

  /** Ends every link and code of one purpose that a person was sent. */
  async withdraw(tx: Tx, purpose: SecretPurpose, accountId: string): Promise<void> {
    await tx.query(`DELETE FROM secret_token WHERE account_id = $1 AND purpose = $2`, [
      accountId,
      purpose,
    ]);
  }

  private async findLink(
    tx: Tx,
    purpose: SecretPurpose,
    secret: string,
    subjectId: string | undefined,
  ): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT id FROM secret_token
       WHERE secret_hash = $1 AND purpose = $2 AND form = 'LINK' AND ($3::uuid IS NULL OR subject_id = $3)`,
      [sha256(secret), purpose, subjectId ?? null],
    );
    return row?.id;
  }

  /** Counts the try first, in a transaction of its own, so that nobody guesses for nothing. */
  private async findCode(
    purpose: SecretPurpose,
    code: string,
    subjectId: string,
    accountId: string | undefined,
  ): Promise<string | undefined> {
    const rows = await this.db.query<{ id: string; hash: Buffer }>(
      `UPDATE secret_token SET tries = tries + 1
       WHERE purpose = $1 AND subject_id = $2 AND ($3::uuid IS NULL OR account_id = $3) AND form = 'CODE'
         AND spent_at IS NULL AND expires_at > $4 AND tries < $5
       RETURNING id, secret_hash AS hash`,
      [purpose, subjectId, accountId ?? null, this.clock.now(), CODE_TRIES],
    );
    return rows.find((row) => codeHash(row.id, code).equals(row.hash))?.id;
  }

  private async spendRow(
    tx: Tx,
    id: string,
    accountId: string | undefined,
  ): Promise<SpentSecret | null> {
    const now = this.clock.now();
    const [spent] = await tx.query<SpentSecret & { purpose: SecretPurpose }>(
      `UPDATE secret_token SET spent_at = $2
       WHERE id = $1 AND spent_at IS NULL AND expires_at > $2 AND ($3::uuid IS NULL OR account_id = $3)
       RETURNING purpose, ${ISSUED}`,
      [id, now, accountId ?? null],
    );
    if (!spent) {
      return null;
    }
    await tx.query(
      `UPDATE secret_token SET spent_at = $4
       WHERE purpose = $1 AND subject_id IS NOT DISTINCT FROM $2 AND account_id IS NOT DISTINCT FROM $3
         AND spent_at IS NULL`,
      [spent.purpose, spent.subjectId, spent.accountId, now],
    );
    return { accountId: spent.accountId, subjectId: spent.subjectId };
  }

  private async insert(
    tx: Tx,
    id: string,
    form: 'LINK' | 'CODE',
    token: NewSecretToken,
    hash: Buffer,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO secret_token (id, purpose, form, account_id, subject_id, secret_hash, tries, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)`,
      [
        id,
        token.purpose,
        form,
        token.accountId,
        token.subjectId ?? null,
        hash,
        now,
        new Date(now.getTime() + token.ttlMinutes * 60_000),
      ],
    );
  }
}

/** With the row's id: equal codes have different hashes. */
function codeHash(id: string, code: string): Buffer {
  return sha256(`${id} ${code}`);
}
