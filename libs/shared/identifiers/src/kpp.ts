import { type Checked, invalid, valid } from './checked';
import { normaliseSpaces } from './normalise';

export const KPP_CODES = ['KPP_FORMAT', 'KPP_REGION'] as const;
export type KppCode = (typeof KPP_CODES)[number];

/**
 * КПП of an organisation: tax office, reason of registration (digits or Latin capitals), number
 * (order ММВ-7-6/435@). There is no check digit. A sole trader has none: the form says so, not this check.
 */
export function checkKpp(input: string): Checked<KppCode> {
  const kpp = normaliseSpaces(input);
  if (!/^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$/.test(kpp)) {
    return invalid('KPP_FORMAT');
  }
  return kpp.startsWith('00') ? invalid('KPP_REGION') : valid(kpp);
}
