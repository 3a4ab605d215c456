import { type Checked, invalid, valid, validUnchecked } from './checked';
import { digitAt, normaliseSpaces } from './normalise';

export const BIK_CODES = ['BIK_FORMAT'] as const;
export type BikCode = (typeof BIK_CODES)[number];

export const ACCOUNT_CODES = ['ACCOUNT_FORMAT', 'ACCOUNT_CHECKSUM'] as const;
export type AccountCode = (typeof ACCOUNT_CODES)[number];

export const CORR_ACCOUNT_CODES = ['CORR_ACCOUNT_FORMAT', 'CORR_ACCOUNT_CHECKSUM'] as const;
export type CorrAccountCode = (typeof CORR_ACCOUNT_CODES)[number];

const KEY_WEIGHTS = [7, 1, 3];

/** БИК: nine digits. Banks start with 04; other bodies (the treasury) are accepted as unchecked. */
export function checkBik(input: string): Checked<BikCode> {
  const bik = normaliseSpaces(input);
  if (!/^\d{9}$/.test(bik)) {
    return invalid('BIK_FORMAT');
  }
  return isBank(bik) ? valid(bik) : validUnchecked(bik);
}

/**
 * Account of 20 digits, its key proved against the БИК (Bank of Russia procedure of 08.09.1997 No 515).
 * Unchecked: an account that starts with 0 (treasury; state clinics and universities) and any account
 * outside a bank. A malformed БИК answers BIK_FORMAT: the error belongs to that field.
 */
export function checkAccount(input: string, bik: string): Checked<AccountCode | BikCode> {
  const account = normaliseSpaces(input);
  if (!/^\d{20}$/.test(account)) {
    return invalid('ACCOUNT_FORMAT');
  }
  const checkedBik = checkBik(bik);
  if (!checkedBik.ok) {
    return checkedBik;
  }
  if (account.startsWith('0') || checkedBik.unchecked) {
    return validUnchecked(account);
  }
  return keyIsRight(account, checkedBik.value) ? valid(account) : invalid('ACCOUNT_CHECKSUM');
}

/** Correspondent account of a bank (301…), its key proved against the БИК; unchecked outside a bank. */
export function checkCorrAccount(input: string, bik: string): Checked<CorrAccountCode | BikCode> {
  const account = normaliseSpaces(input);
  if (!/^\d{20}$/.test(account)) {
    return invalid('CORR_ACCOUNT_FORMAT');
  }
  const checkedBik = checkBik(bik);
  if (!checkedBik.ok) {
    return checkedBik;
  }
  if (checkedBik.unchecked) {
    return validUnchecked(account);
  }
  if (!isCorrespondent(account)) {
    return invalid('CORR_ACCOUNT_FORMAT');
  }
  return keyIsRight(account, checkedBik.value) ? valid(account) : invalid('CORR_ACCOUNT_CHECKSUM');
}

function isBank(bik: string): boolean {
  return bik.startsWith('04');
}

function isCorrespondent(account: string): boolean {
  return account.startsWith('301');
}

/** Weights 7, 1, 3 repeat over the 23 digits; the last digits of the products must add up to a ten. */
function keyIsRight(account: string, bik: string): boolean {
  const digits = holderNumber(account, bik) + account;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += (digitAt(digits, index) * (KEY_WEIGHTS[index % 3] ?? 0)) % 10;
  }
  return sum % 10 === 0;
}

/**
 * The three digits that stand before the account: of the bank (7–9 of its БИК), or, for an account kept
 * by the Bank of Russia itself, `0` and digits 5–6. It keeps all correspondent accounts, and every
 * account at its own branches, whose БИК ends in 000, 001 or 002.
 */
function holderNumber(account: string, bik: string): string {
  const keptByBankOfRussia = isCorrespondent(account) || /00[0-2]$/.test(bik);
  return keptByBankOfRussia ? `0${bik.slice(4, 6)}` : bik.slice(6);
}
