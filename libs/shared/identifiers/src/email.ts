import { type Checked, invalid, valid } from './checked';
import { asciiDomain, displayDomain } from './domain-name';

export const EMAIL_CODES = ['EMAIL_FORMAT', 'EMAIL_LENGTH'] as const;
export type EmailCode = (typeof EMAIL_CODES)[number];

const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/**
 * E-mail address: one @, at most 254 characters. In the canonical value the domain is lower case and a
 * Cyrillic one is punycode; the part before @ stays as typed (its server may tell cases apart) and is
 * ASCII, as most mail servers deliver nothing else. That it exists, only a letter with a link proves.
 */
export function checkEmail(input: string): Checked<EmailCode> {
  const text = input.trim();
  if (text.length > MAX_LENGTH) {
    return invalid('EMAIL_LENGTH');
  }
  const [local = '', domain = '', ...more] = text.split('@');
  const ascii = asciiDomain(domain);
  if (more.length > 0 || ascii === undefined || !isLocalPart(local)) {
    return invalid('EMAIL_FORMAT');
  }
  const email = `${local}@${ascii}`;
  return local.length > MAX_LOCAL_LENGTH || email.length > MAX_LENGTH
    ? invalid('EMAIL_LENGTH')
    : valid(email);
}

/** The address with its domain as the owner writes it: `info@xn--80a1acny.xn--p1ai` → `info@почта.рф`. */
export function formatEmail(email: string): string {
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + displayDomain(email.slice(at));
}

/** RFC 5322 atoms joined by single dots. */
function isLocalPart(local: string): boolean {
  return /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local);
}
