import {
  fingerprintOf,
  forgetVote,
  keepVote,
  keptKey,
  keptVote,
  openingFor,
  type VotePlace,
} from './kept-votes';

const ANNA: VotePlace = { itemId: 'item', memberId: 'anna' };
const BORIS: VotePlace = { itemId: 'item', memberId: 'boris' };

describe('what a browser keeps of a vote', () => {
  afterEach(() => {
    localStorage.clear();
  });

  it('is of one question and one seat: two members at one computer keep their votes apart', () => {
    keepVote(ANNA, { openings: [], pending: 'FOR', last: null });
    expect(keptVote(ANNA).pending).toBe('FOR');
    expect(keptVote(BORIS).pending).toBeNull();
    forgetVote(ANNA);
    expect(localStorage).toHaveLength(0);
  });

  it('gives the same choice the same seal however often it is pressed, and another choice another', () => {
    const first = openingFor(keptVote(ANNA), 'FOR');
    keepVote(ANNA, { openings: [first], pending: null, last: 'FOR' });
    expect(openingFor(keptVote(ANNA), 'FOR')).toEqual(first);
    expect(openingFor(keptVote(ANNA), 'AGAINST').salt).not.toBe(first.salt);
    expect(first.salt).toMatch(/^[0-9a-f]{64}$/);
  });

  it('survives what something else has written in its place', () => {
    for (const text of [
      '{',
      'null',
      '{"openings":[{"choice":"MAYBE"}],"pending":null,"last":null}',
    ]) {
      localStorage.setItem('okno.council.vote.item.anna', text);
      localStorage.setItem('okno.council.key.item', text);
      expect(keptVote(ANNA)).toEqual({ openings: [], pending: null, last: null });
      expect(keptKey('item')).toBeUndefined();
    }
  });
});

it('shows a key in twelve signs that can be read aloud', () => {
  expect(fingerprintOf(`BK_9nMdcKw${'A'.repeat(77)}`)).toBe('AFFD 9CC7 5C2B');
});
