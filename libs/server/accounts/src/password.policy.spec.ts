import fc from 'fast-check';

import { COMMON_PASSWORDS } from './common-passwords';
import { canonicalPassword, PASSWORD_MAX, passwordProblems } from './password.policy';

const OWNER = { email: 'Anna.Petrova@example.org', names: ['Преображенская', 'Анна'] };
const codes = (password: string): string[] =>
  passwordProblems(password, OWNER).map((one) => one.code);

describe('a new password', () => {
  it.each([
    'проба-пароля-2026',
    'okno-demo-2026',
    'correct horse battery',
    'тихая зелёная лодка',
    'Xk4#pp1Zq9',
  ])('may be %s', (password) => {
    expect(codes(password)).toEqual([]);
  });

  it.each([
    ['short', 'TOO_SHORT'],
    ['', 'TOO_SHORT'],
    ['ж'.repeat(129), 'TOO_LONG'],
    ['password2026', 'PASSWORD_COMMON'],
    ['Qwerty123456!', 'PASSWORD_COMMON'],
    ['йцукенгшщз', 'PASSWORD_COMMON'],
    ['1234567890', 'PASSWORD_COMMON'],
    ['parol-2026!!!', 'PASSWORD_COMMON'],
    ['аааааааааааа', 'PASSWORD_COMMON'],
    ['кот1кот1кот1', 'PASSWORD_COMMON'],
    ['anna.petrova', 'PASSWORD_PERSONAL'],
    ['Anna.Petrova1987', 'PASSWORD_PERSONAL'],
    ['anna.petrova@example.org', 'PASSWORD_PERSONAL'],
    ['преображенская1', 'PASSWORD_PERSONAL'],
  ])('may not be %s', (password, code) => {
    expect(codes(password)).toEqual([code]);
  });

  it('is counted in characters, not in halves of them', () => {
    expect(codes('🔑🚪🪟🏠🌲🌊🔥🌙')).toEqual(['TOO_SHORT']);
    expect(codes('🔑🚪🪟🏠🌲🌊🔥🌙🌞🌈')).toEqual([]);
  });

  it('is the same however its letters are composed', () => {
    expect(canonicalPassword('чёрный чай')).toBe(canonicalPassword('чёрный чай'.normalize('NFD')));
  });

  it('is refused for every listed word with digits behind it', () => {
    for (const word of COMMON_PASSWORDS) {
      expect(codes(`${word}1234567890`)).not.toEqual([]);
    }
  });

  it('has at most one problem, and none of length within the bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
        const found = codes(password);
        const length = [...canonicalPassword(password)].length;
        expect(found.length).toBeLessThanOrEqual(1);
        expect(found.includes('TOO_SHORT')).toBe(length < 10);
        expect(found.includes('TOO_LONG')).toBe(length > PASSWORD_MAX);
      }),
    );
  });
});
