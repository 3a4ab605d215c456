import type { Answers } from './answers';
import { compute } from './compute';
import type { FormContext } from './context';
import type { FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import {
  CONTEXT,
  MARKETING_ANSWERS,
  MEMBERSHIP,
  MEMBERSHIP_ANSWERS,
  SERVICE_MARKETING,
} from './forms.spec-data';
import { visibleFields } from './form-view';
import { PROBLEM_CODES } from './problem';
import { lockedProblems, openedBy } from './locks';
import { toSnapshotAnswers } from './snapshot';
import { validate } from './validate';

function problems(
  form: FormDefinition,
  answers: Answers,
  context: Partial<FormContext> = {},
): string[] {
  const all = { ...CONTEXT, ...context };
  return validate(form, compute(form, answers, all), all).map(
    ({ path, code }) => `${path} ${code}`,
  );
}

const member = (changes: Answers, context?: Partial<FormContext>): string[] =>
  problems(MEMBERSHIP, { ...MEMBERSHIP_ANSWERS, ...changes }, context);
const marketing = (changes: Answers, context?: Partial<FormContext>): string[] =>
  problems(SERVICE_MARKETING, { ...MARKETING_ANSWERS, ...changes }, context);

describe('an application to join', () => {
  it('is complete as it stands', () => {
    expect(member({})).toEqual([]);
  });

  it.each([
    [{ 'mem.employees': undefined }, 'mem.employees REQUIRED'],
    [{ 'mem.activity': 'Коротко' }, 'mem.activity TEXT_TOO_SHORT'],
    [{ 'mem.activity': 'а'.repeat(4001) }, 'mem.activity TEXT_TOO_LONG'],
    [{ 'org.fullName': 'а\u0000б' }, 'org.fullName TEXT_CHARACTERS'],
    [{ 'mem.employees': 1.5 }, 'mem.employees WRONG_TYPE'],
    [{ 'mem.employees': -1 }, 'mem.employees NUMBER_TOO_SMALL'],
    [{ 'mem.employees': 1_000_001 }, 'mem.employees NUMBER_TOO_LARGE'],
    [{ 'mem.role': 'BANK' }, 'mem.role OPTION_UNKNOWN'],
    [{ 'mem.specialisations': ['cardio', 'cardio'] }, 'mem.specialisations OPTION_REPEATED'],
    [{ 'mem.specialisations': ['nope'] }, 'mem.specialisations[0] OPTION_UNKNOWN'],
    [{ 'mem.reporting': false }, 'mem.reporting MUST_BE_TRUE'],
    [{ 'mem.products': [{ okpd2: '32.50' }] }, 'mem.products[0].name REQUIRED'],
    [{ 'mem.products': [{ name: 'А', okpd2: '3' }] }, 'mem.products[0].okpd2 OKPD2_FORMAT'],
    [{ 'mem.products': ['А'] }, 'mem.products[0] WRONG_TYPE'],
    [{ 'mem.exportRevenue': 99_999_999_999_999 }, 'mem.exportRevenue COMPARE_LTE'],
    [{ 'mem.anchorClaim': true }, 'mem.exportShare REQUIRED'],
    [{ 'org.inn': '4299000018' }, 'org.inn INN_CHECKSUM'],
    [{ 'contact.phone': '8 (384) 200-00-01' }, 'contact.phone NOT_NORMALISED'],
    [
      { 'repr.basis': 'POA', 'repr.poaNumber': '1', 'repr.poaValidTo': '2026-12-01' },
      'repr.poaValidTo DATE_TOO_EARLY',
    ],
    [
      { 'mem.cooperation': [{ partner: { name: 'А', ref: 'X' }, kind: 'INTENT' }] },
      'mem.cooperation[0].partner.ref ORG_NOT_LISTED',
    ],
    [{ 'mem.goal': 'x' }, 'mem.goal UNKNOWN_FIELD'],
  ])('finds %j', (changes, problem) => {
    expect(member(changes)).toEqual([problem]);
  });

  it('takes six specialisations for too many', () => {
    const six = ['cardio', 'devices', 'drugs', 'import', 'digital', 'food'];
    expect(member({ 'mem.specialisations': six })).toEqual([
      'mem.specialisations TOO_MANY_CHOICES',
    ]);
  });

  it('asks a sole trader for no КПП and refuses numbers of two kinds together', () => {
    const trader = {
      'org.inn': '500100732259',
      'org.ogrn': '304500116000157',
      'org.headPost': undefined,
    };
    expect(member({ ...trader, 'org.kpp': undefined })).toEqual([]);
    expect(member(trader)).toEqual(['org.inn KPP_FORBIDDEN']);
    expect(member({ ...trader, 'org.kpp': undefined, 'org.ogrn': '1024200000010' })).toEqual([
      'org.inn ORG_KIND_MISMATCH',
    ]);
    expect(member({ 'org.kpp': undefined })).toEqual(['org.kpp REQUIRED']);
  });

  it('does not look at what is hidden', () => {
    expect(member({ 'mem.exportShare': 'nonsense', 'repr.poaValidTo': 5 })).toEqual([]);
    expect(visibleFields(MEMBERSHIP, MEMBERSHIP_ANSWERS).has('repr.poaNumber')).toBe(false);
    expect(visibleFields(MEMBERSHIP, { 'repr.basis': 'POA' }).has('repr.poaNumber')).toBe(true);
  });

  it('says when a list is not at hand instead of guessing', () => {
    expect(member({}, { options: {} })).toContain('mem.cluster OPTIONS_UNAVAILABLE');
  });

  it('asks for a confirmed e-mail where the confirmed ones are known', () => {
    expect(member({}, { confirmedEmails: ['office@demo.example'] })).toEqual([]);
    expect(member({}, { confirmedEmails: [] })).toEqual(['contact.email EMAIL_NOT_CONFIRMED']);
  });
});

describe('an application for the marketing service', () => {
  it('is complete as it stands', () => {
    expect(marketing({})).toEqual([]);
  });

  it('counts the start from the filing day in working days and ends it with the round’s year', () => {
    // 20 working days after 23 November 2026 by the statute alone: 21 December.
    expect(marketing({ 'mk.period': { from: '2026-12-21', to: '2027-12-31' } })).toEqual([]);
    expect(marketing({ 'mk.period': { from: '2026-12-18', to: '2028-01-01' } })).toEqual([
      'mk.period DATE_TOO_EARLY',
      'mk.period DATE_TOO_LATE',
    ]);
    expect(marketing({ 'mk.period': { from: '2027-03-01', to: '2027-02-01' } })).toEqual([
      'mk.period PERIOD_REVERSED',
    ]);
    expect(marketing({ 'mk.period': { from: '2027-03-01' } })).toEqual(['mk.period.to REQUIRED']);
  });

  it('asks for a wider market when the product is new', () => {
    expect(marketing({ 'mk.newProduct': true })).toEqual(['mk.market MUST_HOLD']);
    expect(marketing({ 'mk.newProduct': true, 'mk.market': ['RUSSIA'] })).toEqual([]);
    expect(marketing({ 'mk.market': ['ABROAD'] })).toEqual(['mk.countries REQUIRED']);
  });

  it('asks for the contractor only when the applicant chooses one', () => {
    expect(marketing({ 'mk.contractorBy': 'APPLICANT' })).toEqual(['mk.contractor REQUIRED']);
    const contractor = { name: 'ООО «Исполнитель» (демо)', inn: '4299000018' };
    expect(marketing({ 'mk.contractorBy': 'APPLICANT', 'mk.contractor': contractor })).toEqual([
      'mk.contractor.inn INN_CHECKSUM',
    ]);
  });

  it('does not take over sums that do not follow from the estimate', () => {
    const found = validate(SERVICE_MARKETING, { ...MARKETING_ANSWERS, 'money.cost': 1 }, CONTEXT);
    expect(found.map(({ path, code }) => `${path} ${code}`)).toContain(
      'money.cost COMPUTED_MISMATCH',
    );
  });

  it('needs the money terms of the measure and the least own share', () => {
    const { money: _money, ...bare } = CONTEXT;
    const answers = compute(SERVICE_MARKETING, MARKETING_ANSWERS, bare);
    expect(
      validate(SERVICE_MARKETING, { ...answers, 'money.ownKopecks': 1 }, bare).map((p) => p.code),
    ).toContain('MONEY_TERMS_UNAVAILABLE');
    expect(marketing({}, { money: { stateShareBp: 9000, minOwnBp: 2000 } })).toEqual([
      'money.ownKopecks OWN_SHARE_TOO_SMALL',
    ]);
  });

  it('finds repeated questions and too many rows', () => {
    const question = 'Каков объём рынка?';
    expect(
      marketing({ 'mk.questions': [{ question }, { question: question.toUpperCase() }] }),
    ).toEqual(['mk.questions[1] ROW_REPEATED']);
    const many = Array.from({ length: 16 }, (_, i) => ({ question: `Вопрос ${i}` }));
    expect(marketing({ 'mk.questions': many })).toEqual(['mk.questions TOO_MANY_ROWS']);
  });

  it('wants quantities of at most three decimals', () => {
    const line = { item: 'Работа', quantity: 1.0001, price: 100 };
    expect(marketing({ 'money.lines': [line] })).toEqual([
      'money.lines[0].quantity DECIMAL_PLACES',
    ]);
  });
});

describe('problems', () => {
  it('have unique codes', () => {
    expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length);
  });

  it('are found in any answers that are no object', () => {
    expect(validate(MEMBERSHIP, [], CONTEXT)).toEqual([
      { path: '', code: 'ANSWERS_NOT_OBJECT', params: {} },
    ]);
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"org.inn": "4299000019"}, "constructor": 1}',
    );
    expect(validate(MEMBERSHIP, hostile, CONTEXT).map((problem) => problem.path)).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'org.inn']),
    );
  });

  it('are found in JSON nested beyond any stack', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    const answers = { 'mem.products': [{ name: deep, okpd2: deep }, deep], 'mem.role': deep };
    expect(() => validate(MEMBERSHIP, answers, CONTEXT)).not.toThrow();
    expect(() => toSnapshotAnswers(MEMBERSHIP, answers, CONTEXT)).not.toThrow();
  });

  it('report every locked field that was changed', () => {
    const after = {
      ...MEMBERSHIP_ANSWERS,
      'org.inn': '500100732259',
      'org.shortName': '',
      'mem.employees': 1,
    };
    expect(
      lockedProblems(MEMBERSHIP, MEMBERSHIP_ANSWERS, after).map((problem) => problem.path),
    ).toEqual(['org.inn']);
    expect([...fieldsByKey(MEMBERSHIP).values()].filter((field) => field.locked)).toHaveLength(10);
  });

  it('open the fields of the remarks, and those that depend on them, after a return', () => {
    const open = openedBy(SERVICE_MARKETING, ['mk.contractorBy', 'doc.D-TOR']);
    expect([...open]).toEqual(['mk.contractorBy', 'mk.contractor']);
    const after = {
      ...MARKETING_ANSWERS,
      'mk.contractorBy': 'APPLICANT',
      'mk.contractor': { name: 'ООО «Исполнитель» (демо)' },
      'mk.product': 'Другое',
      'money.cost': 1,
    };
    expect(lockedProblems(SERVICE_MARKETING, MARKETING_ANSWERS, after, open)).toEqual([
      { path: 'mk.product', code: 'LOCKED', params: {}, outside: true },
    ]);
  });
});
