import fc from 'fast-check';

import {
  applied,
  assess,
  evaluateRule,
  FACTS,
  isFactName,
  outcomeOf,
  ruleProblems,
  type Condition,
  type Fact,
  type FactName,
  type Facts,
  type Rule,
} from './index';
import { RULES, rule, TODAY } from './rules.spec-data';

const day = fc
  .integer({ min: 0, max: 2_000 })
  .map((days) => new Date(Date.UTC(2023, 0, 1 + days)).toISOString().slice(0, 10));
const branch = fc.constantFrom('21', '21.20', '21.20.1', '32.50', '64', '64.19', '86');
const record = fc.record({
  number: fc.constantFrom('A-1', 'A-2'),
  on: day,
  until: fc.option(day),
  ended: fc.boolean(),
  measure: fc.constantFrom('KZ-06', 'KZ-02', null),
  kind: fc.constantFrom('0103', '0501', null),
  title: fc.constantFrom('Субсидии и гранты', null),
  kopecks: fc.integer({ min: 0, max: 200_000_000 }),
  violation: fc.boolean(),
  misuse: fc.boolean(),
});
const BY_TYPE = {
  boolean: fc.boolean(),
  number: fc.integer({ min: 0, max: 200_000_000 }),
  date: day,
  code: fc.constantFrom('42', '77', 'KZ-06', '0103', '4299000019'),
  codes: fc.uniqueArray(fc.constantFrom('42', '77'), { minLength: 1 }),
  okved: branch,
  okveds: fc.uniqueArray(branch, { minLength: 1, maxLength: 3 }),
  records: fc.array(record, { maxLength: 4 }),
} as const;
const NAMES = Object.keys(FACTS).filter(isFactName);

function fact(name: FactName): fc.Arbitrary<Fact | undefined> {
  const definition: { type: keyof typeof BY_TYPE; values?: readonly string[] } = FACTS[name];
  const { type, values } = definition;
  const value = values ? fc.constantFrom(...values) : BY_TYPE[type];
  return fc.option(
    fc.record({
      value,
      source: fc.constantFrom('portal', 'declared', 'registrar', 'rsmp', 'egrul'),
      asOf: fc.constantFrom(TODAY, '2026-11-01', '2026-09-01', null),
    }),
    { nil: undefined, freq: 5 },
  );
}

const facts: fc.Arbitrary<Facts> = fc
  .record(Object.fromEntries(NAMES.map((name) => [name, fact(name)])))
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>(
    { op: 'is', fact: 'org.operating', value: true },
    { op: 'is', fact: 'membership.state', value: 'ACTIVE' },
    { op: 'in', fact: 'sme.category', list: ['MICRO', 'SMALL'] },
    { op: 'in', fact: 'org.regionCode', list: { fact: 'cluster.regionCodes' } },
    { op: 'under', fact: 'org.okvedMain', list: { fact: 'cluster.okvedPrefixes' } },
    { op: 'compare', fact: 'case.ownBp', order: 'gte', value: { fact: 'measure.minOwnBp' } },
    { op: 'from', fact: 'round.opensOn' },
    { op: 'known', fact: 'org.okvedMain' },
  ),
  fc.integer({ min: 1, max: 48 }).map((months) => ({
    op: 'age' as const,
    fact: 'org.registeredOn' as const,
    atLeast: { months },
  })),
  fc.record({
    op: fc.constantFrom('count' as const, 'sum' as const),
    fact: fc.constant('support.portal' as const),
    select: fc.constantFrom(
      { sameMeasure: true as const, within: 'THIS_YEAR' as const },
      { inForce: true as const },
      { violation: true as const, within: { months: 12 } },
    ),
    order: fc.constantFrom('lt' as const, 'lte' as const, 'eq' as const),
    value: fc.integer({ min: 0, max: 3 }),
  }),
);
const condition = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;
const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom(...RULES),
  fc
    .array(fc.record({ test: condition, proof: fc.boolean() }), { minLength: 1, maxLength: 3 })
    .map((steps): Rule => ({
      code: 'X',
      shows: 'org.operating',
      source: 'egrul',
      missing: { outcome: 'UNAVAILABLE', message: { key: 'MISSING' } },
      steps: steps.map(({ test, proof }) => ({
        test,
        ...(proof ? { proof: true as const } : {}),
        otherwise: { outcome: 'FAIL', message: { key: 'NO' } },
      })),
      pass: { key: 'YES' },
    })),
);
const RUNS = { numRuns: 3_000 };

describe('evaluation', () => {
  it('answers every rule over all facts, twice the same', () => {
    fc.assert(
      fc.property(anyRule, facts, (one, known) => {
        const at = { facts: known, today: TODAY };
        const trace = evaluateRule(one, at);
        expect(['PASS', 'WARN', 'UNAVAILABLE', 'FAIL']).toContain(trace.outcome);
        expect(trace.message.key).not.toBe('');
        expect(evaluateRule(one, at)).toEqual(trace);
      }),
      RUNS,
    );
  });

  it('is well typed as the definition check sees it', () => {
    fc.assert(fc.property(anyRule, (one) => expect(ruleProblems([one])).toEqual([])));
  });

  it('passes when what would make it pass has come', () => {
    fc.assert(
      fc.property(anyRule, facts, (one, known) => {
        const at = { facts: known, today: TODAY };
        const { becomesTrue } = evaluateRule(one, at);
        if (becomesTrue === null) {
          return;
        }
        const each =
          becomesTrue.kind === 'DATE'
            ? [becomesTrue]
            : becomesTrue.to.map((value) => ({ ...becomesTrue, to: [value] }));
        for (const change of each) {
          expect(outcomeOf(one, applied(change, at))).toBe('PASS');
        }
        if (becomesTrue.kind === 'DATE') {
          expect(becomesTrue.from > TODAY).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('leaves nothing failing when the one thing that is said to help has come', () => {
    const rules = fc.subarray([...RULES], { minLength: 1 });
    fc.assert(
      fc.property(rules, facts, (some, known) => {
        const at = { facts: known, today: TODAY };
        const way = assess(some, at).becomesTrue;
        if (way === null) {
          return;
        }
        expect(some.some((one) => outcomeOf(one, at) === 'FAIL')).toBe(true);
        expect(some.filter((one) => outcomeOf(one, applied(way, at)) === 'FAIL')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('does not pass on a missing fact: whatever it turns out to be, the answer would be the same', () => {
    fc.assert(
      fc.property(anyRule, facts, fc.nat(), (one, known, at) => {
        const names = NAMES.filter(
          (name) => known[name] !== undefined && !('optional' in FACTS[name]),
        );
        const hidden = names[at % Math.max(1, names.length)];
        if (hidden === undefined) {
          return;
        }
        const { [hidden]: _, ...rest } = known;
        const withoutIt = outcomeOf(one, { facts: rest, today: TODAY });
        const withIt = outcomeOf(one, { facts: fresh(known), today: TODAY });
        if (outcomeOf(one, { facts: fresh(rest), today: TODAY }) === 'PASS') {
          expect(withIt).toBe('PASS');
        }
        expect(withoutIt === 'PASS' && withIt === 'FAIL').toBe(false);
      }),
      RUNS,
    );
  });

  it('does not pass by itself: with nothing known nothing passes', () => {
    for (const one of RULES.filter(({ code }) => code !== 'E10')) {
      expect(outcomeOf(one, { facts: {}, today: TODAY })).not.toBe('PASS');
    }
  });

  it('does not pass or fail on data of a register older than 40 days', () => {
    const at = (asOf: string | null) => ({
      facts: { 'sme.category': { value: 'SMALL', source: 'rsmp', asOf } },
      today: TODAY,
    });
    expect(outcomeOf(rule('E02'), at('2026-10-15'))).toBe('PASS');
    expect(evaluateRule(rule('E02'), at('2026-10-14'))).toMatchObject({
      outcome: 'WARN',
      message: { key: 'STALE', params: { since: '2026-10-14' } },
    });
    expect(outcomeOf(rule('E02'), at(null))).toBe('WARN');
  });
});

/** Who vouches for a fact and how old it is must not be what makes the difference. */
function fresh(known: Facts): Facts {
  return Object.fromEntries(
    Object.entries(known).map(([name, one]) => [
      name,
      { ...one, source: one.source === 'declared' ? 'declared' : 'portal', asOf: TODAY },
    ]),
  );
}
