import { decodePunycode } from './punycode';

/**
 * A public domain name in the form that travels: lower case, Cyrillic labels as `xn--…`.
 * Nothing when it is no such name: one label only, an address of digits, a wrong character or length.
 */
export function asciiDomain(domain: string): string | undefined {
  // Only letters, digits, hyphen and dot reach URL: it would cut a path or a port off and accept the rest.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) {
    return undefined;
  }
  const ascii = hostOf(domain);
  return ascii !== undefined && isPublicDomain(ascii) ? ascii : undefined;
}

/** Whether an ASCII host is a domain name of at least two labels with a top level that is not a number. */
export function isPublicDomain(ascii: string): boolean {
  const labels = ascii.split('.');
  return (
    ascii.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /^(?:[a-z]{2,}|xn--.+)$/.test(labels[labels.length - 1] ?? '')
  );
}

/** A domain as its owner writes it: `xn--80a1acny.xn--p1ai` → `почта.рф`. What cannot be read stays as it is. */
export function displayDomain(ascii: string): string {
  return ascii
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.');
}

/** URL does the conversion of names (UTS 46) in the browser and on the server alike. */
function hostOf(domain: string): string | undefined {
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
