import { itemsOf, wordsOf, type Language, type ListItem } from './params';
import type { Template } from './template';
import { templateOf } from './templates';

const PLACE = /\{(\w+)\}/g;

/** A paragraph of a letter: a sentence or a list. */
export type Part = { text: string } | { items: { title: string | null; text: string }[] };

/** A notice in one language with everything filled in, not yet drawn. */
export interface Letter {
  subject: string;
  parts: Part[];
  action: { label: string; url: string };
  /** Where one stops such letters. */
  leave: string | null;
}

/** What a letter is made of besides its template. */
export interface LetterSource {
  template: string;
  params: Readonly<Record<string, unknown>>;
  lang: Language;
  /** The address of the site, without a slash at the end. */
  siteUrl: string;
  /** Made for this letter only. */
  secret?: string;
}

/** The names of the parameters that a text asks for. */
export function placesOf(text: string): string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '');
}

/** Fills a template in. A paragraph whose parameter is absent is left out. */
export function composeLetter(source: LetterSource): Letter {
  const template = templateOf(source.template);
  const words = template.words[source.lang];
  const fill = (text: string): string | null => filled(template, source, text);
  return {
    subject: fill(words.subject) ?? '',
    parts: words.body.flatMap((paragraph) => partsOf(template, source, paragraph)),
    action: {
      label: fill(words.action) ?? words.action,
      url: source.siteUrl + linkOf(template.link, source),
    },
    leave: template.leave === undefined ? null : source.siteUrl + linkOf(template.leave, source),
  };
}

/** Only the subject, as the title of the notice in the portal. */
export function titleOf(
  name: string,
  params: Readonly<Record<string, unknown>>,
  lang: Language,
): string {
  const template = templateOf(name);
  const { subject } = template.words[lang];
  return filled(template, { template: name, params, lang, siteUrl: '' }, subject) ?? '';
}

function partsOf(template: Template, source: LetterSource, paragraph: string): Part[] {
  const [place] = placesOf(paragraph);
  if (place !== undefined && paragraph === `{${place}}` && template.params[place] === 'list') {
    const items = (itemsOf(source.params[place]) ?? []).map((item) =>
      inLanguage(item, source.lang),
    );
    return items.length > 0 ? [{ items }] : [];
  }
  const text = filled(template, source, paragraph);
  return text === null ? [] : [{ text }];
}

function inLanguage(item: ListItem, lang: Language): { title: string | null; text: string } {
  return { title: item.title === null ? null : item.title[lang], text: item.text };
}

/** The text with its parameters, or null when one of them is absent. */
function filled(template: Template, source: LetterSource, text: string): string | null {
  let absent = false;
  const result = text.replaceAll(PLACE, (_, name: string) => {
    const words =
      name === 'secret'
        ? (source.secret ?? null)
        : wordsOf(template.params[name] ?? 'text', source.params[name], source.lang);
    absent ||= words === null;
    return words ?? '';
  });
  return absent ? null : result;
}

function linkOf(link: string, source: LetterSource): string {
  return link.replaceAll(PLACE, (_, name: string) => {
    const value = name === 'secret' ? source.secret : source.params[name];
    return encodeURIComponent(typeof value === 'string' ? value : '');
  });
}
