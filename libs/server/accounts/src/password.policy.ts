import type { FieldProblem } from '@okno/server/core';

import { COMMON_PASSWORDS } from './common-passwords';

/** In characters, as a person counts them. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** Runs of keys and letters that people take for secrets. */
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъфывапролджэячсмитьбю',
];

/** The password in the one form that is hashed: a composed «й» and a taken-apart one are the same. */
export function canonicalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * What is wrong with a new password, for the field `path`; nothing when it may be used. Length counts,
 * not kinds of characters; what everybody tries first is refused.
 */
export function passwordProblems(
  password: string,
  owner: { email: string; names: readonly string[] },
  path = 'password',
): FieldProblem[] {
  const text = canonicalPassword(password);
  const length = [...text].length;
  if (length < PASSWORD_MIN) {
    return [{ path, code: 'TOO_SHORT', params: { min: PASSWORD_MIN } }];
  }
  if (length > PASSWORD_MAX) {
    return [{ path, code: 'TOO_LONG', params: { max: PASSWORD_MAX } }];
  }
  const plain = text.toLowerCase();
  if (isCommon(plain)) {
    return [{ path, code: 'PASSWORD_COMMON' }];
  }
  return isAboutOwner(plain, owner) ? [{ path, code: 'PASSWORD_PERSONAL' }] : [];
}

/** Known words without what people put behind them. */
const COMMON_WORDS = new Set([...COMMON_PASSWORDS].map(wordOf));

/** What remains without digits and signs at the end: that is what people add to pass a rule. */
function wordOf(plain: string): string {
  return plain.replace(/[\d\s!?.,_*#@$-]+$/u, '');
}

/** A known word, also with digits behind it, digits alone, something short over and over, a run of keys. */
function isCommon(plain: string): boolean {
  return (
    COMMON_PASSWORDS.has(plain) ||
    COMMON_WORDS.has(wordOf(plain)) ||
    /^(.{1,6})\1+$/u.test(plain) ||
    new Set(plain).size < 4 ||
    RUNS.some((run) => run.includes(plain))
  );
}

function isAboutOwner(plain: string, owner: { email: string; names: readonly string[] }): boolean {
  const email = owner.email.toLowerCase();
  const local = email.slice(0, email.indexOf('@'));
  const words = [email, local, ...owner.names.map((name) => name.toLowerCase())];
  return words.some((word) => word !== '' && (plain === word || wordOf(plain) === word));
}
