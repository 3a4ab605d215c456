import { Injectable } from '@nestjs/common';

import {
  Clock,
  Database,
  decodeCursor,
  newId,
  Outbox,
  PAGE_LIMIT,
  pageOf,
  RequestError,
  type Actor,
  type PageQuery,
} from '@okno/server/core';

import { CaseAccess, type Relation } from './case-access';
import { refOf } from './case-ref';
import type { ApplicationData } from './case-row';
import type { MessageDto, MessagesDto } from './thread.dto';

interface MessageRow {
  id: string;
  side: 'APPLICANT' | 'CENTRE';
  authorId: string;
  authorName: string;
  text: string;
  at: Date;
  readAt: Date | null;
}

const COLUMNS = `id, side, author_id AS "authorId", author_name AS "authorName", text, at, read_at AS "readAt"`;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The thread of a request that both sides read. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly access: CaseAccess,
  ) {}

  /** Oldest first. What the other side wrote counts as read now. */
  async page(actor: Actor, id: string, query: PageQuery): Promise<MessagesDto> {
    const { row, relation } = await this.access.open(actor, id);
    requireThread(relation);
    const [after] = query.after === undefined ? [FIRST] : decodeCursor(query.after, ['uuid']);
    const limit = query.limit ?? PAGE_LIMIT;
    const rows = await this.db.named<MessageRow>(
      'message-page',
      `SELECT ${COLUMNS} FROM message WHERE application_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
      [id, after, limit + 1],
    );
    const unread = rows.filter((one) => one.readAt === null && one.side !== relation.side);
    if (unread.length > 0 && takesPart(actor, relation)) {
      await this.db.named(
        'message-read',
        'UPDATE message SET read_at = $2 WHERE id = ANY($1::uuid[]) AND read_at IS NULL',
        [unread.map((one) => one.id), this.clock.now()],
      );
    }
    return pageOf(
      rows,
      limit,
      (one) => show(one, actor, relation, row),
      (one) => [one.id],
    );
  }

  /** Adds a message and tells the other side. */
  async post(actor: Actor, id: string, text: string): Promise<MessageDto> {
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (!takesPart(actor, relation) || row.submittedAt === null) {
        throw new RequestError('permission.denied', { permission: 'message.write' });
      }
      const message: MessageRow = {
        id: newId(),
        side: relation.side === 'APPLICANT' ? 'APPLICANT' : 'CENTRE',
        authorId: actor.accountId,
        authorName: actor.name,
        text: text.trim(),
        at: this.clock.now(),
        readAt: null,
      };
      await tx.named(
        'message-insert',
        `INSERT INTO message (id, application_id, side, author_id, author_name, text, at) VALUES ($1,$2,$3,$4,$5,$6,$7)`,
        [message.id, id, message.side, actor.accountId, actor.name, message.text, message.at],
      );
      const posted = { ...refOf(row), messageId: message.id, side: message.side };
      await this.outbox.add(tx, 'application.messagePosted', posted);
      return show(message, actor, relation, row);
    });
  }
}

/** Who writes in the thread: the applicant, the assigned specialist, the head. */
function takesPart(actor: Actor, relation: Relation): boolean {
  return (
    relation.side === 'APPLICANT' ||
    actor.grants.some(
      ({ permission, scope }) =>
        permission === 'message.write' &&
        (scope === 'CLUSTER' || scope === 'ALL' || (scope === 'ASSIGNED' && relation.isAssignee)),
    )
  );
}

/** Experts and others who see a case without its people do not read the thread. */
function requireThread(relation: Relation): void {
  if (relation.masked) {
    throw new RequestError('permission.denied', { permission: 'message.write' });
  }
}

function show(
  message: MessageRow,
  actor: Actor,
  relation: Relation,
  row: ApplicationData,
): MessageDto {
  const { id, side, authorId, authorName, text, at, readAt } = message;
  const named = relation.side === side || side === 'APPLICANT' || authorId === row.assigneeId;
  return {
    id,
    side,
    author: named ? authorName : '',
    text,
    at: at.toISOString(),
    mine: authorId === actor.accountId,
    readAt: readAt?.toISOString() ?? null,
  };
}
