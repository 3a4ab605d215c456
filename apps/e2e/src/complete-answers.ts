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
