/**
 * Where to go after signing in: a path of this portal, or nothing. An address of another site in a link must
 * not be able to send anybody there.
 */
export function returnAddress(asked: string | undefined): string | null {
  if (asked === undefined || !asked.startsWith('/') || /^\/[/\\]/.test(asked)) {
    return null;
  }
  // Control characters are dropped by browsers and could make `//` of what we have just looked at.
  return /[\u0000-\u001f\u007f\\]/.test(asked) || asked.startsWith('/login') ? null : asked;
}
