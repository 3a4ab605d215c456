import {
  CHOICES,
  ENVELOPE,
  newBallotKey,
  PRIVATE_KEY,
  PUBLIC_KEY,
  putInEnvelope,
  takeFromEnvelope,
  type Opening,
} from './index';

const ITEM = '0192f0c1-0000-7000-8000-000000000001';
const openings: Opening[] = CHOICES.map((choice, at) => ({ choice, salt: `a${at}`.repeat(32) }));

describe('an envelope', () => {
  it('gives back what was put in, to who has the key of the ballot', async () => {
    const key = await newBallotKey();
    expect(key.publicKey).toMatch(PUBLIC_KEY);
    expect(key.privateKey).toMatch(PRIVATE_KEY);
    for (const opening of openings) {
      const envelope = await putInEnvelope(ITEM, key.publicKey, opening);
      expect(envelope).toMatch(ENVELOPE);
      expect(await takeFromEnvelope(ITEM, key, envelope)).toEqual(opening);
    }
  });

  it('opens with no other key, on no other question, and not when it was changed', async () => {
    const [key, other] = [await newBallotKey(), await newBallotKey()];
    const envelope = await putInEnvelope(ITEM, key.publicKey, openings[0] as Opening);
    const changed = `${envelope.slice(0, -2)}${envelope.endsWith('AA') ? 'BA' : 'AA'}`;
    expect(await takeFromEnvelope(ITEM, other, envelope)).toBeUndefined();
    expect(
      await takeFromEnvelope(ITEM, { ...key, privateKey: other.privateKey }, envelope),
    ).toBeUndefined();
    expect(await takeFromEnvelope(`${ITEM}0`, key, envelope)).toBeUndefined();
    expect(await takeFromEnvelope(ITEM, key, changed)).toBeUndefined();
  });

  it('tells no choice by its length, and no two are alike', async () => {
    const { publicKey } = await newBallotKey();
    const [one] = openings as [Opening, ...Opening[]];
    const made = await Promise.all(
      [...openings, one].map((opening) => putInEnvelope(ITEM, publicKey, opening)),
    );
    expect(new Set(made.map(({ length }) => length)).size).toBe(1);
    expect(new Set(made).size).toBe(made.length);
  });
});
