import { Injectable } from '@nestjs/common';

import { isSystem, type Actor } from '../access/actor';
import { Clock } from '../clock';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { newId } from '../ids';
import { chainHash, type ChainedEntry } from './chain';

/** What an entry is about: `application`, `organisation`, `account`, `membership` and its id. */
export interface Subject {
  type: string;
  id: string;
}

/** What happened, by whom, why. */
export interface AuditNote {
  actor: Actor;
  action: string;
  subject: Subject;
  /** The subject was made in this transaction: there is no entry before this one to look for. */
  isNew?: boolean;
  from?: string | null;
  to?: string | null;
  /** The role the actor acted in; the first of his grants when absent. */
  role?: string;
  reasonCode?: string | null;
  /** Shown to the applicant. */
  publicComment?: string | null;
  /** For the centre only. */
  innerComment?: string | null;
  /** Ids, codes, hashes and figures; never personal data in clear. */
  data?: Record<string, unknown>;
}

export type AuditEntry = ChainedEntry & { id: string; hash: string };

/** A subject whose chain does not hold, and the first entry at fault. */
export interface BrokenLink {
  subjectType: string;
  subjectId: string;
  seq: number;
  reason: 'GAP' | 'PREVIOUS' | 'HASH';
}

const COLUMNS = `id, subject_type AS "subjectType", subject_id AS "subjectId", seq, at, actor_id AS "actorId",
  actor_name AS "actorName", role, action, from_state AS "fromState", to_state AS "toState",
  reason_code AS "reasonCode", public_comment AS "publicComment", inner_comment AS "innerComment",
  ip, data, prev_hash AS "prevHash", hash`;

/** The history of everything: append-only, each subject a hash chain (ARCHITECTURE §8.10). */
@Injectable()
export class Audit {
  /** The ends of the chains that a transaction has written to: a step often adds two entries. */
  private readonly written = new WeakMap<Tx, Map<string, { seq: number; hash: string }>>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry in the caller's transaction. The caller has locked the subject's row. */
  async record(tx: Tx, note: AuditNote): Promise<{ seq: number; hash: string }> {
    const last = await this.lastOf(tx, note);
    const entry = this.entryOf(note, last);
    const hash = chainHash(entry);
    await tx.write({
      name: 'audit-insert',
      sql: `INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, role, action, from_state,
        to_state, reason_code, public_comment, inner_comment, ip, data, prev_hash, hash)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16::jsonb,$17,$18)`,
      params: [
        newId(),
        entry.subjectType,
        entry.subjectId,
        entry.seq,
        entry.at,
        entry.actorId,
        entry.actorName,
        entry.role,
        entry.action,
        entry.fromState,
        entry.toState,
        entry.reasonCode,
        entry.publicComment,
        entry.innerComment,
        entry.ip,
        JSON.stringify(entry.data),
        entry.prevHash,
        hash,
      ],
    });
    this.remember(tx, note.subject, { seq: entry.seq, hash });
    return { seq: entry.seq, hash };
  }

  /** Reads ahead where the chain ends, in one trip with what locks the subject's row. */
  async goOn(tx: Tx, subject: Subject): Promise<void> {
    const last = await this.lastOf(tx, { subject });
    if (last) {
      this.remember(tx, subject, last);
    }
  }

  /** Everything that happened to the subject, oldest first. */
  async history(subject: Subject): Promise<AuditEntry[]> {
    return this.db.named<AuditEntry>(
      'audit-history',
      `SELECT ${COLUMNS} FROM audit_entry WHERE subject_type = $1 AND subject_id = $2 ORDER BY seq LIMIT 5000`,
      [subject.type, subject.id],
    );
  }

  /** Walks every chain and returns the first broken link of each that does not hold. */
  async verify(
    onProgress: (checked: number) => void = () => undefined,
  ): Promise<{ checked: number; broken: BrokenLink[] }> {
    const broken: BrokenLink[] = [];
    let previous: AuditEntry | undefined;
    let failed: string | undefined;
    let checked = 0;
    for await (const entry of this.everyEntry()) {
      const key = `${entry.subjectType}/${entry.subjectId}`;
      const before =
        previous && `${previous.subjectType}/${previous.subjectId}` === key ? previous : undefined;
      const reason = failed === key ? undefined : faultOf(entry, before);
      if (reason) {
        failed = key;
        broken.push({
          subjectType: entry.subjectType,
          subjectId: entry.subjectId,
          seq: entry.seq,
          reason,
        });
      }
      previous = entry;
      checked += 1;
      if (checked % 10_000 === 0) {
        onProgress(checked);
      }
    }
    return { checked, broken };
  }

  private async lastOf(
    tx: Tx,
    { subject: { type, id }, isNew }: Pick<AuditNote, 'subject' | 'isNew'>,
  ): Promise<{ seq: number; hash: string } | undefined> {
    const known = this.written.get(tx)?.get(`${type}/${id}`);
    if (known) {
      return known;
    }
    if (isNew === true) {
      return undefined;
    }
    const [last] = await tx.aside<{ seq: number; hash: string }>(
      'audit-last',
      'SELECT seq, hash FROM audit_entry WHERE subject_type = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT 1',
      [type, id],
    );
    return last;
  }

  private remember(tx: Tx, { type, id }: Subject, last: { seq: number; hash: string }): void {
    const ends = this.written.get(tx) ?? new Map<string, { seq: number; hash: string }>();
    this.written.set(tx, ends.set(`${type}/${id}`, last));
  }

  private async *everyEntry(): AsyncGenerator<AuditEntry> {
    let after: [string, string, number] = ['', '00000000-0000-0000-0000-000000000000', 0];
    for (;;) {
      const page = await this.db.named<AuditEntry>(
        'audit-walk',
        `SELECT ${COLUMNS} FROM audit_entry WHERE (subject_type, subject_id, seq) > ($1, $2, $3)
         ORDER BY subject_type, subject_id, seq LIMIT 1000`,
        after,
      );
      yield* page;
      const last = page.at(-1);
      if (last === undefined) {
        return;
      }
      after = [last.subjectType, last.subjectId, last.seq];
    }
  }

  private entryOf(note: AuditNote, last: { seq: number; hash: string } | undefined): ChainedEntry {
    return {
      subjectType: note.subject.type,
      subjectId: note.subject.id,
      seq: (last?.seq ?? 0) + 1,
      at: this.clock.now(),
      actorId: note.actor.accountId,
      actorName: note.actor.name,
      role: note.role ?? roleOf(note.actor),
      action: note.action,
      ...wordsOf(note),
      ip: note.actor.ip,
      data: note.data ?? {},
      prevHash: last?.hash ?? null,
    };
  }
}

function wordsOf(
  note: AuditNote,
): Pick<ChainedEntry, 'fromState' | 'toState' | 'reasonCode' | 'publicComment' | 'innerComment'> {
  return {
    fromState: note.from ?? null,
    toState: note.to ?? null,
    reasonCode: note.reasonCode ?? null,
    publicComment: note.publicComment ?? null,
    innerComment: note.innerComment ?? null,
  };
}

function roleOf(actor: Actor): string {
  return isSystem(actor) ? 'SYSTEM' : (actor.grants[0]?.role ?? 'PERSON');
}

function faultOf(
  entry: AuditEntry,
  before: AuditEntry | undefined,
): BrokenLink['reason'] | undefined {
  if (entry.seq !== (before?.seq ?? 0) + 1) {
    return 'GAP';
  }
  if (entry.prevHash !== (before?.hash ?? null)) {
    return 'PREVIOUS';
  }
  return chainHash(entry) === entry.hash ? undefined : 'HASH';
}
