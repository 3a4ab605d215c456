import type { CommentDto } from '@okno/web/api-client';

import { readUpTo, threadsOf, unreadOf } from './comment-threads';

const said = (no: number, over: Partial<CommentDto> = {}): CommentDto => ({
  id: `c${no}`,
  no,
  threadId: `c${no}`,
  target: { kind: 'APPLICATION', path: '' },
  text: `№ ${no}`,
  author: { id: 'vera', name: 'Вера' },
  mine: false,
  mentions: [],
  at: '2026-11-25T03:00:00Z',
  editedAt: null,
  deleted: false,
  resolved: null,
  ...over,
});

const ALL = [
  said(1),
  said(2, { mine: true }),
  said(3, { threadId: 'c1' }),
  said(4, { deleted: true, text: '' }),
  said(5),
];

describe('threads of comments', () => {
  it('are what answers what, without those that were taken back whole', () => {
    expect(
      threadsOf(ALL, [5]).map(({ id, comments, unread }) => [id, comments.length, unread]),
    ).toEqual([
      ['c1', 2, []],
      ['c2', 1, []],
      ['c5', 1, [5]],
    ]);
  });

  it('count as unread what others wrote last, never own or deleted words', () => {
    expect(unreadOf(ALL, 2)).toEqual([3, 5]);
    expect(unreadOf(ALL, 0)).toEqual([]);
    expect(unreadOf(ALL, 9)).toEqual([1, 3, 5]);
  });

  it('are read up to the first that was not seen', () => {
    expect(readUpTo(ALL, [1, 3, 5], new Set([3, 5]))).toBe(0);
    expect(readUpTo(ALL, [1, 3, 5], new Set([1, 5]))).toBe(2);
    expect(readUpTo(ALL, [1, 3, 5], new Set([1, 3, 5]))).toBe(5);
  });
});
