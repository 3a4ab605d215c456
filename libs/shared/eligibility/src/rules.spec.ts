import { evaluateRule, FACTS, outcomeOf, readRules, ruleProblems, withDerived } from './index';
import { rule, RULES, told, TODAY } from './rules.spec-data';

describe('the delivered rules', () => {
  it('are well typed, and one for each code of forms.md §1.7, and for confirmations by link', () => {
    expect(ruleProblems(RULES)).toEqual([]);
    const numbers = Array.from({ length: 17 }, (_, at) => `E${String(at + 1).padStart(2, '0')}`);
    expect(RULES.map(({ code }) => code)).toEqual([...numbers, 'LINKS', 'DUPLICATE']);
  });

  it('say from which day a business is old enough', () => {
    const facts = withDerived(told({ 'org.registeredOn': '2026-04-03' }, 'egrul'));
    expect(evaluateRule(rule('E13'), { facts, today: TODAY })).toEqual({
      code: 'E13',
      outcome: 'FAIL',
      value: '2026-04-03',
      needed: { kind: 'AGE', fact: 'org.registeredOn', atLeast: { months: 12 } },
      source: 'egrul',
      asOf: TODAY,
      message: {
        key: 'E13.TOO_YOUNG',
        params: { since: '2026-04-03', months: 7, neededMonths: 12 },
      },
      remedy: null,
      becomesTrue: { kind: 'DATE', from: '2027-04-03' },
    });
  });

  it('take the first day in the register of small business for a sign of age, never against it', () => {
    const since = (day: string) => withDerived(told({ 'sme.since': day }, 'rsmp'));
    expect(outcomeOf(rule('E13'), { facts: since('2024-08-10'), today: TODAY })).toBe('PASS');
    expect(outcomeOf(rule('E13'), { facts: since('2026-08-10'), today: TODAY })).toBe(
      'UNAVAILABLE',
    );
  });

  it('say what to change where time does not help', () => {
    const facts = told({ 'membership.state': 'NONE' });
    expect(evaluateRule(rule('E03'), { facts, today: TODAY })).toMatchObject({
      outcome: 'FAIL',
      remedy: 'JOIN_CLUSTER',
      becomesTrue: { kind: 'CHANGE', fact: 'membership.state', to: ['ACTIVE', 'SUSPENDED'] },
    });
  });

  it('count the year anew on 1 January', () => {
    const approved = {
      number: 'KZB-DEC-2026-000001',
      on: '2026-03-02',
      until: null,
      ended: true,
      measure: 'KZ-06',
      kind: null,
      title: null,
      kopecks: 30_000_000,
      violation: false,
      misuse: false,
    };
    const facts = told({
      'support.portal': [approved],
      'measure.code': 'KZ-06',
      'measure.maxPerYear': 1,
      'measure.limitPerYearKopecks': 100_000_000,
    });
    expect(evaluateRule(rule('E10'), { facts, today: TODAY })).toMatchObject({
      outcome: 'FAIL',
      message: { key: 'E10.COUNT_REACHED', params: { total: 1, limit: 1 } },
      becomesTrue: { kind: 'DATE', from: '2027-01-01' },
    });
  });

  it('wait for a round that is announced', () => {
    const facts = told({ 'round.state': 'PLANNED', 'round.opensOn': '2026-12-01' });
    expect(evaluateRule(rule('E11'), { facts, today: TODAY }).becomesTrue).toEqual({
      kind: 'DATE',
      from: '2026-12-01',
    });
    expect(
      evaluateRule(rule('E11'), { facts: told({ 'round.state': 'CLOSED' }), today: TODAY }),
    ).toMatchObject({ outcome: 'FAIL', becomesTrue: null });
  });

  it('wait for the hour of a round that opens later today', () => {
    const facts = told({
      'round.state': 'PLANNED',
      'round.opensOn': TODAY,
      'round.opensLaterToday': true,
    });
    expect(evaluateRule(rule('E11'), { facts, today: TODAY })).toMatchObject({
      outcome: 'FAIL',
      message: { key: 'E11.OPENS_LATER_TODAY' },
      becomesTrue: null,
    });
  });

  it('warn of a payment that another request has with another sum', () => {
    const at = (count: number) => ({
      facts: told({ 'case.costClaimedBefore': false, 'case.similarPayments': count }),
      today: TODAY,
    });
    expect(evaluateRule(rule('E15'), at(0)).outcome).toBe('PASS');
    expect(evaluateRule(rule('E15'), at(2))).toMatchObject({
      outcome: 'WARN',
      message: { key: 'E15.SIMILAR', params: { similar: 2 } },
    });
  });

  it('match activities on dotted parts', () => {
    const at = (okved: string) => ({
      facts: told({
        'org.okvedMain': okved,
        'cluster.okvedPrefixes': ['21', '32.50'],
        'dictionary.excludedBranches': ['64'],
        'dictionary.okvedKnown': true,
      }),
      today: TODAY,
    });
    expect(outcomeOf(rule('E06'), at('21.20.1'))).toBe('PASS');
    expect(outcomeOf(rule('E06'), at('32.5'))).toBe('WARN');
    expect(outcomeOf(rule('E06'), at('64.19'))).toBe('FAIL');
  });

  it('believe an applicant against himself only', () => {
    const of = (value: string) => ({
      facts: told({ 'sme.category': value }, 'declared'),
      today: TODAY,
    });
    expect(outcomeOf(rule('E02'), of('NOT_SME'))).toBe('FAIL');
    expect(evaluateRule(rule('E02'), of('SMALL'))).toMatchObject({
      outcome: 'UNAVAILABLE',
      message: { params: { declared: 'SMALL' } },
    });
  });
});

describe('small rules over everything there is', () => {
  const categories = [...FACTS['sme.category'].values, undefined];
  const states = [...FACTS['membership.state'].values, undefined];
  const sources = ['rsmp', 'registrar', 'declared'];

  it.each(categories.flatMap((value) => sources.map((source) => [value, source] as const)))(
    'category %s of %s',
    (value, source) => {
      const facts = value === undefined ? {} : told({ 'sme.category': value }, source);
      const expected =
        value === undefined
          ? 'UNAVAILABLE'
          : value === 'NOT_SME'
            ? 'FAIL'
            : source === 'declared'
              ? 'UNAVAILABLE'
              : 'PASS';
      expect(outcomeOf(rule('E02'), { facts, today: TODAY })).toBe(expected);
    },
  );

  it.each(states)('membership %s', (state) => {
    const facts = state === undefined ? {} : told({ 'membership.state': state });
    const answers = ['E03', 'E04', 'DUPLICATE'].map((code) =>
      outcomeOf(rule(code), { facts, today: TODAY }),
    );
    const open = state === 'ACTIVE' || state === 'SUSPENDED';
    expect(answers).toEqual(
      state === undefined
        ? ['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']
        : [open ? 'PASS' : 'FAIL', state === 'ACTIVE' ? 'PASS' : 'FAIL', open ? 'FAIL' : 'PASS'],
    );
  });
});

describe('the definition check', () => {
  const [good] = RULES;
  const step = { otherwise: { outcome: 'FAIL', message: { key: 'X' } } };
  const withTest = (test: unknown) => [{ ...good, steps: [{ ...step, test }] }];

  it.each<[string, unknown]>([
    ['no list', {}],
    ['a rule without a code', [{}]],
    ['a code twice', [good, good]],
    ['no steps', [{ ...good, steps: [] }]],
    ['an unknown field', [{ ...good, also: 1 }]],
    ['an unknown fact', withTest({ op: 'is', fact: 'org.shoeSize', value: true })],
    ['an unknown operation', withTest({ op: 'maybe', fact: 'org.inn' })],
    ['text for a flag', withTest({ op: 'is', fact: 'org.operating', value: 'yes' })],
    [
      'a value that the code never has',
      withTest({ op: 'in', fact: 'sme.category', list: ['HUGE'] }),
    ],
    [
      'an age of a number',
      withTest({ op: 'age', fact: 'round.restKopecks', atLeast: { months: 1 } }),
    ],
    ['an age without a unit', withTest({ op: 'age', fact: 'org.registeredOn', atLeast: 12 })],
    [
      'a limit that is a date',
      withTest({ op: 'compare', fact: 'case.ownBp', order: 'lt', value: { fact: 'sme.since' } }),
    ],
    ['a broken share', withTest({ op: 'compare', fact: 'case.ownBp', order: 'lt', value: 0.5 })],
    [
      'a sum of a code',
      withTest({ op: 'sum', fact: 'org.inn', select: {}, order: 'lt', value: 1 }),
    ],
    [
      'an unknown selection',
      withTest({
        op: 'count',
        fact: 'support.portal',
        select: { nice: true },
        order: 'lt',
        value: 1,
      }),
    ],
    ['an empty group', withTest({ op: 'all', of: [] })],
    [
      'something ill-typed deep inside',
      withTest({ op: 'not', of: { op: 'any', of: [{ op: 'is' }] } }),
    ],
    [
      'a step left out because an organisation says nothing',
      [{ ...good, steps: [{ ...good?.steps[0], ifKnown: 'sme.category' }] }],
    ],
  ])('refuses %s', (_, rules) => {
    expect(ruleProblems(rules)).not.toEqual([]);
    expect(() => readRules(rules)).toThrow(RangeError);
  });
});
