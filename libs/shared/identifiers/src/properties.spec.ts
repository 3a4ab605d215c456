import fc from 'fast-check';

import {
  checkAccount,
  checkBik,
  checkCorrAccount,
  type Checked,
  checkEmail,
  checkInn,
  checkKpp,
  checkOgrn,
  checkOkpd2,
  checkOkved,
  checkPersonName,
  checkPhone,
  checkSnils,
  checkUrl,
  displayDomain,
  formatPhone,
  formatSnils,
  IDENTIFIER_CODES,
} from '.';

const ACCOUNT_BIK = '043207999';

const checks: readonly ((input: string) => Checked<string>)[] = [
  (input) => checkInn(input),
  (input) => checkOgrn(input),
  checkKpp,
  checkSnils,
  checkBik,
  (input) => checkAccount(input, ACCOUNT_BIK),
  (input) => checkAccount('40702810300000000123', input),
  (input) => checkCorrAccount(input, ACCOUNT_BIK),
  checkOkved,
  checkOkpd2,
  checkPhone,
  checkEmail,
  checkPersonName,
  checkUrl,
];

function digits(length: number): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
}

/** Puts the check digits on by the definition of the domain page, written the long way round. */
function withInnCheckDigits(body: string): string {
  const digit = (text: string, weights: string): string =>
    String(
      (weights.split(' ').reduce((sum, w, i) => sum + Number(w) * Number(text[i]), 0) % 11) % 10,
    );
  if (body.length === 9) {
    return body + digit(body, '2 4 10 3 5 9 4 6 8');
  }
  const eleven = body + digit(body, '7 2 4 10 3 5 9 4 6 8');
  return eleven + digit(eleven, '3 7 2 4 10 3 5 9 4 6 8');
}

const inn10 = digits(9)
  .filter((body) => !body.startsWith('00'))
  .map(withInnCheckDigits);
const inn12 = digits(10)
  .filter((body) => !body.startsWith('00'))
  .map(withInnCheckDigits);

/** Changes the digit at `at` by `by` (1–9): always another digit. */
function corrupt(text: string, at: number, by: number): string {
  return text.slice(0, at) + ((Number(text.charAt(at)) + by) % 10) + text.slice(at + 1);
}

const by = fc.integer({ min: 1, max: 9 });

/** Everything people and machines paste: text of any script, and near misses of the real forms. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.stringMatching(/^[0-9+() \-.@xа-я:/]{0,30}$/),
  fc.emailAddress(),
  fc.webUrl(),
);

it('no check throws on any string; a refusal has a known code, and a value is accepted as itself', () => {
  const codes = new Set<string>(IDENTIFIER_CODES);
  fc.assert(
    fc.property(anyText, (text) => {
      for (const check of checks) {
        const answer = check(text);
        if (!answer.ok) {
          expect(codes).toContain(answer.code);
        } else if (check !== checks[6]) {
          expect(check(answer.value)).toEqual(answer);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

describe('ИНН', () => {
  it('with right check digits is accepted', () => {
    fc.assert(fc.property(inn10, (inn) => checkInn(inn, 'ORGANISATION').ok));
    fc.assert(fc.property(inn12, (inn) => checkInn(inn, 'PERSON').ok));
  });

  // A remainder of 10 is written 0 as well, so only a check digit of 0 can miss a wrong digit before it.
  it('of an organisation: one wrong digit is found wherever the check digit is not 0', () => {
    fc.assert(
      fc.property(inn10, fc.nat(9), by, (inn, at, change) => {
        fc.pre(at === 9 || !inn.endsWith('0'));
        return !checkInn(corrupt(inn, at, change)).ok;
      }),
    );
  });

  it('of a person: one wrong digit is found unless both check digits are 0', () => {
    fc.assert(
      fc.property(inn12, fc.nat(11), by, (inn, at, change) => {
        fc.pre(at >= 10 || !inn.endsWith('00'));
        return !checkInn(corrupt(inn, at, change)).ok;
      }),
    );
  });
});

describe('ОГРН', () => {
  const ogrn = fc
    .tuple(fc.constantFrom('1', '5'), digits(11))
    .map(([first, rest]) => first + rest)
    .map((body) => body + String(Number(BigInt(body) % 11n) % 10));
  const ogrnip = digits(13)
    .map((rest) => `3${rest}`)
    .map((body) => body + String(Number(BigInt(body) % 13n) % 10));

  it('with a right check digit is accepted', () => {
    fc.assert(fc.property(ogrn, (number) => checkOgrn(number, 'ORGANISATION').ok));
    fc.assert(fc.property(ogrnip, (number) => checkOgrn(number, 'PERSON').ok));
  });

  it('one wrong digit is found wherever the check digit stands for one remainder', () => {
    fc.assert(
      fc.property(ogrn, fc.nat(12), by, (number, at, change) => {
        fc.pre(at === 12 || !number.endsWith('0'));
        return !checkOgrn(corrupt(number, at, change)).ok;
      }),
    );
    fc.assert(
      fc.property(ogrnip, fc.nat(14), by, (number, at, change) => {
        fc.pre(at === 14 || !/[012]$/.test(number));
        return !checkOgrn(corrupt(number, at, change)).ok;
      }),
    );
  });
});

it('СНИЛС: the control number of the rule is accepted, any other is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_001_999, max: 999_999_999 }), by, (number, change) => {
      const body = String(number).padStart(9, '0');
      const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (9 - i), 0);
      const rest = sum < 100 ? sum : sum <= 101 ? 0 : (sum % 101) % 100;
      const snils = body + String(rest).padStart(2, '0');
      expect(checkSnils(formatSnils(snils))).toEqual({ ok: true, value: snils });
      expect(checkSnils(corrupt(snils, 10, change)).ok).toBe(false);
    }),
  );
});

it('account: exactly one key of ten is right, and any wrong digit is found', () => {
  const rest = digits(14).map((tail) => `4070281${tail.slice(0, 1)}0${tail.slice(1, 12)}`);
  fc.assert(
    fc.property(rest, digits(7), fc.nat(19), by, (body, bikTail, at, change) => {
      const bik = `04${bikTail}`;
      const right = [...'0123456789']
        .map((key) => body.slice(0, 8) + key + body.slice(9))
        .filter((account) => checkAccount(account, bik).ok);
      expect(right).toHaveLength(1);
      const wrong = corrupt(right[0] ?? '', at, change);
      fc.pre(!wrong.startsWith('0') && !wrong.startsWith('301'));
      expect(checkAccount(wrong, bik).ok).toBe(false);
    }),
  );
});

it('a phone is the same however it was written, and when read back as shown', () => {
  const national = fc
    .tuple(fc.constantFrom('3', '4', '8', '9'), digits(9))
    .map(([first, rest]) => first + rest);
  const extension = fc.option(fc.stringMatching(/^[0-9]{1,6}$/), { nil: undefined });
  fc.assert(
    fc.property(
      national,
      extension,
      fc.constantFrom('+7 ', '8 ', '7-', ''),
      (number, ext, prefix) => {
        const suffix = ext === undefined ? '' : ` ext ${ext}`;
        const value = `+7${number}${suffix}`;
        const typed = `${prefix}(${number.slice(0, 3)}) ${number.slice(3)}${suffix}`;
        expect(checkPhone(typed)).toEqual({ ok: true, value });
        expect(checkPhone(formatPhone(value, 'ru'))).toEqual({ ok: true, value });
        expect(checkPhone(formatPhone(value, 'en'))).toEqual({ ok: true, value });
      },
    ),
  );
});

it('a Cyrillic domain is shown again as it was written', () => {
  const label = fc.stringMatching(/^[а-яё][а-яё0-9-]{0,12}[а-яё0-9]$/).filter((s) => s[3] !== '-');
  fc.assert(
    fc.property(label, (name) => {
      const answer = checkEmail(`a@${name}.рф`);
      const domain = answer.ok ? answer.value.slice(2) : '';
      expect(displayDomain(domain)).toBe(`${name}.рф`);
    }),
  );
});
