import { Injectable } from '@nestjs/common';

import { CaseAccess, CaseWorlds, type CasePosition } from '@okno/server/applications';
import {
  Clock,
  Database,
  decodeCursor,
  Idempotency,
  LiveUpdates,
  newId,
  Outbox,
  PAGE_LIMIT,
  pageOf,
  RequestError,
  type Actor,
  type PageQuery,
  type Tx,
} from '@okno/server/core';
import { fieldsByKey } from '@okno/shared/form-schema';

import { Colleagues } from './colleagues';
import type {
  ChangeCommentDto,
  CommentDto,
  CommentsDto,
  CommentTargetDto,
  PostCommentDto,
} from './comments.dto';
import { CommentsRepository, type CommentRow } from './comments.repository';
import { TeamworkError } from './teamwork.errors';

/** Of one application: far above any talk, far below what hurts. */
const MAX_COMMENTS = 1_000;
const WHOLE: CommentTargetDto = { kind: 'APPLICATION', path: '' };

/** What colleagues say to each other about an application. Nobody outside of the organisation ever sees it. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly idempotency: Idempotency,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly colleagues: Colleagues,
    private readonly repository: CommentsRepository,
  ) {}

  /** In the order they were written. @throws ApplicationError application.not_found */
  async page(actor: Actor, id: string, query: PageQuery): Promise<CommentsDto> {
    await this.access.party(actor, id);
    const after = query.after === undefined ? 0 : Number(decodeCursor(query.after, ['number'])[0]);
    const limit = query.limit ?? PAGE_LIMIT;
    const rows = await this.repository.page(id, after, limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => show(row, actor),
      (row) => [row.no],
    );
  }

  /**
   * Says something; an answer opens a settled thread again.
   * @throws TeamworkError comment.not_found, comment.target_unknown, comment.too_many
   */
  async post(actor: Actor, id: string, dto: PostCommentDto, key?: string): Promise<CommentDto> {
    await this.worlds.ready();
    const request = { actor, scope: `team.comment/${id}`, key, body: { ...dto } };
    const made = await this.db.transaction((tx) =>
      this.idempotency.run(
        tx,
        request,
        (place) => this.insert(tx, actor, place, dto),
        () => this.access.party(actor, id, tx),
      ),
    );
    return show(await this.required(made.commentId), actor);
  }

  /** @throws TeamworkError comment.not_found, comment.not_yours */
  async change(actor: Actor, commentId: string, dto: ChangeCommentDto): Promise<CommentDto> {
    return this.edit(actor, commentId, async (tx, row, place) => {
      if (dto.text !== undefined) {
        requireOwn(row, actor);
        const before = new Set(row.mentions);
        const fresh = (dto.mentions ?? []).filter((one) => !before.has(one));
        // Who was called before may have left meanwhile: the words can be mended all the same.
        const kept = row.mentions.filter((one) => dto.mentions?.includes(one) ?? true);
        row.mentions = [...kept, ...(await this.people(tx, place, fresh))];
        row.text = dto.text.trim();
        row.editedAt = this.clock.now();
        await this.call(tx, actor, place, fresh);
      }
      if (dto.resolved !== undefined) {
        requireFirst(row);
        settle(row, dto.resolved ? { name: actor.name, at: this.clock.now() } : null);
      }
    });
  }

  /** Takes the words back; that something stood there stays to be seen. @throws TeamworkError comment.not_yours */
  async remove(actor: Actor, commentId: string): Promise<void> {
    await this.edit(actor, commentId, async (_tx, row) => {
      requireOwn(row, actor);
      Object.assign(row, { text: '', mentions: [], deletedAt: this.clock.now() });
    });
  }

  async markRead(actor: Actor, id: string, no: number): Promise<void> {
    await this.access.party(actor, id);
    await this.repository.read(id, actor.accountId, no);
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    place: CasePosition,
    dto: PostCommentDto,
  ): Promise<{ commentId: string }> {
    const first = dto.threadId === undefined ? null : await this.thread(tx, place, dto.threadId);
    const target = first ?? (await this.target(place, dto.target ?? WHOLE, tx));
    const mentions = await this.people(tx, place, dto.mentions ?? []);
    const no = await this.repository.nextNo(tx, place.id, place.organisationId);
    if (no > MAX_COMMENTS) {
      throw new TeamworkError('comment.too_many', { limit: MAX_COMMENTS });
    }
    const id = newId();
    const row: CommentRow = {
      id,
      applicationId: place.id,
      no,
      threadId: first?.id ?? id,
      kind: target.kind,
      path: target.path,
      text: dto.text.trim(),
      authorId: actor.accountId,
      authorName: actor.name,
      mentions,
      at: this.clock.now(),
      editedAt: null,
      deletedAt: null,
      resolvedAt: null,
      resolvedName: null,
    };
    await this.repository.insert(tx, row);
    if (first?.resolvedAt) {
      settle(first, null);
      await this.repository.save(tx, first);
    }
    await this.call(tx, actor, place, mentions);
    await this.told(tx, place);
    return { commentId: id };
  }

  private async thread(tx: Tx, place: CasePosition, id: string): Promise<CommentRow> {
    const row = await this.repository.lock(tx, id);
    if (row?.applicationId !== place.id || row.threadId !== row.id) {
      throw new TeamworkError('comment.not_found');
    }
    return row;
  }

  /** @throws TeamworkError comment.target_unknown */
  private async target(
    place: CasePosition,
    { kind, path }: CommentTargetDto,
    tx: Tx,
  ): Promise<CommentTargetDto> {
    const { form } = await this.worlds.of(place, tx);
    const known = {
      APPLICATION: path === '',
      SECTION: form.sections.some(({ code }) => code === path),
      FIELD: fieldsByKey(form).has(path),
      DOCUMENT: form.documents.some(({ code }) => code === path),
    };
    if (!known[kind]) {
      throw new TeamworkError('comment.target_unknown', {}, [
        { path: 'target.path', code: 'NOT_AN_OPTION' },
      ]);
    }
    return { kind, path };
  }

  /** Only colleagues may be called. */
  private async people(tx: Tx, place: CasePosition, ids: readonly string[]): Promise<string[]> {
    const asked = [...new Set(ids)];
    if (asked.length === 0) {
      return [];
    }
    const known = new Set((await this.colleagues.of(place.organisationId, tx)).map(({ id }) => id));
    if (asked.some((id) => !known.has(id))) {
      throw new RequestError('request.invalid', {}, [{ path: 'mentions', code: 'NOT_AN_OPTION' }]);
    }
    return asked;
  }

  private async call(
    tx: Tx,
    actor: Actor,
    place: CasePosition,
    mentions: readonly string[],
  ): Promise<void> {
    const accountIds = mentions.filter((id) => id !== actor.accountId);
    if (accountIds.length > 0) {
      const { id: applicationId, organisationId, clusterId, kind } = place;
      const ref = { applicationId, organisationId, clusterId, kind };
      await this.outbox.add(tx, 'team.mentioned', { ...ref, accountIds });
    }
  }

  private async edit(
    actor: Actor,
    commentId: string,
    work: (tx: Tx, row: CommentRow, place: CasePosition) => Promise<void>,
  ): Promise<CommentDto> {
    return this.db.transaction(async (tx) => {
      const row = await this.repository.lock(tx, commentId);
      const place = row && (await this.access.partyIfAny(actor, row.applicationId, tx));
      // Whose application it is not must not learn that the comment is there.
      if (!row || !place) {
        throw new TeamworkError('comment.not_found');
      }
      await work(tx, row, place);
      await this.repository.save(tx, row);
      await this.told(tx, place);
      return show(row, actor);
    });
  }

  private async told(tx: Tx, { id, organisationId }: CasePosition): Promise<void> {
    await this.live.publish(tx, { kind: 'team', id, organisationId });
  }

  private async required(id: string): Promise<CommentRow> {
    const row = await this.repository.find(id);
    if (!row) {
      throw new TeamworkError('comment.not_found');
    }
    return row;
  }
}

function requireOwn(row: CommentRow, actor: Actor): void {
  if (row.deletedAt !== null) {
    throw new TeamworkError('comment.not_found');
  }
  if (row.authorId !== actor.accountId) {
    throw new TeamworkError('comment.not_yours');
  }
}

function requireFirst(row: CommentRow): void {
  if (row.threadId !== row.id) {
    throw new RequestError('request.invalid', {}, [{ path: 'resolved', code: 'NOT_AN_OPTION' }]);
  }
}

function settle(row: CommentRow, by: { name: string; at: Date } | null): void {
  row.resolvedAt = by?.at ?? null;
  row.resolvedName = by?.name ?? null;
}

function show(row: CommentRow, actor: Actor): CommentDto {
  return {
    id: row.id,
    no: row.no,
    threadId: row.threadId,
    target: { kind: row.kind, path: row.path },
    text: row.text,
    author: { id: row.authorId, name: row.authorName },
    mine: row.authorId === actor.accountId,
    mentions: [...row.mentions],
    at: row.at.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deleted: row.deletedAt !== null,
    resolved: row.resolvedAt && {
      by: row.resolvedName ?? '',
      at: row.resolvedAt.toISOString(),
    },
  };
}
