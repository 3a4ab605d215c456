import type { Language, ParamKinds } from './params';

/** A notice in one language. `{name}` stands for a parameter. */
export interface Wording {
  /** Subject of the letter and title of the notice in the portal. */
  subject: string;
  /**
   * Paragraphs in the order: what happened, what is safe, what to do, until when (DESIGN §6). A
   * paragraph whose parameter is absent is left out.
   */
  body: readonly string[];
  /** The button: a verb and its object. */
  action: string;
}

/** Something secret that a letter carries. It is made when the letter is sent and stored nowhere. */
export type LetterSecret =
  | 'EMAIL_CONFIRMATION'
  | 'PASSWORD_RESET'
  | 'INVITATION'
  | 'AGREEMENT_CODE'
  | 'MINUTES_CODE'
  | 'ROW_CONFIRMATION'
  | 'SUBSCRIPTION'
  | 'SUBSCRIPTION_LEAVE';

/** A kind of notice: what it needs to know and its words in both languages. */
export interface Template<Kinds extends ParamKinds = ParamKinds> {
  readonly params: Kinds;
  /** Where the button leads, from the root of the site; may hold parameters. */
  readonly link: string;
  /** The letter carries a secret: in the link behind `#` (it reaches no server's log) or as `{secret}`. */
  readonly secret?: LetterSecret;
  /** Where one stops such letters; they carry the header of RFC 8058 as well. It holds the secret. */
  readonly leave?: string;
  readonly words: Readonly<Record<Language, Wording>>;
}

/** Only for the type: keeps the kinds of the parameters exact. */
export function defineTemplate<const Kinds extends ParamKinds>(
  template: Template<Kinds>,
): Template<Kinds> {
  return template;
}
