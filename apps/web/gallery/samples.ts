import type { CheckOutcome, ClockView, Message, Task, TimelineItem } from '@okno/web/ui';

export const STATES = [
  'DRAFT',
  'REGISTERED',
  'FORMAL_CHECK',
  'RETURNED',
  'REVIEW',
  'EXPERTISE',
  'COUNCIL',
  'DECISION',
  'APPROVED',
  'AGREEMENT',
  'DELIVERY',
  'CLOSED',
  'WAITLISTED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'SUSPENDED',
  'ENTERED',
];

export const CHECKS: readonly {
  outcome: CheckOutcome;
  heading: string;
  detail: string;
  source: string;
}[] = [
  { outcome: 'PASS', heading: 'Организация действует', detail: '', source: 'ЕГРЮЛ, 28.09.2026' },
  {
    outcome: 'WARN',
    heading: 'Сведения за 2025 год',
    detail: 'Не поданы. Подайте до 1 ноября.',
    source: 'портал',
  },
  {
    outcome: 'FAIL',
    heading: 'Доля собственных средств',
    detail: 'Нужно 20 %, сейчас 15 %',
    source: 'смета',
  },
  {
    outcome: 'UNAVAILABLE',
    heading: 'Связь с исполнителем',
    detail: 'Источник не подключён',
    source: 'ЕГРЮЛ',
  },
];

export const TASKS: readonly Task[] = [
  { code: 'ORG', title: 'Организация', state: 'COMPLETE', note: 'подставлено, проверьте' },
  { code: 'CONTACT', title: 'Контакт и полномочия', state: 'COMPLETE' },
  { code: 'MONEY', title: 'Смета и софинансирование', state: 'ERROR', errors: 2 },
  { code: 'DOCUMENTS', title: 'Документы', state: 'PARTIAL', missing: 1 },
  { code: 'DECLARATIONS', title: 'Заявления', state: 'EMPTY' },
  {
    code: 'SUBMIT',
    title: 'Проверка и подача',
    state: 'LOCKED',
    note: 'откроется, когда всё заполнено',
  },
];

export const CLOCK: ClockView = {
  turn: 'APPLICANT',
  paused: { since: '2026-10-05', awaited: null },
  now: '2026-10-06',
  totals: { APPLICANT: 2, CENTRE: 4, EXPERT: 3 },
  days: [
    { date: '2026-09-24', party: 'CENTRE' },
    { date: '2026-09-25', party: 'CENTRE' },
    { date: '2026-09-28', party: 'APPLICANT' },
    { date: '2026-09-29', party: 'CENTRE' },
    { date: '2026-09-30', party: 'CENTRE' },
    { date: '2026-10-01', party: 'EXPERT' },
    { date: '2026-10-02', party: 'EXPERT' },
    { date: '2026-10-05', party: 'EXPERT' },
    { date: '2026-10-06', party: 'APPLICANT' },
  ],
  due: {
    on: '2026-10-12',
    since: '2026-10-05',
    provisional: false,
    workingDaysLeft: 5,
    overdue: false,
  },
  forecast: { ifToday: '2026-10-22', ifLastDay: '2026-10-28' },
};

export const STEPS: readonly TimelineItem[] = [
  { heading: 'Заявка зарегистрирована', when: '23 сентября, 16:42', phase: 'past' },
  {
    heading: 'Экспертиза: ждём вас',
    text: 'Два места до 12 октября.',
    when: 'с 6 октября',
    phase: 'now',
    icon: 'undo-2',
  },
  { heading: 'Решение центра', text: 'до 5 рабочих дней', phase: 'future' },
];

export const MESSAGES: readonly Message[] = [
  {
    id: '1',
    author: 'Специалист центра (демо)',
    text: 'Приложите письмо исполнителя с датой.',
    at: '2026-10-05T08:24:00Z',
    mine: false,
  },
  {
    id: '2',
    author: 'Заявитель (демо)',
    text: 'Спасибо, запросила подписанный вариант.',
    at: '2026-10-06T04:02:00Z',
    mine: true,
    readAt: '2026-10-06T04:10:00Z',
  },
];

export const OPTIONS = [
  { value: 'a', label: 'Медицинские изделия' },
  { value: 'b', label: 'Фармацевтика', hint: 'лекарства и субстанции' },
  { value: 'c', label: 'Пищевые технологии' },
];
