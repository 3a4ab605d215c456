import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { canonicalJson, Database, newId, type Tx } from '@okno/server/core';
import type { DocumentData } from '@okno/server/documents';
import type { OrganisationCardData } from '@okno/server/organisations';
import type { Answers } from '@okno/shared/form-schema';

import { SecretAnswers } from './secret-answers';

/** A file as a snapshot keeps it. */
export interface FrozenFile {
  slot: string;
  name: string;
  size: number;
  sha256: string;
}

/**
 * What was filed. The hash is over everything but itself and the id, with the answers in the clear; stored and
 * read they are sealed like those of the row.
 */
export interface Snapshot {
  applicationId: string;
  /** 0 is the filing; each answer to remarks adds one. */
  round: number;
  filedAt: Date;
  filedBy: string;
  measureVersionId: string;
  answers: Answers;
  organisation: Readonly<Record<string, unknown>>;
  documents: readonly FrozenFile[];
  /** SHA-256, hex. */
  hash: string;
}

const COLUMNS = `application_id AS "applicationId", round, filed_at AS "filedAt", filed_by AS "filedBy",
  measure_version_id AS "measureVersionId", answers, organisation, documents, hash`;

/** Snapshots of what was filed. Written once, never changed. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly db: Database,
    private readonly secrets: SecretAnswers,
  ) {}

  /** Freezes and hashes answers given in the clear. @returns the hash */
  async freeze(tx: Tx, content: Omit<Snapshot, 'hash'>): Promise<string> {
    const hash = snapshotHash(content);
    await tx.write({
      name: 'application-snapshot-insert',
      sql: `INSERT INTO application_snapshot (id, application_id, round, filed_at, filed_by, measure_version_id, answers,
         organisation, documents, hash)
       VALUES ($1,$2,$3,$4,$5,$6,$7::jsonb,$8::jsonb,$9::jsonb,$10)`,
      params: [
        newId(),
        content.applicationId,
        content.round,
        content.filedAt,
        content.filedBy,
        content.measureVersionId,
        JSON.stringify(this.secrets.seal(content.applicationId, content.answers)),
        JSON.stringify(content.organisation),
        JSON.stringify(content.documents),
        hash,
      ],
    });
    return hash;
  }

  /** One round's, or the last one's. */
  async find(applicationId: string, round?: number, tx?: Tx): Promise<Snapshot | undefined> {
    const [row] = await (tx ?? this.db).named<Snapshot>(
      'application-snapshot-find',
      `SELECT ${COLUMNS} FROM application_snapshot
       WHERE application_id = $1 AND ($2::int IS NULL OR round = $2) ORDER BY round DESC LIMIT 1`,
      [applicationId, round ?? null],
    );
    return row;
  }

  /** The same content as it was hashed. */
  opened(snapshot: Snapshot): Snapshot {
    return {
      ...snapshot,
      answers: this.secrets.open(snapshot.applicationId, snapshot.answers),
    };
  }

  async byHash(applicationId: string, hash: string): Promise<Snapshot | undefined> {
    const [row] = await this.db.named<Snapshot>(
      'application-snapshot-by-hash',
      `SELECT ${COLUMNS} FROM application_snapshot WHERE application_id = $1 AND hash = $2`,
      [applicationId, hash],
    );
    return row;
  }
}

/** SHA-256, hex, of the canonical JSON of what was filed: the same content always gives the same hash. */
export function snapshotHash(content: Omit<Snapshot, 'hash'>): string {
  return createHash('sha256')
    .update(canonicalJson(frozenContent(content)))
    .digest('hex');
}

/** What was filed, exactly as it is hashed: anybody who has it can hash it again. */
export function frozenContent({
  filedAt,
  ...content
}: Omit<Snapshot, 'hash'>): Record<string, unknown> {
  const { applicationId, round, filedBy, measureVersionId, answers, organisation, documents } =
    content;
  return {
    applicationId,
    round,
    filedAt: filedAt.toISOString(),
    filedBy,
    measureVersionId,
    answers,
    organisation,
    documents,
  };
}

/** The card as it is frozen: everything but its counters. */
export function frozenCard(card: OrganisationCardData): Record<string, unknown> {
  const { revision: _revision, createdAt: _createdAt, ...facts } = card;
  return facts;
}

export function frozenFiles(documents: readonly DocumentData[]): FrozenFile[] {
  return documents
    .map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 }))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key(file: FrozenFile): string {
  return `${file.slot} ${file.sha256} ${file.name}`;
}
