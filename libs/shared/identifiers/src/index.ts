/**
 * Checks and canonical forms of the numbers and contacts people type (domain §8).
 * A check never throws: it takes any string and answers `{ ok: true, value }` or `{ ok: false, code }`.
 * An empty string is `<ID>_FORMAT`: whether a field is required is the form's matter.
 */
export {
  ACCOUNT_CODES,
  type AccountCode,
  BIK_CODES,
  type BikCode,
  checkAccount,
  checkBik,
  checkCorrAccount,
  CORR_ACCOUNT_CODES,
  type CorrAccountCode,
} from './bank';
export type { Checked } from './checked';
export {
  checkOkpd2,
  checkOkved,
  OKPD2_CODES,
  type Okpd2Code,
  OKVED_CODES,
  type OkvedCode,
  okvedInBranch,
} from './classifiers';
export { IDENTIFIER_CODES, type IdentifierCode } from './codes';
export { displayDomain } from './domain-name';
export { checkEmail, EMAIL_CODES, type EmailCode, formatEmail } from './email';
export { checkInn, type HolderKind, INN_CODES, type InnCode, type InnFacts, innFacts } from './inn';
export { checkKpp, KPP_CODES, type KppCode } from './kpp';
export { checkOgrn, OGRN_CODES, type OgrnCode, ogrnKind } from './ogrn';
export { checkPersonName, isNameWord, NAME_CODES, type NameCode } from './person-name';
export { checkPhone, formatPhone, PHONE_CODES, type PhoneCode } from './phone';
export { checkSnils, formatSnils, SNILS_CODES, type SnilsCode } from './snils';
export { checkUrl, URL_CODES, type UrlCode } from './web-address';
