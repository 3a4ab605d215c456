import type { CheckFacts, RegisteredSupport } from './check-facts';
import { checksOf, evaluate, unanswered } from './check.policy';

const NOW = new Date('2026-11-20T03:00:00Z');
const CARD_DATE = new Date('2026-11-01T00:00:00Z');

/** A request that nothing is wrong with. */
const GOOD: CheckFacts = {
  now: NOW,
  today: '2026-11-20',
  card: {
    inn: '4299000019',
    okvedMain: '21.20.1',
    smeCategory: 'SMALL',
    regionCode: '42',
    source: { code: 'declared', asOf: CARD_DATE },
  },
  cluster: { regionCodes: ['42'], okvedPrefixes: ['21', '32.50'] },
  classifier: { okvedKnown: true, excludedBranch: null },
  membership: { registryNumber: 'KZB-0001', state: 'ACTIVE' },
  limits: { minOwnBp: 2_000, maxPerYear: 1, limitPerYearKopecks: 100_000_000 },
  money: { costKopecks: 38_000_000, stateKopecks: 30_000_000, ownKopecks: 8_000_000 },
  support: { sameInForce: [], sameThisYear: 0, kopecksThisYear: 0 },
  round: { openAtFiling: true, restKopecks: 50_000_000 },
  registers: { smeCategory: null, supports: null },
  declarations: { noBankruptcy: true },
  contractorInn: null,
};

const facts = (change: Partial<CheckFacts>): CheckFacts => ({ ...GOOD, ...change });
const outcome = (code: string, change: Partial<CheckFacts> = {}): string => {
  const found = evaluate(code, facts(change));
  return `${found.outcome} ${found.messageKey}`;
};

describe('checks of registers that are not connected', () => {
  it.each([
    ['E01', 'egrul'],
    ['E02', 'rsmp'],
    ['E07', 'egrul'],
    ['E08', 'rsmppp'],
    ['E09', 'rsmppp'],
    ['E13', 'egrul'],
    ['E14', 'yearly-data'],
    ['E16', 'egrul'],
    ['E17', 'msp'],
  ])('%s names %s and goes to a person, also when all else is well', (code, source) => {
    expect(evaluate(code, GOOD)).toMatchObject({
      outcome: 'UNAVAILABLE',
      messageKey: 'SOURCE_NOT_CONNECTED',
      source: { code: source, asOf: null },
    });
  });

  it('say what the applicant has declared instead', () => {
    expect(evaluate('E07', GOOD).params).toEqual({ declared: true });
    expect(evaluate('E02', GOOD).params).toEqual({ declared: 'SMALL' });
  });

  it('fail on what is known all the same', () => {
    expect(outcome('E02', { card: { ...GOOD.card, smeCategory: 'NOT_SME' } })).toBe(
      'FAIL E02.NOT_SME',
    );
    expect(outcome('E16', { contractorInn: GOOD.card.inn })).toBe('FAIL E16.SAME_ORGANISATION');
    expect(
      outcome('E08', { support: { ...GOOD.support, sameInForce: ['KZB-DEC-2026-000001'] } }),
    ).toBe('FAIL E08.SAME_SUPPORT_ACTIVE');
  });

  it('go to a person when nobody knows the code or the answer never came', () => {
    for (const code of ['E99', 'constructor']) {
      expect(outcome(code)).toBe('UNAVAILABLE UNKNOWN_CHECK');
    }
    expect(unanswered('CHECK_FAILED')).toMatchObject({ outcome: 'UNAVAILABLE' });
  });
});

describe('checks of registers that were loaded', () => {
  const asOf = new Date('2026-11-10T00:00:00Z');
  const old = new Date('2026-10-01T00:00:00Z');
  const support: RegisteredSupport = {
    kindName: 'Субсидии и гранты',
    decidedOn: '2026-03-01',
    until: '2027-03-01',
    endedOn: null,
    violation: false,
  };
  const registers = (change: Partial<CheckFacts['registers']>): Partial<CheckFacts> => ({
    registers: { ...GOOD.registers, ...change },
  });
  const supports = (...value: Partial<RegisteredSupport>[]): Partial<CheckFacts> =>
    registers({ supports: { value: value.map((one) => ({ ...support, ...one })), asOf } });

  it('tell the category, also against what was declared', () => {
    expect(outcome('E02', registers({ smeCategory: { value: 'SMALL', asOf } }))).toBe(
      'PASS E02.LISTED',
    );
    expect(outcome('E02', registers({ smeCategory: { value: 'NOT_SME', asOf } }))).toBe(
      'FAIL E02.NOT_LISTED',
    );
    const declared = { card: { ...GOOD.card, smeCategory: 'NOT_SME' } };
    expect(
      outcome('E02', { ...declared, ...registers({ smeCategory: { value: 'MICRO', asOf } }) }),
    ).toBe('PASS E02.LISTED');
  });

  it('only warn when the statement is older than 40 days', () => {
    expect(
      evaluate('E02', facts(registers({ smeCategory: { value: 'NOT_SME', asOf: old } }))),
    ).toEqual({
      outcome: 'WARN',
      messageKey: 'SOURCE_OLD',
      params: { days: 50 },
      source: { code: 'rsmp', asOf: old },
    });
    const oldSupports = registers({ supports: { value: [], asOf: old } });
    expect(outcome('E08', oldSupports)).toBe('WARN SOURCE_OLD');
    expect(outcome('E09', oldSupports)).toBe('WARN SOURCE_OLD');
  });

  it('tell of supports that still run and of violations of the last three years', () => {
    expect(outcome('E08', supports())).toBe('PASS E08.NONE_ACTIVE');
    expect(evaluate('E08', facts(supports({}, {}))).params).toEqual({
      count: 2,
      kinds: 'Субсидии и гранты',
    });
    expect(outcome('E08', supports({ until: '2026-11-19' }))).toBe('PASS E08.NONE_ACTIVE');
    expect(outcome('E08', supports({ endedOn: '2026-06-01' }))).toBe('PASS E08.NONE_ACTIVE');
    expect(outcome('E09', supports({}))).toBe('PASS E09.NONE');
    expect(outcome('E09', supports({ violation: true }))).toBe('WARN E09.VIOLATION');
    expect(outcome('E09', supports({ violation: true, decidedOn: '2023-11-19' }))).toBe(
      'PASS E09.NONE',
    );
    expect(outcome('E09', supports({ violation: true, decidedOn: null }))).toBe(
      'WARN E09.VIOLATION',
    );
  });
});

describe('membership', () => {
  it('is asked of the registry', () => {
    expect(evaluate('E03', GOOD)).toEqual({
      outcome: 'PASS',
      messageKey: 'E03.MEMBER',
      params: { registryNumber: 'KZB-0001' },
      source: { code: 'portal', asOf: NOW },
    });
    expect(outcome('E03', { membership: null })).toBe('FAIL E03.NOT_A_MEMBER');
  });

  it('must be in force', () => {
    expect(outcome('E04')).toBe('PASS E04.ACTIVE');
    expect(outcome('E04', { membership: null })).toBe('FAIL E04.NOT_A_MEMBER');
    expect(outcome('E04', { membership: { registryNumber: 'KZB-0001', state: 'SUSPENDED' } })).toBe(
      'FAIL E04.NOT_ACTIVE',
    );
  });

  it('is asked for once', () => {
    expect(outcome('DUPLICATE', { membership: null })).toBe('PASS DUPLICATE.NONE');
    expect(outcome('DUPLICATE')).toBe('FAIL DUPLICATE.ALREADY_A_MEMBER');
  });
});

describe('region and activity', () => {
  it('come from the card, with its source and date', () => {
    expect(evaluate('E05', GOOD).source).toEqual({ code: 'declared', asOf: CARD_DATE });
    expect(outcome('E05')).toBe('PASS E05.IN_REGION');
    expect(outcome('E05', { card: { ...GOOD.card, regionCode: '54' } })).toBe(
      'WARN E05.OTHER_REGION',
    );
  });

  it('go to the reviewer when the region is not known', () => {
    expect(outcome('E05', { card: { ...GOOD.card, regionCode: null } })).toBe(
      'WARN E05.REGION_UNKNOWN',
    );
    expect(outcome('E05', { cluster: { ...GOOD.cluster, regionCodes: [] } })).toBe(
      'WARN E05.REGION_UNKNOWN',
    );
  });

  it('match a branch and everything below it', () => {
    expect(outcome('E06')).toBe('PASS E06.IN_BRANCH');
    expect(outcome('E06', { card: { ...GOOD.card, okvedMain: '32.5' } })).toBe(
      'WARN E06.OTHER_BRANCH',
    );
    expect(outcome('E06', { cluster: { ...GOOD.cluster, okvedPrefixes: [] } })).toBe(
      'WARN DICTIONARY_MISSING',
    );
  });

  it('are vouched for by the classifier, and end at an excluded branch', () => {
    const classifier = { okvedKnown: true, excludedBranch: null };
    expect(outcome('E06', { classifier: { ...classifier, okvedKnown: null } })).toBe(
      'WARN DICTIONARY_MISSING',
    );
    expect(outcome('E06', { classifier: { ...classifier, okvedKnown: false } })).toBe(
      'WARN E06.UNKNOWN_CODE',
    );
    expect(outcome('E06', { classifier: { ...classifier, excludedBranch: '21' } })).toBe(
      'FAIL E06.EXCLUDED_SECTOR',
    );
  });
});

describe('limits and money', () => {
  it('count what was granted this year', () => {
    expect(outcome('E10')).toBe('PASS E10.WITHIN_LIMITS');
    expect(outcome('E10', { support: { ...GOOD.support, sameThisYear: 1 } })).toBe(
      'FAIL E10.COUNT_REACHED',
    );
    const spent = (kopecksThisYear: number): Partial<CheckFacts> => ({
      support: { ...GOOD.support, kopecksThisYear },
    });
    expect(outcome('E10', spent(70_000_000))).toBe('PASS E10.WITHIN_LIMITS');
    expect(outcome('E10', spent(70_000_001))).toBe('WARN E10.SUM_REACHED');
    expect(outcome('E10', spent(100_000_000))).toBe('FAIL E10.SUM_REACHED');
  });

  it('have no limit where none is set', () => {
    expect(
      outcome('E10', {
        limits: { ...GOOD.limits, maxPerYear: null, limitPerYearKopecks: null },
        support: { ...GOOD.support, sameThisYear: 9, kopecksThisYear: 900_000_000 },
      }),
    ).toBe('PASS E10.WITHIN_LIMITS');
  });

  it('need a round that was open at filing; too little money is only a queue', () => {
    expect(outcome('E11')).toBe('PASS E11.ROUND_OPEN');
    expect(outcome('E11', { round: { openAtFiling: true, restKopecks: null } })).toBe(
      'PASS E11.ROUND_OPEN',
    );
    expect(outcome('E11', { round: null })).toBe('FAIL E11.ROUND_NOT_OPEN');
    expect(outcome('E11', { round: { openAtFiling: false, restKopecks: 1 } })).toBe(
      'FAIL E11.ROUND_NOT_OPEN',
    );
    expect(outcome('E11', { round: { openAtFiling: true, restKopecks: 29_999_999 } })).toBe(
      'WARN E11.BUDGET_SHORT',
    );
  });

  it('compare the own share in whole kopecks', () => {
    expect(outcome('E12')).toBe('PASS E12.ENOUGH');
    const own = (ownKopecks: number): Partial<CheckFacts> => ({
      money: { costKopecks: 10_001, stateKopecks: 10_001 - ownKopecks, ownKopecks },
    });
    expect(outcome('E12', own(2_001))).toBe('PASS E12.ENOUGH');
    expect(outcome('E12', own(2_000))).toBe('FAIL E12.TOO_LITTLE');
    expect(outcome('E12', { money: null })).toBe('FAIL E12.NO_COST');
  });
});

describe('which checks a case gets', () => {
  it('are those its measure names, each once', () => {
    expect(checksOf('SERVICE', ['E01', 'E03', 'E01'])).toEqual(['E01', 'E03']);
  });

  it('look for a second membership when somebody joins', () => {
    expect(checksOf('MEMBERSHIP', ['E01'])).toEqual(['E01', 'DUPLICATE']);
  });

  it('leave out what only a compensation can have', () => {
    expect(checksOf('SERVICE', ['E12', 'E15'])).toEqual(['E12']);
  });
});
