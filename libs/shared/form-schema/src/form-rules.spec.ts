import { completeAnswers } from './complete-answers.spec-data';
import { compute } from './compute';
import { ALL_FORMS, CONTEXT } from './forms.spec-data';
import type { Answers } from './answers';
import type { FormDefinition } from './definition';
import { validate } from './validate';

function formOf(code: string): FormDefinition {
  return ALL_FORMS.find((form) => form.code === code)!;
}

/** What is wrong when these answers take the place of good ones: `path rule-or-code`. */
function wrong(form: FormDefinition, chosen: Answers, context = CONTEXT): string[] {
  const answers = compute(form, { ...completeAnswers(form, context, chosen), ...chosen }, context);
  return validate(form, answers, context).map(({ path, rule, code }) => `${path} ${rule ?? code}`);
}

describe('an exhibition', () => {
  const form = formOf('SERVICE_EXHIBITION');
  const line = { item: 'Статья', quantity: 1 };
  const person = { post: 'Инженер', passport: false };

  it('spends at most 30 % of the estimate on travel', () => {
    const lines = (travel: number): Answers => ({
      'money.lines': [
        { ...line, article: 'AREA', price: 700_000 },
        { ...line, article: 'TRAVEL', price: travel },
      ],
    });
    expect(wrong(form, lines(300_000))).toEqual([]);
    expect(wrong(form, lines(300_001))).toEqual(['money.lines travel-share']);
  });

  it('pays the trip of two people', () => {
    const people = ['Иванов Иван', 'Петров Пётр', 'Сидоров Сидор'];
    const paid = (count: number): Answers => ({
      'ex.people': people.map((name, at) => ({ ...person, name, paid: at < count })),
    });
    expect(wrong(form, paid(2))).toEqual([]);
    expect(wrong(form, paid(3))).toEqual(['ex.people people-paid']);
  });

  it('asks a business mission for three meetings', () => {
    const mission = { 'ex.kind': 'MISSION', 'ex.meetings': [{ company: 'А', topic: 'Б' }] };
    expect(wrong(form, mission)).toEqual(['ex.meetings TOO_FEW_ROWS']);
  });
});

describe('a training', () => {
  it('gives at most 30 000 ₽ a person', () => {
    const form = formOf('SERVICE_TRAINING');
    const lines = [{ item: 'Курс', quantity: 1, price: 10_000_000 }];
    const answers = completeAnswers(form, CONTEXT, { 'money.lines': lines });
    expect(answers).toMatchObject({
      'money.stateKopecks': 3_000_000,
      'money.ownKopecks': 7_000_000,
    });
  });
});

describe('a media campaign', () => {
  it('costs what its channels cost', () => {
    const form = formOf('SERVICE_MEDIA');
    const channel = { place: 'Газета', times: 3, price: 100_000 };
    const channels = ['PRINT', 'RADIO'].map((kind) => ({ ...channel, kind }));
    expect(completeAnswers(form, CONTEXT, { 'md.channels': channels })).toMatchObject({
      'money.cost': 600_000,
      'money.stateKopecks': 480_000,
    });
  });
});

describe('a joint project', () => {
  it('needs a partner besides the applicant', () => {
    const form = formOf('SERVICE_FEASIBILITY');
    const partner = { name: 'Мы сами', inn: '4299000019' };
    expect(wrong(form, { 'fs.partners': [{ partner, role: 'Заявитель' }] })).toEqual([
      'fs.partners[0].partner partner-not-self',
    ]);
  });
});

describe('a compensation', () => {
  const certification = formOf('COMPENSATION_CERTIFICATION');
  const terms = { stateShareBp: 5000, minOwnBp: 5000, limitPerApplicationKopecks: 50_000_000 };
  const context = { ...CONTEXT, money: terms };
  const payment = {
    payeeInn: '500100732259',
    contract: '1 от 01.06.2026',
    purpose: 'Испытания',
    orderNo: '17',
    paidOn: '2026-09-01',
    amount: 1_200_000,
    vat: 'V20',
    act: '1 от 01.07.2026',
  };
  const costs = (change: Answers = {}): Answers => ({
    'cost.lines': [payment, { ...payment, orderNo: '18', ...change }],
  });

  it.each([
    [true, 2_000_000, 1_000_000],
    [false, 2_400_000, 1_200_000],
  ])('leaves out the VAT that is deducted: %s', (deducts, cost, state) => {
    const chosen = { ...costs(), 'cost.vatDeducts': deducts };
    expect(completeAnswers(certification, context, chosen)).toMatchObject({
      'money.cost': cost,
      'money.stateKopecks': state,
    });
  });

  it('takes each payment once, of the last twelve months, and not to oneself', () => {
    expect(wrong(certification, costs(), context)).toEqual([]);
    expect(wrong(certification, costs({ orderNo: '17' }), context)).toEqual([
      'cost.lines[1] costs-distinct',
    ]);
    expect(wrong(certification, costs({ paidOn: '2025-11-22' }), context)).toEqual([
      'cost.lines[1].paidOn cost-not-old',
    ]);
    expect(wrong(certification, costs({ paidOn: '2026-11-24' }), context)).toEqual([
      'cost.lines[1].paidOn cost-not-future',
    ]);
    expect(wrong(certification, costs({ payeeInn: '4299000019' }), context)).toEqual([
      'cost.lines[1].payeeInn cost-payee',
    ]);
  });

  it('asks for no more than the terms give, into an account that fits its bank', () => {
    expect(wrong(certification, { ...costs(), 'money.requested': 1_200_001 }, context)).toEqual([
      'money.requested requested-within',
    ]);
    expect(wrong(certification, { 'bank.account': '40602810800000000025' }, context)).toEqual([
      'bank.account bank-account',
    ]);
  });

  it('pays interest up to two thirds of the key rate', () => {
    const form = formOf('COMPENSATION_INTEREST');
    const { payeeInn, orderNo, paidOn, amount } = payment;
    const loan = { 'in.rate': 2_000, 'in.keyRate': 1_500 };
    const chosen = { ...loan, 'cost.lines': [{ payeeInn, orderNo, paidOn, amount }] };
    // 1 200 000 × 10 % of 20 %
    expect(completeAnswers(form, context, chosen)).toMatchObject({
      'in.covered': 1_000,
      'money.cost': 600_000,
    });
  });
});
