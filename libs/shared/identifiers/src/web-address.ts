import { type Checked, invalid, valid } from './checked';
import { isPublicDomain } from './domain-name';

export const URL_CODES = ['URL_FORMAT', 'URL_LENGTH', 'URL_KIND'] as const;
export type UrlCode = (typeof URL_CODES)[number];

const MAX_LENGTH = 2048;

/**
 * Address of a public site with its scheme. URL_KIND is a scheme other than http and https
 * (`javascript:` above all). Refused too: a login inside the address, bare numbers and one-word hosts.
 */
export function checkUrl(input: string): Checked<UrlCode> {
  const text = input.trim();
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text)) {
    return invalid('URL_FORMAT');
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return invalid('URL_KIND');
  }
  if (!/^https?:\/\//i.test(text) || url.username !== '' || url.password !== '') {
    return invalid('URL_FORMAT');
  }
  if (!isPublicDomain(url.hostname)) {
    return invalid('URL_FORMAT');
  }
  return url.href.length > MAX_LENGTH ? invalid('URL_LENGTH') : valid(url.href);
}
