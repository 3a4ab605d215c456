/* eslint-disable @nx/enforce-module-boundaries -- only specs read this file; the forms are data and lie in db/reference */
import bank from '../../../../db/reference/forms/blocks/bank.json';
import contact from '../../../../db/reference/forms/blocks/contact.json';
import contractor from '../../../../db/reference/forms/blocks/contractor.json';
import costs from '../../../../db/reference/forms/blocks/costs.json';
import declarations from '../../../../db/reference/forms/blocks/declarations.json';
import money from '../../../../db/reference/forms/blocks/money.json';
import org from '../../../../db/reference/forms/blocks/org.json';
import compensationCertification from '../../../../db/reference/forms/compensation-certification.json';
import compensationInterest from '../../../../db/reference/forms/compensation-interest.json';
import membership from '../../../../db/reference/forms/membership.json';
import serviceConsulting from '../../../../db/reference/forms/service-consulting.json';
import serviceExhibition from '../../../../db/reference/forms/service-exhibition.json';
import serviceFeasibility from '../../../../db/reference/forms/service-feasibility.json';
import serviceGeneric from '../../../../db/reference/forms/service-generic.json';
import serviceMarketing from '../../../../db/reference/forms/service-marketing.json';
import serviceMedia from '../../../../db/reference/forms/service-media.json';
import serviceTraining from '../../../../db/reference/forms/service-training.json';
import type { Answers } from './answers';
import { assembleForm } from './assemble';
import type { FormContext } from './context';
import type { FormDefinition } from './definition';

const blocks = [bank, contact, contractor, costs, declarations, money, org];

/** Every form of the portal. */
export const ALL_FORMS: readonly FormDefinition[] = [
  compensationCertification,
  compensationInterest,
  membership,
  serviceConsulting,
  serviceExhibition,
  serviceFeasibility,
  serviceGeneric,
  serviceMarketing,
  serviceMedia,
  serviceTraining,
].map((source) => assembleForm(source, blocks));

function formOf(code: string): FormDefinition {
  const form = ALL_FORMS.find((one) => one.code === code);
  if (!form) {
    throw new RangeError(`no form ${code}`);
  }
  return form;
}

export const MEMBERSHIP = formOf('MEMBERSHIP');
export const SERVICE_MARKETING = formOf('SERVICE_MARKETING');

const option = (value: string): { value: string; label: { ru: string; en: string } } => ({
  value,
  label: { ru: value, en: value },
});

export const CONTEXT: FormContext = {
  filingDate: '2026-11-23',
  calendars: [],
  money: { stateShareBp: 8000, minOwnBp: 2000, limitPerApplicationKopecks: 30_000_000 },
  options: {
    'clusters.accepting': [option('kuzbass-biomed')],
    'cluster.specialisations': ['cardio', 'devices', 'drugs', 'import', 'digital', 'food'].map(
      option,
    ),
    'cluster.members': [option('KZB-0001'), option('KZB-0002')],
    'catalogue.measures': [option('KZ-02'), option('KZ-06')],
  },
  roundYear: 2027,
  reviewTermWorkingDays: 20,
  facts: { applicantIsHead: true },
};

const SHARED: Answers = {
  'org.inn': '4299000019',
  'org.ogrn': '1024200000010',
  'org.kpp': '429901001',
  'org.fullName': 'Общество с ограниченной ответственностью «Томь-Биоматериалы» (демо)',
  'org.okvedMain': '32.50',
  'org.smeCategory': 'SMALL',
  'org.addressLegal': '650000, Кемерово, Советский проспект, 1',
  'org.addressActual': '650000, Кемерово, Советский проспект, 1',
  'org.headName': 'Демидов Демьян Демьянович',
  'org.headPost': 'Директор',
  'contact.person': 'Демидов Демьян Демьянович',
  'contact.phone': '+73842000001 ext 12',
  'contact.email': 'office@demo.example',
  'repr.basis': 'CHARTER',
  'decl.truth': true,
  'decl.rules': true,
  'decl.noBankruptcy': true,
};

export const MEMBERSHIP_ANSWERS: Answers = {
  ...SHARED,
  'mem.cluster': 'kuzbass-biomed',
  'mem.role': 'MEDICAL_DEVICES',
  'mem.specialisations': ['cardio', 'devices'],
  'mem.activity': 'Разрабатываем и выпускаем биопротезы. '.repeat(8).trim(),
  'mem.products': [{ name: 'Биопротез клапана', okpd2: '32.50.22.190' }],
  'mem.cooperation': [{ partner: { name: 'Участник (демо)', ref: 'KZB-0001' }, kind: 'CONTRACT' }],
  'mem.employees': 42,
  'mem.revenue': 12_345_678_900,
  'mem.publicConsent': false,
  'mem.reporting': true,
};

export const MARKETING_ANSWERS: Answers = {
  ...SHARED,
  'mk.kind': 'RESEARCH',
  'mk.product': 'Биопротез клапана сердца',
  'mk.medicalDevice': true,
  'mk.stage': 'SERIES',
  'mk.market': ['REGION'],
  'mk.goal': 'Понять, какие клиники купят изделие и по какой цене. '.repeat(4).trim(),
  'mk.questions': [{ question: 'Каков объём рынка?' }, { question: 'Кто конкуренты?' }],
  'mk.deliverables': ['REPORT'],
  'mk.contractorBy': 'CENTRE',
  'mk.period': { from: '2027-02-01', to: '2027-05-31' },
  'mk.effect': [{ revenue: 100_000_000, customers: 5, markets: 1 }],
  'money.lines': [
    { item: 'Исследование рынка', quantity: 1, price: 20_000_000, sum: 20_000_000 },
    { item: 'Интервью', quantity: 2.5, price: 1_000_001, sum: 2_500_003 },
  ],
  'money.cost': 22_500_003,
  'money.vatMode': 'INCLUDED',
  'money.stateKopecks': 18_000_002,
  'money.ownKopecks': 4_500_001,
  'money.ownSource': 'OWN',
  'money.doubleFinancing': true,
  'decl.noTaxDebt': true,
  'decl.notForeign': true,
  'decl.notExcludedSector': true,
};
