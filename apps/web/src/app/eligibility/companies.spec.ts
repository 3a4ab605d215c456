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
import { formatsFor, injectHasText, injectTexts, testTexts } from '@okno/web/ui';

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
      'Не хватает: места в реестре МСП: В едином реестре МСП вас нет, а мера только для малого и среднего бизнеса. Реестр обновляют раз в месяц.',
    ],
    { kind: 'CHANGE', fact: 'sme.category', to: ['MICRO', 'SMALL', 'MEDIUM'] },
  ],
  [
    'a distillery',
    { ...GOOD, ...of('rsmp', { 'org.okvedMain': '11.01' }) },
    'FAIL',
    [
      'Не подходит: вид деятельности: Основной код ОКВЭД 11.01 — из видов деятельности, которые не поддерживают.',
    ],
    { kind: 'CHANGE', fact: 'org.okvedMain', to: ['21', '32.50', '62', '86'] },
  ],
  [
    'a company that is 7 months old',
    { ...GOOD, ...of('egrul', { 'org.registeredOn': '2026-04-03' }) },
    'FAIL',
    [
      'Не хватает: 12 месяцев работы: Зарегистрированы 3 апреля 2026: сейчас это 7 месяцев, нужно не меньше 12 месяцев.',
    ],
    { kind: 'DATE', from: '2027-04-03' },
  ],
  [
    'a company that got this measure in March',
    { ...GOOD, ...of('portal', { 'support.portal': [granted] }) },
    'FAIL',
    [
      'Мешает: мера в этом году уже получена: В этом году — 1 из 1. С 1 января счёт начнётся заново.',
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
      'Мешает: годовой предел исчерпан: В этом году одобрено 1 000 000 ₽, а предел — 1 000 000 ₽. С 1 января счёт начнётся заново.',
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
      'Не хватает: 12 месяцев работы: Зарегистрированы 3 апреля 2026: сейчас это 7 месяцев, нужно не меньше 12 месяцев.',
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
      'Нет такой же действующей поддержки: Действует другая поддержка, записей: 1 (Субсидии и гранты). На ту же цель второй раз не дадут, поэтому специалист сверит.',
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
    const sentences = traces
      .filter(({ outcome }) => outcome !== 'PASS')
      .map((trace) => {
        const rule = { ...trace, ...trace.message };
        return `${headingOf(rule, speech)}: ${saidOf(rule, speech)}`;
      });
    expect(sentences.map((one) => one.replaceAll('\u00a0', ' '))).toEqual(said);
    expect(worstOf(traces.map(({ outcome }) => outcome))).toBe(verdict);
    expect(becomesTrue).toEqual(helps);
  });

  it('leaves no value out of a sentence, in either language', () => {
    const inEnglish = formatsFor('en');
    for (const [, facts] of COMPANIES) {
      const at = { facts: withDerived(facts), today: TODAY };
      for (const trace of assess(RULES, at).traces) {
        const rule = { ...trace, ...trace.message };
        for (const voice of [speech, { ...speech, f: inEnglish }]) {
          const words = `${headingOf(rule, voice)} ${saidOf(rule, voice)}`;
          expect(words).not.toMatch(/[{}]|undefined|NaN|eligibility\./u);
        }
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
