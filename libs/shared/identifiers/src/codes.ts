import { ACCOUNT_CODES, BIK_CODES, CORR_ACCOUNT_CODES } from './bank';
import { OKPD2_CODES, OKVED_CODES } from './classifiers';
import { EMAIL_CODES } from './email';
import { INN_CODES } from './inn';
import { KPP_CODES } from './kpp';
import { OGRN_CODES } from './ogrn';
import { NAME_CODES } from './person-name';
import { PHONE_CODES } from './phone';
import { SNILS_CODES } from './snils';
import { URL_CODES } from './web-address';

/**
 * Every code a check can answer with. They are part of the API: the browser translates them, a test can
 * ask for a text of each, and none is ever renamed.
 */
export const IDENTIFIER_CODES = [
  ...INN_CODES,
  ...OGRN_CODES,
  ...KPP_CODES,
  ...SNILS_CODES,
  ...BIK_CODES,
  ...ACCOUNT_CODES,
  ...CORR_ACCOUNT_CODES,
  ...OKVED_CODES,
  ...OKPD2_CODES,
  ...PHONE_CODES,
  ...EMAIL_CODES,
  ...NAME_CODES,
  ...URL_CODES,
] as const;
export type IdentifierCode = (typeof IDENTIFIER_CODES)[number];
