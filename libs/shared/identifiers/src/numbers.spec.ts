import {
  checkAccount,
  checkBik,
  checkCorrAccount,
  checkInn,
  checkKpp,
  checkOgrn,
  checkOkpd2,
  checkOkved,
  checkSnils,
  formatSnils,
  innFacts,
  ogrnKind,
  okvedInBranch,
} from '.';

const ok = (value: string) => ({ ok: true, value });
const unchecked = (value: string) => ({ ok: true, value, unchecked: true });
const refused = (code: string) => ({ ok: false, code });

describe('ИНН', () => {
  it('is trimmed, a copied no-break space too', () => {
    expect(checkInn('\u00a04299000019\u202f\n')).toEqual(ok('4299000019'));
  });

  it.each([
    ['', 'INN_FORMAT'],
    ['42990 00019', 'INN_FORMAT'],
    ['4299-000019', 'INN_FORMAT'],
    ['٤٢٩٩٠٠٠٠١٩', 'INN_FORMAT'],
    ['42990000191', 'INN_LENGTH'],
    ['4299000001166', 'INN_LENGTH'],
    ['0000000000', 'INN_REGION'],
    ['000000000000', 'INN_REGION'],
    ['429900000117', 'INN_CHECKSUM'],
  ])('%j is refused with %s', (input, code) => {
    expect(checkInn(input)).toEqual(refused(code));
  });

  it('must be of the kind of holder that was asked for', () => {
    expect(checkInn('4299000019', 'ORGANISATION').ok).toBe(true);
    expect(checkInn('429900000116', 'PERSON').ok).toBe(true);
    expect(checkInn('4299000019', 'PERSON')).toEqual(refused('INN_KIND'));
    expect(checkInn('429900000116', 'ORGANISATION')).toEqual(refused('INN_KIND'));
  });

  it('says kind, region and whether the organisation is foreign', () => {
    expect(innFacts('4299000019')).toEqual({ kind: 'ORGANISATION', region: '42', foreign: false });
    expect(innFacts('429900000116')).toEqual({ kind: 'PERSON', region: '42', foreign: false });
    expect(checkInn('9909000011').ok).toBe(true);
    expect(innFacts('9909000011')).toEqual({ kind: 'ORGANISATION', region: '99', foreign: true });
    expect(innFacts('990900000000').foreign).toBe(false);
  });
});

describe('ОГРН and ОГРНИП', () => {
  it.each([
    ['', 'OGRN_FORMAT'],
    ['1-024200000010', 'OGRN_FORMAT'],
    ['10242000000100', 'OGRN_LENGTH'],
    ['2024200000010', 'OGRN_KIND'],
    ['3044205001027', 'OGRN_KIND'],
    ['102420500000102', 'OGRN_KIND'],
    ['304420500000103', 'OGRN_CHECKSUM'],
  ])('%j is refused with %s', (input, code) => {
    expect(checkOgrn(input)).toEqual(refused(code));
  });

  it('must be of the kind of holder that was asked for', () => {
    expect(checkOgrn('1024200000010', 'ORGANISATION').ok).toBe(true);
    expect(checkOgrn('1024200000010', 'PERSON')).toEqual(refused('OGRN_KIND'));
    expect(checkOgrn('304420500000102', 'ORGANISATION')).toEqual(refused('OGRN_KIND'));
    expect(ogrnKind('304420500000102')).toBe('PERSON');
  });
});

describe('КПП', () => {
  it('may carry Latin capitals as its reason, not small letters', () => {
    expect(checkKpp(' 4205AZ001 ')).toEqual(ok('4205AZ001'));
    expect(checkKpp('4205az001')).toEqual(refused('KPP_FORMAT'));
    expect(checkKpp('42050100')).toEqual(refused('KPP_FORMAT'));
    expect(checkKpp('4205010011')).toEqual(refused('KPP_FORMAT'));
  });
});

describe('СНИЛС', () => {
  it.each(['112-233-445 95', '11223344595', '112 233 445 95', '112–233–445\u00a095'])(
    '%j is accepted as bare digits',
    (input) => {
      expect(checkSnils(input)).toEqual(ok('11223344595'));
    },
  );

  it.each([
    ['', 'SNILS_FORMAT'],
    ['112.233.445 95', 'SNILS_FORMAT'],
    ['112-233-445 9', 'SNILS_LENGTH'],
    ['000-000-000 00', 'SNILS_RANGE'],
  ])('%j is refused with %s', (input, code) => {
    expect(checkSnils(input)).toEqual(refused(code));
  });

  it('has no control number up to 001-001-998', () => {
    expect(checkSnils('001-001-998 00')).toEqual(unchecked('00100199800'));
    expect(checkSnils('001-001-999 00')).toEqual(refused('SNILS_CHECKSUM'));
  });

  it('is shown as on the card', () => {
    expect(formatSnils('11223344595')).toBe('112-233-445 95');
  });
});

describe('БИК and accounts', () => {
  it('knows a bank from other bodies', () => {
    expect(checkBik(' 043207999 ')).toEqual(ok('043207999'));
    expect(checkBik('014205000')).toEqual(unchecked('014205000'));
    expect(checkBik('04320799')).toEqual(refused('BIK_FORMAT'));
    expect(checkBik('04320799х')).toEqual(refused('BIK_FORMAT'));
  });

  it('proves a correspondent account as in the published example, at the branch and at the bank', () => {
    for (const bik of ['049805000', '049805746']) {
      expect(checkCorrAccount('30101810800000000746', bik)).toEqual(ok('30101810800000000746'));
      expect(checkAccount('30101810800000000746', bik)).toEqual(ok('30101810800000000746'));
      expect(checkCorrAccount('30101810700000000746', bik)).toEqual(
        refused('CORR_ACCOUNT_CHECKSUM'),
      );
    }
  });

  it('uses the branch number for accounts kept by the Bank of Russia itself', () => {
    expect(checkAccount('40602810900000000025', '049805001').ok).toBe(true);
    expect(checkAccount('40602810700000000025', '049805001')).toEqual(refused('ACCOUNT_CHECKSUM'));
  });

  it('leaves accounts outside a bank unchecked', () => {
    expect(checkAccount('40602810700000000025', '014205000').ok).toBe(true);
    expect(checkCorrAccount('40102810745370000032', '014205000')).toEqual(
      unchecked('40102810745370000032'),
    );
  });

  it('refuses a wrong form, and a wrong БИК as the fault of that field', () => {
    expect(checkCorrAccount('40702810300000000123', '043207999')).toEqual(
      refused('CORR_ACCOUNT_FORMAT'),
    );
    expect(checkCorrAccount('3010181080000000074', '049805000')).toEqual(
      refused('CORR_ACCOUNT_FORMAT'),
    );
    expect(checkAccount('40602810700000000025', '')).toEqual(refused('BIK_FORMAT'));
    expect(checkCorrAccount('30101810800000000746', '1')).toEqual(refused('BIK_FORMAT'));
  });
});

describe('ОКВЭД and ОКПД 2', () => {
  it.each(['21', '21.2', '21.20', '21.20.1', '21.20.11'])('%s is a code of both', (code) => {
    expect(checkOkved(code)).toEqual(ok(code));
    expect(checkOkpd2(code)).toEqual(ok(code));
  });

  it.each(['', '2', '21.', '21.2.1', '21.200', '21.20.111', '211', '21,20', '21.20.11.1'])(
    '%j is a code of neither',
    (code) => {
      expect(checkOkved(code)).toEqual(refused('OKVED_FORMAT'));
      expect(checkOkpd2(code)).toEqual(refused('OKPD2_FORMAT'));
    },
  );

  it('ОКПД 2 goes down to a product, ОКВЭД does not', () => {
    expect(checkOkpd2('26.60.12.119')).toEqual(ok('26.60.12.119'));
    expect(checkOkpd2('26.60.12.11')).toEqual(refused('OKPD2_FORMAT'));
    expect(checkOkved('26.60.12.119')).toEqual(refused('OKVED_FORMAT'));
  });

  it.each([
    ['21.20.1', '21', true],
    ['21.20.1', '21.2', true],
    ['21.20.1', '21.20', true],
    ['21.20.11', '21.20.1', true],
    ['21.20.1', '21.20.1', true],
    ['21.20.1', '2', false],
    ['21.20.1', '', false],
    ['21', '21.20', false],
    ['21.20.1', '21.10', false],
    ['21.20.1', '20', false],
    ['21.200', '21', false],
  ])('%s lies in branch %j: %s', (code, branch, inside) => {
    expect(okvedInBranch(code, branch)).toBe(inside);
  });
});
