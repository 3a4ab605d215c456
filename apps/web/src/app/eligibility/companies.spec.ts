import { TestBed } from '@angular/core/testing';
import {
  assess,
  DECLARED,
  readRules,
  withDerived,
  worstOf,
  type Fact,
  type FactName,
  type Facts,
  type FactValue,
  type SupportRecord,
} from '@okno/shared/eligibility';
import { formatsFor, injectHasText, injectTexts, LoadedTexts, testTexts } from '@okno/web/ui';

import delivered from '../../../../../db/reference/eligibility.json';
import marketing from '../../../../../db/reference/forms/service-marketing.json';
import english from '../../i18n/en/eligibility.json';
import russian from '../../i18n/ru/eligibility.json';
import { headingOf, notedOf, saidOf, type Speech } from './rule-words';

const TODAY = '2026-11-25';
/** The rules of a visitor's check of KZ-06, as they are delivered. */
const RULES = readRules(delivered.rules).filter(
  ({ code, caseOnly }) => marketing.checks.includes(code) && caseOnly !== true,
);

const of = (source: string, values: Partial<Record<FactName, FactValue>>, asOf = TODAY): Facts =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Fact] => [name, { value, source, asOf }]),
  );

/** A measure with an open intake, and a participant that nothing is wrong with. */
const GOOD: Facts = {
  ...of('portal', {
    'measure.code': 'KZ-06',
    'measure.maxPerYear': 1,
    'measure.limitPerYearKopecks': 100_000_000,
    'measure.minOwnBp': 2_000,
    'cluster.regionCodes': ['42'],
    'cluster.okvedPrefixes': ['21', '32.50', '62', '86'],
    'dictionary.excludedBranches': ['11', '12', '64', '92'],
    'dictionary.okvedKnown': true,
    'round.state': 'OPEN',
    'round.restKopecks': 50_000_000,
    'membership.state': 'ACTIVE',
    'membership.number': 'KZB-0061',
    'support.portal': [],
  }),
  ...of('egrul', {
    'org.operating': true,
    'org.solvent': true,
    'org.registeredOn': '2021-08-02',
  }),
  ...of('rsmp', {
    'sme.category': 'SMALL',
    'org.regionCode': '42',
    'org.okvedMain': '32.50',
  }),
  ...of('rsmppp', { 'support.register': [] }),
};
const granted: SupportRecord = {
  number: 'KZB-SRV-2026-000012',
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
const without = (facts: Facts, ...names: FactName[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.some((one) => one === name)));

type Row = readonly [who: string, facts: Facts, verdict: string, said: string[], helps: unknown];

/** Twelve made-up companies that differ, and every sentence that is not "all is well". */
const COMPANIES: readonly Row[] = [
  ['a small manufacturer, a participant', GOOD, 'PASS', [], null],
  [
    'a micro trader who only has an ИНН',
    {
      ...without(
        GOOD,
        'org.operating',
        'org.solvent',
        'org.registeredOn',
        'membership.state',
        'membership.number',
        'support.portal',
      ),
      ...of('rsmp', {
        'sme.category': 'MICRO',
        'sme.since': '2023-08-10',
        'org.okvedMain': '47.91',
      }),
    },
    'UNAVAILABLE',
    [
      'Действующая организация: Проверим по ЕГРЮЛ, когда подадите заявку.',
      'Участник кластера: Среди опубликованных участников этого ИНН нет. Если вы участник, увидим это после входа или спросим, когда подадите заявку.',
      'Вид деятельности: Код ОКВЭД 47.91 не из направлений кластера. Подать можно: напишите, чем вы полезны кластеру.',
      'Нет банкротства и ликвидации: Сверим с реестрами, когда подадите заявку.',
      'Нет такой же действующей поддержки: Что вы получили через портал, увидим после входа.',
      'Годовые пределы: Сколько вы получили в этом году, увидим после входа.',
    ],
    null,
  ],
  [
    'a state hospital',
    { ...GOOD, ...of('rsmp', { 'sme.category': 'NOT_SME' }, '2026-11-10') },
    'FAIL',
    [
      'Не подходит: мера для малого и среднего бизнеса: В едином реестре МСП вас нет. Реестр обновляют раз в месяц: если вы в нём только появились, проверьте позже.',
    ],
    { kind: 'CHANGE', fact: 'sme.category', to: ['MICRO', 'SMALL', 'MEDIUM'] },
  ],
  [
    'a distillery',
    { ...GOOD, ...of('rsmp', { 'org.okvedMain': '11.01' }) },
    'FAIL',
    [
      'Не подходит: вид деятельности: Основной код ОКВЭД 11.01 относится к видам деятельности, которым поддержку не дают.',
    ],
    { kind: 'CHANGE', fact: 'org.okvedMain', to: ['21', '32.50', '62', '86'] },
  ],
  [
    'a company that is 7 months old',
    { ...GOOD, ...of('egrul', { 'org.registeredOn': '2026-04-03' }) },
    'FAIL',
    [
      'Пока рано: нужно 12 месяцев работы: Зарегистрированы 3 апреля 2026: сейчас это 7 месяцев, нужно не меньше 12 месяцев.',
    ],
    { kind: 'DATE', from: '2027-04-03' },
  ],
  [
    'a company that got this measure in March',
    { ...GOOD, ...of('portal', { 'support.portal': [granted] }) },
    'FAIL',
    [
      'Мешает: мера в этом году уже получена: Получено 1 из 1 за год. С 1 января счёт начнётся заново.',
    ],
    { kind: 'DATE', from: '2027-01-01' },
  ],
  [
    'a company whose year is used up',
    {
      ...GOOD,
      ...of('portal', {
        'support.portal': [{ ...granted, measure: 'KZ-03', kopecks: 100_000_000 }],
      }),
    },
    'FAIL',
    [
      'Мешает: годовой предел исчерпан: В этом году вам одобрено 1 000 000 ₽, а предел — 1 000 000 ₽. С 1 января счёт начнётся заново.',
    ],
    { kind: 'DATE', from: '2027-01-01' },
  ],
  [
    'a company that is no participant',
    { ...without(GOOD, 'membership.number'), ...of('portal', { 'membership.state': 'NONE' }) },
    'FAIL',
    ['Не хватает: участия в кластере: Мера — для участников кластера. Сначала вступите в него.'],
    { kind: 'CHANGE', fact: 'membership.state', to: ['ACTIVE'] },
  ],
  [
    'a participant that is suspended',
    { ...GOOD, ...of('portal', { 'membership.state': 'SUSPENDED' }) },
    'FAIL',
    [
      'Не хватает: действующего участия: Участие сейчас приостановлено. Мера откроется, когда оно снова будет действовать.',
    ],
    { kind: 'CHANGE', fact: 'membership.state', to: ['ACTIVE'] },
  ],
  [
    'a young company of no cluster: two things are missing',
    {
      ...GOOD,
      ...of('egrul', { 'org.registeredOn': '2026-04-03' }),
      ...of('portal', { 'membership.state': 'NONE' }),
    },
    'FAIL',
    [
      'Не хватает: участия в кластере: Мера — для участников кластера. Сначала вступите в него.',
      'Пока рано: нужно 12 месяцев работы: Зарегистрированы 3 апреля 2026: сейчас это 7 месяцев, нужно не меньше 12 месяцев.',
    ],
    null,
  ],
  [
    'a company with support of somebody else, and an old register',
    {
      ...GOOD,
      ...of('rsmppp', {
        'support.register': [
          {
            ...granted,
            ended: false,
            until: '2026-12-31',
            measure: null,
            title: 'Субсидии и гранты',
          },
        ],
      }),
      ...of('rsmp', { 'sme.category': 'SMALL' }, '2026-10-01'),
    },
    'WARN',
    [
      'Малый или средний бизнес: Сведения реестра старше 40 дней: они от 1 октября 2026. Подаче это не мешает, специалист сверит.',
      'Нет такой же действующей поддержки: В реестре есть другая действующая поддержка, записей: 1 (Субсидии и гранты). На ту же цель второй раз не дадут, поэтому специалист сверит.',
    ],
    null,
  ],
  [
    'a partner from another region that says of itself that it is small',
    {
      ...GOOD,
      ...of('rsmp', { 'org.regionCode': '54' }),
      ...of(DECLARED, { 'sme.category': 'SMALL' }),
    },
    'UNAVAILABLE',
    [
      'Малый или средний бизнес: С ваших слов: малое предприятие. Сверим с реестром МСП, когда подадите заявку.',
      'Регион: По документам вы в регионе 54, кластер — в другом. Подать можно: специалист уточнит, где вы работаете.',
    ],
    null,
  ],
];

/** The same in English, company by company. */
const ENGLISH: readonly (readonly string[])[] = [
  [],
  [
    'Operating organisation: We will check it in EGRUL when you apply.',
    'Member of the cluster: There is no such INN among the published members. If you are a member, we will see it when you sign in, or ask when you apply.',
    'Kind of business: OKVED code 47.91 is not among the cluster’s fields. You may apply: say how you are useful to the cluster.',
    'No bankruptcy or winding-up: We will compare it with the registers when you apply.',
    'No such support in force: Sign in, and we will see what you received through the portal.',
    'Limits of the year: Sign in, and we will see what you received this year.',
  ],
  [
    'Does not fit: for small and medium business only: You are not in the SME register. It is renewed once a month: if you have only just been entered, check again later.',
  ],
  [
    'Does not fit: the kind of business: The main OKVED code 11.01 belongs to a kind of business that gets no support.',
  ],
  [
    'Too early: 12 months in business are needed: Registered on 3 April 2026: that is 7 months now, and at least 12 months are needed.',
  ],
  [
    'In the way: already received this year: Received 1 of 1 for the year. The count starts anew on 1 January.',
  ],
  [
    'In the way: the limit of the year is used up: 1,000,000 ₽ approved this year, the limit is 1,000,000 ₽. The count starts anew on 1 January.',
  ],
  ['Missing: membership in the cluster: The measure is for members of the cluster. Join it first.'],
  [
    'Missing: a membership in force: The membership is suspended now. The measure opens when it is in force again.',
  ],
  [
    'Missing: membership in the cluster: The measure is for members of the cluster. Join it first.',
    'Too early: 12 months in business are needed: Registered on 3 April 2026: that is 7 months now, and at least 12 months are needed.',
  ],
  [
    'Small or medium business: The register’s data are older than 40 days: they are of 1 October 2026. You may apply; a specialist will compare.',
    'No such support in force: The register has other support in force, records: 1 (Субсидии и гранты). The same purpose is not supported twice, so a specialist will compare.',
  ],
  [
    'Small or medium business: In your words: small business. We will compare it with the SME register when you apply.',
    'Region: On paper you are in region 54, the cluster is elsewhere. You may apply: a specialist will ask where you work.',
  ],
];

/** Every sentence that is not "all is well". */
function sentencesOf(facts: Facts, speech: Speech): string[] {
  return assess(RULES, { facts: withDerived(facts), today: TODAY })
    .traces.filter(({ outcome }) => outcome !== 'PASS')
    .map((trace) => {
      const rule = { ...trace, ...trace.message };
      return `${headingOf(rule, speech)}: ${saidOf(rule, speech)}`.replaceAll('\u00a0', ' ');
    });
}

describe('what a company is told', () => {
  let speech: Speech;
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [testTexts({ eligibility: russian }, { eligibility: english })],
    });
    speech = TestBed.runInInjectionContext(() => ({
      t: injectTexts(),
      has: injectHasText(),
      f: formatsFor('ru'),
    }));
  });

  it.each(COMPANIES)('%s', (_who, facts, verdict, said, helps) => {
    const at = { facts: withDerived(facts), today: TODAY };
    const { traces, becomesTrue } = assess(RULES, at);
    expect(sentencesOf(facts, speech)).toEqual(said);
    expect(worstOf(traces.map(({ outcome }) => outcome))).toBe(verdict);
    expect(becomesTrue).toEqual(helps);
  });

  it('reads the same in English', () => {
    TestBed.inject(LoadedTexts).speak('en');
    const english = { ...speech, f: formatsFor('en') };
    expect(COMPANIES.map(([, facts]) => sentencesOf(facts, english))).toEqual(ENGLISH);
  });

  it.each(['ru', 'en'] as const)('leaves no value out of a sentence in %s', (lang) => {
    TestBed.inject(LoadedTexts).speak(lang);
    const voice = { ...speech, f: formatsFor(lang) };
    for (const [, facts] of COMPANIES) {
      const at = { facts: withDerived(facts), today: TODAY };
      for (const trace of assess(RULES, at).traces) {
        const rule = { ...trace, ...trace.message };
        const words = `${headingOf(rule, voice)} ${saidOf(rule, voice)}`;
        expect(words).not.toMatch(/[{}]|undefined|NaN|eligibility\./u);
      }
    }
  });

  it('shows no bare key for a check of long ago', () => {
    const old = { code: 'E99', outcome: 'WARN', key: 'E99.NO_LONGER_THERE', params: {} } as const;
    expect(notedOf(old, speech)).toBe(
      'Ответ дан по прежним правилам проверки. Запустите проверку ещё раз.',
    );
    expect(saidOf(old, speech)).not.toContain('E99');
  });

  it('has words for every answer that a delivered rule may give', () => {
    const keys = readRules(delivered.rules).flatMap(({ code, pass, missing, steps }) =>
      [
        pass,
        missing.message,
        ...steps.flatMap((step) => [
          step.otherwise.message,
          ...(step.missing ? [step.missing.message] : []),
        ]),
      ].map(({ key }) => (key === 'SOURCE_NOT_CONNECTED' ? `unknown.${code}` : key)),
    );
    expect([...new Set(keys)].filter((key) => !speech.has(`eligibility.says.${key}`))).toEqual([]);
  });
});
