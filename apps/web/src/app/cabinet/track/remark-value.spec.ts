import type { RemarkDto } from '../applications/application-api';
import { isAnswered, valueAt } from './remark-value';

const KEYS = new Set(['mk.goal', 'money.lines']);
const ANSWERS = { 'mk.goal': 'рынок', 'money.lines': [{ price: 100 }, { price: 200 }] };

const remark = (change: Partial<RemarkDto>): RemarkDto => ({
  id: '1',
  no: 1,
  round: 1,
  target: { kind: 'FIELD', path: 'mk.goal', label: { ru: 'Цель', en: 'Goal' } },
  text: 'Уточните',
  state: 'OPEN',
  answer: null,
  disagree: false,
  before: 'рынок',
  after: null,
  author: { side: 'CENTRE' },
  createdAt: '2026-10-05T08:00:00Z',
  answeredAt: null,
  ...change,
});

describe('the value under a remark', () => {
  it.each([
    ['mk.goal', 'рынок'],
    ['money.lines[1]', { price: 200 }],
    ['money.lines[1].price', 200],
    ['money.lines[7].price', null],
    ['mk.unknown', null],
  ])('%s', (path, value) => {
    expect(valueAt(ANSWERS, path, KEYS)).toEqual(value);
  });
});

describe('an answered remark', () => {
  it('needs words or a change', () => {
    expect(isAnswered(remark({}), ANSWERS, [], KEYS)).toBe(false);
    expect(isAnswered(remark({ answer: '  ' }), ANSWERS, [], KEYS)).toBe(false);
    expect(isAnswered(remark({ answer: 'Не согласны' }), ANSWERS, [], KEYS)).toBe(true);
    expect(isAnswered(remark({}), { ...ANSWERS, 'mk.goal': 'рынок РФ' }, [], KEYS)).toBe(true);
  });

  it('counts a new file', () => {
    const file = { id: 'a', name: 'kp.pdf', sha256: '0' };
    const target = { kind: 'DOCUMENT', path: 'doc.D-OFFERS', label: { ru: 'КП', en: 'Offers' } };
    const one = remark({ target: { ...target, kind: 'DOCUMENT' }, before: [file] });
    const document = {
      ...file,
      slot: 'D-OFFERS',
      mime: 'application/pdf',
      size: 1,
      scan: 'NOT_SCANNED',
      uploadedAt: '2026-10-05T08:00:00Z',
      version: 1,
      replaced: false,
      issuedOn: null,
      validTo: null,
    } as const;
    expect(isAnswered(one, {}, [document], KEYS)).toBe(false);
    expect(isAnswered(one, {}, [{ ...document, id: 'b', sha256: '1' }], KEYS)).toBe(true);
  });
});
