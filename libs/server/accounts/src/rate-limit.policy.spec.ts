import fc from 'fast-check';

import { charge, signInLimits, type RateLimit } from './rate-limit.policy';

const LIMIT: RateLimit = { name: 'test', burst: 3, everySeconds: 10 };

/** Tries at these moments; which of them passed. */
function passed(limit: RateLimit, moments: readonly number[]): boolean[] {
  let used: number | undefined;
  return moments.map((now) => {
    const result = charge(limit, used, now);
    if ('usedUntil' in result) {
      used = result.usedUntil;
      return true;
    }
    return false;
  });
}

describe('a limit of attempts', () => {
  it('lets so many through at once, then one in every interval', () => {
    expect(passed(LIMIT, [0, 0, 0, 0, 9_999, 10_000, 10_001, 20_000])).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('says how long to wait, and that is enough', () => {
    const full = passed(LIMIT, [0, 0, 0]).length * 10_000;
    const refused = charge(LIMIT, full, 0);
    expect(refused).toEqual({ retryAfterSeconds: 10 });
    expect(charge(LIMIT, full, 10_000)).toHaveProperty('usedUntil');
  });

  it('never lets more through than the burst and one an interval, whenever they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 200 }),
        (burst, everySeconds, times) => {
          const moments = [...times].sort((a, b) => a - b);
          const through = moments.filter(
            (_, at) => passed({ name: 'x', burst, everySeconds }, moments)[at],
          );
          const span = (through.at(-1) ?? 0) - (through[0] ?? 0);
          expect(through.length).toBeLessThanOrEqual(
            burst + Math.floor(span / (everySeconds * 1_000)),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('does not count the guesses of others against a browser that the owner knows', () => {
    const tried = { emailKey: 'a@example.org', address: '192.0.2.1' };
    const known = signInLimits({ ...tried, knownDevice: 'device' }).map((one) => one.subject);
    const unknown = signInLimits({ ...tried, knownDevice: null }).map((one) => one.subject);
    expect(known).toEqual(['device']);
    expect(unknown).toEqual(['a@example.org 192.0.2.1', 'a@example.org', '192.0.2.1']);
  });
});
