/** Everything of the shared blocks that is not taken from the organisation's card. */
function sharedAnswers(email: string): Record<string, unknown> {
  return {
    'org.addressActual': '650000, Кемерово, Советский проспект, 1',
    'org.headPost': 'Директор',
    'contact.person': 'Пробная Анна Демовна',
    'contact.phone': '+73842000001',
    'contact.email': email,
    'repr.basis': 'CHARTER',
    'decl.truth': true,
    'decl.rules': true,
    'decl.noBankruptcy': true,
  };
}

/** Answers with which joining the Kuzbass cluster can be filed without a single document. */
export function membershipAnswers(email: string, specialisation: string): Record<string, unknown> {
  return {
    ...sharedAnswers(email),
    'mem.cluster': 'kuzbass-biomed',
    'mem.role': 'SOFTWARE',
    'mem.specialisations': [specialisation],
    'mem.activity': 'Разрабатываем программы для клиник и лабораторий. '.repeat(6).trim(),
    'mem.products': [{ name: 'Система учёта проб (демо)', okpd2: '62.01.29' }],
    'mem.employees': 12,
    'mem.revenue': 1_234_567_890,
    'mem.publicConsent': true,
    'mem.reporting': true,
  };
}

/** Answers of the marketing service; it needs the documents D-TOR and D-PRODUCT as well. */
export function marketingAnswers(email: string): Record<string, unknown> {
  return {
    ...sharedAnswers(email),
    'mk.kind': 'RESEARCH',
    'mk.product': 'Система учёта проб (демо)',
    'mk.medicalDevice': false,
    'mk.stage': 'SERIES',
    'mk.market': ['REGION'],
    'mk.goal': 'Понять, какие клиники купят программу и по какой цене. '.repeat(4).trim(),
    'mk.questions': [{ question: 'Каков объём рынка?' }, { question: 'Кто конкуренты?' }],
    'mk.deliverables': ['REPORT'],
    'mk.contractorBy': 'CENTRE',
    'mk.effect': [{ revenue: 100_000_000, customers: 5, markets: 1 }],
    'money.lines': [
      { item: 'Исследование рынка', quantity: 1, price: 20_000_000 },
      { item: 'Интервью', quantity: 2.5, price: 1_000_001 },
    ],
    'money.vatMode': 'INCLUDED',
    'money.ownSource': 'OWN',
    'money.doubleFinancing': true,
    'decl.noTaxDebt': true,
    'decl.notForeign': true,
    'decl.notExcludedSector': true,
  };
}

/** A place in a programme of the centre for these people; it needs no document. */
export function trainingAnswers(
  email: string,
  people: readonly { name: string; email: string }[],
): Record<string, unknown> {
  return {
    ...sharedAnswers(email),
    'tr.mode': 'CENTRE',
    'tr.programme': 'Валидация процессов производства медизделий',
    'tr.hours': 36,
    'tr.form': 'ONSITE',
    'tr.certificate': 'NONE',
    'tr.period': { from: '2027-03-01', to: '2027-06-30' },
    'tr.need': 'Запускаем производство, а валидации процессов у нас никто не учился. '
      .repeat(2)
      .trim(),
    'tr.people': people.map((one) => ({ ...one, post: 'Инженер' })),
    'money.lines': [{ item: 'Обучение', quantity: 2, price: 4_000_000 }],
    'money.vatMode': 'INCLUDED',
    'money.ownSource': 'OWN',
    'money.doubleFinancing': true,
    'decl.noTaxDebt': true,
    'decl.notForeign': true,
    'decl.notExcludedSector': true,
  };
}

const PAYMENT = { payeeInn: '500100732259', amount: 12_000_000 };
const DAY = 24 * 3600 * 1000;

/** Local day so many days ago: what rules bound by the day of filing must not rot. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
}

/** Answers of a compensation: one payment for every number of an order. */
export function compensationAnswers(
  measureCode: 'KZ-P1' | 'MIK-01',
  email: string,
  orders: readonly string[],
): Record<string, unknown> {
  const paid = orders.map((orderNo) => ({ ...PAYMENT, orderNo, paidOn: daysAgo(60) }));
  return {
    ...sharedAnswers(email),
    'money.requested': 3_000_000,
    'money.doubleFinancing': true,
    'bank.bik': '049805746',
    'bank.name': 'Банк (демо)',
    'bank.account': '40602810700000000025',
    'decl.noTaxDebt': true,
    'decl.notForeign': true,
    'decl.notExcludedSector': true,
    ...(measureCode === 'KZ-P1' ? certification(paid) : interest(paid)),
  };
}

function certification(paid: readonly object[]): Record<string, unknown> {
  return {
    'ct.kind': 'CONFORMITY',
    'ct.product': 'Система учёта проб (демо)',
    'ct.body': 'Орган по сертификации (демо)',
    'ct.certNumber': 'RU-1',
    'ct.certDate': daysAgo(50),
    'ct.obligation': 'KEEP',
    'cost.vatDeducts': true,
    'cost.currency': 'RUB',
    'cost.lines': paid.map((line) => ({
      ...line,
      contract: '7 от 01.02.2026',
      purpose: 'Испытания образцов',
      vat: 'V20',
      act: '3 от 01.03.2026',
    })),
  };
}

function interest(paid: readonly object[]): Record<string, unknown> {
  return {
    'in.bank': { name: 'Банк (демо)', inn: '7707083893' },
    'in.contractNo': '15',
    'in.contractDate': daysAgo(300),
    'in.amount': 1_000_000_000,
    'in.rate': 2_000,
    'in.keyRate': 1_500,
    'in.purpose': 'На эти деньги построили лабораторию для проекта кластера. '.repeat(3).trim(),
    'cost.lines': paid,
  };
}
