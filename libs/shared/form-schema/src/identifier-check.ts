import {
  checkAccount,
  checkBik,
  checkCorrAccount,
  checkEmail,
  checkInn,
  checkKpp,
  checkOgrn,
  checkOkpd2,
  checkOkved,
  checkPersonName,
  checkPhone,
  checkUrl,
  type Checked,
  type IdentifierCode,
} from '@okno/shared/identifiers';
import type { IdentifierField } from './definition';
import { IDENTIFIER_FORMS, matches } from './patterns';

type Check = (input: string) => Checked<IdentifierCode>;

/** The account's key needs the BIK beside it, so alone it is judged by its form: the rule `bankAccount` proves the key. */
const checkAccountForm: Check = (input) => {
  const digits = input.replace(/\s/gu, '');
  return /^\d{20}$/u.test(digits)
    ? { ok: true, value: digits }
    : { ok: false, code: 'ACCOUNT_FORMAT' };
};

const CHECKS: Readonly<Record<IdentifierField['type'], Check>> = {
  person: checkPersonName,
  phone: checkPhone,
  email: checkEmail,
  url: checkUrl,
  inn: (input) => checkInn(input),
  ogrn: (input) => checkOgrn(input),
  kpp: checkKpp,
  okved: checkOkved,
  okpd2: checkOkpd2,
  bik: checkBik,
  account: checkAccountForm,
};

export interface IdentifierFault {
  readonly code: IdentifierCode | 'NOT_NORMALISED';
  /** The text has the exported pattern; only a check beyond it found the fault. */
  readonly outside: boolean;
}

/** What is wrong with an identifier, which must stand in its normal form. */
export function identifierFault(
  type: IdentifierField['type'],
  value: string,
): IdentifierFault | undefined {
  const { pattern, maxLength } = IDENTIFIER_FORMS[type];
  const inForm = [...value].length <= maxLength && matches(pattern, value);
  const checked = CHECKS[type](value);
  if (!checked.ok) {
    return { code: checked.code, outside: inForm };
  }
  return inForm && checked.value === value
    ? undefined
    : { code: 'NOT_NORMALISED', outside: inForm };
}

/** The normal form of an identifier, or the text without its outer spaces when it has none. */
export function normalIdentifier(type: IdentifierField['type'], value: string): string {
  const checked = CHECKS[type](value);
  return checked.ok ? checked.value : value.trim();
}

/** What is wrong with an account beside its BIK. A malformed BIK is silent here: it is that field's fault. */
export function accountFault(
  account: string,
  bik: string,
  kind: 'client' | 'correspondent',
): IdentifierCode | undefined {
  const checked = kind === 'client' ? checkAccount(account, bik) : checkCorrAccount(account, bik);
  return checked.ok || checked.code === 'BIK_FORMAT' ? undefined : checked.code;
}
