/** A piece of a letter; one with `href` is a link. */
export interface MailPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])/;

/**
 * Finds the addresses in a letter. Links lead into this portal whatever host the letter names:
 * a portal that moved to another port still opens its own letters.
 */
export function mailParts(text: string, origin: string): MailPart[] {
  return text.split(ADDRESS).flatMap((piece, index): MailPart[] => {
    if (piece === '') {
      return [];
    }
    if (index % 2 === 0) {
      return [{ text: piece }];
    }
    const { pathname, search, hash } = new URL(piece);
    return [{ text: piece, href: `${origin}${pathname}${search}${hash}` }];
  });
}
