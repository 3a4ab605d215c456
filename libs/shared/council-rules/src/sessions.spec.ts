import fc from 'fast-check';

import {
  boxDigest,
  CHOICES,
  countBox,
  isOpening,
  quorumOf,
  sealedText,
  sealFor,
  tally,
  tallySecret,
  voteRefusal,
  type Choice,
  type CouncilRules,
  type Opening,
  type SealedVote,
  type Seat,
} from './index';

const SESSIONS = 10_000;
/** Looked up once: in a test's own world every look at a global costs as much as a hash of a sign. */
const { imul } = Math;
/** In place of SHA-256, which the caller brings: 64 bits of two hashes that run side by side differ as surely here. */
const sha256 = (text: string): string => {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    one = imul(one ^ sign, 2654435761);
    two = imul(two ^ sign, 1597334677);
  }
  const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0');
  return hex(one ^ (two >>> 13)) + hex(two ^ (one >>> 16));
};
const ITEM = '0192f0c1-0000-7000-8000-000000000001';

const shares = fc.constantFrom(
  { numerator: 1, denominator: 2 },
  { numerator: 2, denominator: 3 },
  { numerator: 3, denominator: 4 },
  { numerator: 1, denominator: 1 },
);
const anyRules: fc.Arbitrary<CouncilRules> = fc.record({
  quorum: fc.record({ share: shares, recusedCount: fc.boolean() }),
  majority: fc.record({
    of: fc.constantFrom('PRESENT', 'CAST', 'MEMBERS'),
    share: shares,
    strict: fc.constant(true),
  }),
  tie: fc.constantFrom('NOT_CARRIED', 'CHAIR_DECIDES'),
  revote: fc.boolean(),
  absent: fc.constantFrom('NONE', 'VOTES', 'VOTES_AND_COUNTS'),
});
const anyRoll: fc.Arbitrary<Seat[]> = fc
  .array(fc.record({ present: fc.boolean(), recused: fc.boolean() }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((some) => some.map((seat, at) => ({ ...seat, id: `m${at}`, chair: at === 0 })));
const choice = fc.constantFrom(...CHOICES);
/** What people try: by anybody, a stranger too, before, during and after the ballot. */
const anyTries = fc.array(
  fc.record({
    by: fc.integer({ min: 0, max: 10 }).map((at) => `m${at}`),
    choice,
    ballot: fc.constantFrom(
      'PENDING' as const,
      'VOTING' as const,
      'VOTING' as const,
      'CLOSED' as const,
    ),
  }),
  { maxLength: 25 },
);
type Tries = { by: string; choice: Choice; ballot: 'PENDING' | 'VOTING' | 'CLOSED' }[];

/** Lets everything happen that the rules let happen. */
function play(rules: CouncilRules, roll: readonly Seat[], tries: Tries): Map<string, Choice> {
  const votes = new Map<string, Choice>();
  for (const { by, ballot, choice: wanted } of tries) {
    const seat = roll.find(({ id }) => id === by);
    const before = votes.get(by);
    const changes = before !== undefined && before !== wanted;
    if (voteRefusal(rules, { ballot, seat, changes }) === null) {
      votes.set(by, wanted);
    }
  }
  return votes;
}

const session = fc.tuple(anyRules, anyRoll, anyTries);

it(`holds in ${SESSIONS} random sessions: who votes, the quorum, the majority, the tie`, () => {
  fc.assert(
    fc.property(session, ([rules, roll, tries]) => {
      const votes = play(rules, roll, tries);
      for (const id of votes.keys()) {
        const seat = roll.find((one) => one.id === id);
        expect(seat).toBeDefined();
        expect(seat?.recused).toBe(false);
        expect(seat?.present === true || rules.absent !== 'NONE').toBe(true);
        const own = tries.filter(({ by, ballot }) => by === id && ballot === 'VOTING');
        expect(votes.get(id)).toBe((rules.revote ? own.at(-1) : own[0])?.choice);
      }
      const found = tally(rules, roll, votes);
      expect(found.for + found.against + found.abstain).toBe(votes.size);
      expect(found.waiting).toBe(found.voters - votes.size);
      const { numerator, denominator } = rules.quorum.share;
      expect(found.quorum.met).toBe(found.quorum.counted * denominator >= roll.length * numerator);
      expect(found.outcome === 'NO_QUORUM').toBe(!found.quorum.met);
      const part = rules.majority.share;
      const majority = found.for * part.denominator > found.base * part.numerator;
      const chairCarries =
        rules.tie === 'CHAIR_DECIDES' && votes.get('m0') === 'FOR' && found.for === found.against;
      expect(found.outcome === 'CARRIED').toBe(found.quorum.met && (majority || chairCarries));
    }),
    { numRuns: SESSIONS },
  );
});

it('counts nothing of who is recused, however he tries, and never lets him move the outcome', () => {
  fc.assert(
    fc.property(session, fc.nat(8), choice, ([rules, roll, tries], at, wanted) => {
      const one = roll[at % roll.length];
      const recused = roll.map((seat) => (seat === one ? { ...seat, recused: true } : seat));
      const votes = play(rules, recused, tries);
      const without = tally(rules, recused, votes);
      votes.set(one?.id ?? '', wanted);
      expect(tally(rules, recused, votes)).toEqual(without);
    }),
    { numRuns: 2_000 },
  );
});

it('says that a ballot is settled only when no vote that is awaited changes it', () => {
  fc.assert(
    fc.property(
      session,
      fc.array(choice, { minLength: 9, maxLength: 9 }),
      ([rules, roll, tries], rest) => {
        const votes = play(rules, roll, tries);
        const now = tally(rules, roll, votes);
        fc.pre(now.settled);
        for (const [at, seat] of roll.entries()) {
          const asked = { ballot: 'VOTING', seat, changes: false } as const;
          const wanted = rest[at];
          if (!votes.has(seat.id) && wanted && voteRefusal(rules, asked) === null) {
            votes.set(seat.id, wanted);
            expect(tally(rules, roll, votes).outcome).toBe(now.outcome);
          }
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

/** What matters of a salt is its form and that no two are the same. */
const salt = fc.maxSafeNat().map((one) => one.toString(16).padStart(64, '0'));
const openings = fc.uniqueArray(fc.record({ choice, salt }), {
  minLength: 1,
  maxLength: 9,
  selector: (opening) => opening.salt,
});
const boxOf = (all: readonly Opening[]): SealedVote[] =>
  all.map((opening) => ({ seal: sha256(sealedText(ITEM, opening)), opening }));
const other = (one: Choice, shift: number): Choice =>
  CHOICES[(CHOICES.indexOf(one) + 1 + (shift % 2)) % CHOICES.length] ?? 'FOR';

it('counts a secret ballot as an open one, from whatever order the seals lie in', () => {
  fc.assert(
    fc.property(anyRules, openings, (rules, all) => {
      const roll = all.map((_, at) => ({
        id: `m${at}`,
        present: true,
        recused: false,
        chair: false,
      }));
      const open = tally(rules, roll, new Map(all.map((one, at) => [`m${at}`, one.choice])));
      const { unopened, tampered, ...counts } = countBox(ITEM, boxOf(all).reverse(), sha256);
      expect([unopened, tampered]).toEqual([0, []]);
      const voted = new Set(roll.map(({ id }) => id));
      expect(tallySecret(rules, roll, counts, voted)).toEqual(open);
      expect(quorumOf(rules, roll, voted)).toEqual(open.quorum);
    }),
    { numRuns: 2_000 },
  );
});

it(`finds every vote that was changed after sealing, in ${SESSIONS} boxes`, () => {
  fc.assert(
    fc.property(openings, fc.nat(), fc.nat(1), (all, which, shift) => {
      const box = boxOf(all);
      const victim = box[which % box.length];
      const honest = victim?.opening;
      fc.pre(honest !== null && honest !== undefined);
      const forged = { ...honest, choice: other(honest.choice, shift) };
      const seals = box.map(({ seal }) => seal);
      const counted = countBox(
        ITEM,
        box.map((vote) => (vote === victim ? { ...vote, opening: forged } : vote)),
        sha256,
      );
      // One comparison a box: ten thousand boxes are to take seconds.
      expect({
        honest: sealFor(ITEM, seals, honest, sha256),
        forged: sealFor(ITEM, seals, forged, sha256),
        // A seal opens no vote on another question.
        elsewhere: sealFor(`${ITEM}0`, seals, honest, sha256),
        tampered: counted.tampered,
        votes: counted.for + counted.against + counted.abstain,
        anyOrder: boxDigest([...seals].reverse(), sha256) === boxDigest(seals, sha256),
        oneLess: boxDigest(seals.slice(1), sha256) === boxDigest(seals, sha256),
      }).toEqual({
        ...{ honest: victim?.seal, forged: undefined, elsewhere: undefined },
        ...{ tampered: [victim?.seal], votes: box.length - 1, anyOrder: true, oneLess: false },
      });
    }),
    { numRuns: SESSIONS },
  );
});

it('takes nothing for an opening that is none', () => {
  const good = 'ab'.repeat(32);
  expect(isOpening({ choice: 'FOR', salt: good })).toBe(true);
  expect(isOpening({ choice: 'MAYBE', salt: good })).toBe(false);
  expect(isOpening({ choice: 'FOR', salt: 'short' })).toBe(false);
});
