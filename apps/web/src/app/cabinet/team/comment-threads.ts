import type { CommentDto, CommentTargetDto } from '@okno/web/api-client';

/** A comment with its answers. */
export interface CommentThread {
  /** Of its first comment. */
  readonly id: string;
  readonly target: CommentTargetDto;
  readonly comments: readonly CommentDto[];
  readonly resolved: CommentDto['resolved'];
  /** Numbers of comments that the person has not seen. */
  readonly unread: readonly number[];
}

/** Numbers of what others wrote last: as many as the server counts as unread. */
export function unreadOf(comments: readonly CommentDto[], count: number): readonly number[] {
  const others = comments.filter(({ mine, deleted }) => !mine && !deleted).map(({ no }) => no);
  return count > 0 ? others.sort((one, other) => one - other).slice(-count) : [];
}

/** Threads in the order they began; one whose every word was taken back is gone. */
export function threadsOf(
  comments: readonly CommentDto[],
  unread: readonly number[],
): readonly CommentThread[] {
  return comments
    .filter(({ id, threadId }) => id === threadId)
    .map(({ id, target, resolved }) => {
      const said = comments.filter(({ threadId }) => threadId === id);
      const fresh = said.map(({ no }) => no).filter((no) => unread.includes(no));
      return { id, target, resolved, comments: said, unread: fresh };
    })
    .filter((thread) => thread.comments.some(({ deleted }) => !deleted));
}

/**
 * Up to which number everything is read: the server keeps one number a person, so a comment that was not seen keeps
 * later ones unread there. Zero: nothing to tell.
 */
export function readUpTo(
  comments: readonly CommentDto[],
  unread: readonly number[],
  seen: ReadonlySet<number>,
): number {
  const firstUnseen = unread.find((no) => !seen.has(no));
  return firstUnseen === undefined
    ? Math.max(0, ...comments.map(({ no }) => no))
    : Math.max(0, firstUnseen - 1);
}
