import { lastCurrentDay, withAuthority } from './authority';
import { checkCard, tidy, type CardInput } from './organisation.card';

const LEGAL: CardInput = {
  kind: 'LEGAL',
  inn: '4299000019',
  ogrn: '1244200000010',
  kpp: '429901001',
  fullName: 'Общество с ограниченной ответственностью «Пример» (демо)',
  shortName: 'ООО «Пример» (демо)',
  okvedMain: '21.20.1',
  smeCategory: 'SMALL',
  addressLegal: 'Кемеровская область, г. Кемерово, ул. Примерная, д. 1',
  headName: 'Примеров Пример Примерович',
};
const TRADER: CardInput = {
  kind: 'SOLE_TRADER',
  inn: '429900000116',
  ogrn: '324420000000017',
  fullName: 'ИП Примеров (демо)',
  okvedMain: '62.01',
  smeCategory: 'MICRO',
  addressLegal: 'г. Кемерово',
  headName: 'Примеров Пример',
};

const codes = (input: CardInput): string[] =>
  checkCard(input).problems.map(({ path, code }) => `${path} ${code}`);

describe('the card of an organisation', () => {
  it('takes a legal entity and a sole trader as they should be', () => {
    expect(codes(LEGAL)).toEqual([]);
    expect(codes(TRADER)).toEqual([]);
    expect(checkCard(TRADER).values).toMatchObject({ kpp: null, regionCode: '42' });
  });

  it.each<[string, Partial<CardInput>]>([
    ['inn INN_CHECKSUM', { inn: '4299000010' }],
    ['inn INN_LENGTH', { inn: '429900001' }],
    ['inn INN_FORMAT', { inn: '42990000AB' }],
    ['inn INN_KIND', { inn: '429900000116' }],
    ['inn INN_KIND', { inn: '9909000011' }],
    ['ogrn REQUIRED', { ogrn: null }],
    ['ogrn OGRN_CHECKSUM', { ogrn: '1244200000011' }],
    ['ogrn OGRN_KIND', { ogrn: '324420000000017' }],
    ['kpp REQUIRED', { kpp: ' ' }],
    ['kpp KPP_FORMAT', { kpp: '42990100' }],
    ['kpp KPP_REGION', { kpp: '000000000' }],
    ['fullName REQUIRED', { fullName: ' \u200B ' }],
    ['okvedMain OKVED_FORMAT', { okvedMain: '2' }],
    ['addressLegal REQUIRED', { addressLegal: '\u202E' }],
    ['headName NAME_LENGTH', { headName: 'Примеров' }],
    ['website URL_KIND', { website: 'javascript:alert(1)' }],
    ['regionCode REGION_FORMAT', { regionCode: '00' }],
  ])('says %s', (problem, change) => {
    expect(codes({ ...LEGAL, ...change })).toEqual([problem]);
  });

  it('knows which numbers a kind does not have', () => {
    expect(codes({ ...TRADER, kpp: '429901001' })).toEqual(['kpp KPP_FORBIDDEN']);
    expect(codes({ ...TRADER, kind: 'SELF_EMPLOYED' })).toEqual(['ogrn OGRN_FORBIDDEN']);
    expect(codes({ ...LEGAL, kind: 'FOREIGN', inn: '9909000011', ogrn: '' })).toEqual([]);
  });

  it('keeps text on one line without what disguises it', () => {
    expect(tidy(' ООО\u00A0«А\u202Eб»\r\n\t ')).toBe('ООО «Аб»');
    const { shortName: _without, ...unnamed } = LEGAL;
    expect(checkCard({ ...unnamed, fullName: 'я'.repeat(1000) }).values.shortName).toHaveLength(
      255,
    );
  });
});

describe('what a representative acts on', () => {
  const today = '2026-11-22';
  const check = (typed: Parameters<typeof withAuthority>[0]): unknown => {
    const problems: { path: string; code: string }[] = [];
    withAuthority(typed, today, problems);
    return problems.map(({ path, code }) => `${path} ${code}`);
  };

  it('needs number and term for a power of attorney and nothing for the charter', () => {
    expect(check({})).toEqual([]);
    expect(check({ basis: 'CHARTER', poaNumber: '1' })).toEqual([]);
    expect(check({ basis: 'POA' })).toEqual(['poaNumber REQUIRED', 'poaValidTo REQUIRED']);
    expect(check({ basis: 'MCHD', poaNumber: '1', poaValidTo: '2026-02-30' })).toEqual([
      'poaValidTo DATE_FORMAT',
    ]);
    expect(check({ basis: 'POA', poaNumber: '1', poaValidTo: '2026-11-21' })).toEqual([
      'poaValidTo DATE_TOO_EARLY',
    ]);
    expect(check({ basis: 'POA', poaNumber: '1', poaValidTo: today })).toEqual([]);
  });

  it('holds until the day has ended in Kaliningrad', () => {
    expect(lastCurrentDay(new Date('2026-11-22T21:59:00Z'))).toBe('2026-11-22');
    expect(lastCurrentDay(new Date('2026-11-22T22:01:00Z'))).toBe('2026-11-23');
  });
});
