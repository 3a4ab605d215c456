/** The secret out of the end of a letter's link, `#token=…`: it never reaches a server's log that way. */
export function linkToken(fragment: string | null | undefined): string | null {
  const token = new URLSearchParams(fragment ?? '').get('token');
  return token !== null && /^[\w-]{16,256}$/.test(token) ? token : null;
}
