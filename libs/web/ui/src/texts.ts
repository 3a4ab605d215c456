import { Service, inject, signal } from '@angular/core';

import { fillMessage } from './message';

/** A text that reference data carries in both languages. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

/** Texts of one area, as its file holds them: `{ page: { thing: '…' } }`. */
export interface TextTree {
  readonly [part: string]: string | TextTree;
}

/** Values for the placeholders of a translation. */
export type TextParams = Readonly<Record<string, unknown>>;

/** Finds the text of a full key (`area.page.thing`) in the current language. */
export type Translate = (key: string, params?: TextParams) => string;

/** The texts that are loaded, and the language in which the interface speaks. */
@Service()
export class LoadedTexts {
  private readonly trees = new Map<string, Record<string, TextTree>>();
  private readonly spoken = signal<'ru' | 'en'>('ru');

  /** Current language; whatever reads it is drawn again when it changes. */
  readonly lang = this.spoken.asReadonly();

  /** Call after the texts of the language are here: they are not looked for again. */
  speak(lang: 'ru' | 'en'): void {
    this.spoken.set(lang);
  }

  add(lang: string, area: string, tree: TextTree): void {
    this.trees.set(lang, { ...this.trees.get(lang), [area]: tree });
  }

  has(lang: string, area: string): boolean {
    return this.trees.get(lang)?.[area] !== undefined;
  }

  /**
   * The text of a full key in the current language, as its file has it. A code of the server has dots of its own and
   * stands in its file as one name: `errors.` + `session.required`.
   */
  find(key: string): string | undefined {
    let found: string | TextTree | undefined = this.trees.get(this.lang());
    let rest = key;
    while (typeof found === 'object' && !Object.hasOwn(found, rest)) {
      const dot = rest.indexOf('.');
      found = dot < 0 ? undefined : found[rest.slice(0, dot)];
      rest = rest.slice(dot + 1);
    }
    const text = typeof found === 'object' ? found[rest] : undefined;
    return typeof text === 'string' ? text : undefined;
  }
}

/**
 * The translator for a template: `protected readonly t = injectTexts()` and `{{ t('ui.status.DRAFT') }}`.
 * It reads a signal, so whatever calls it is drawn again when the language changes.
 * The file of the key's area must be loaded before the page shows: the route does it with `texts(…)`.
 * A key without a text shows itself; i18n.spec.ts sees to it that none is left.
 */
export function injectTexts(): Translate {
  const texts = inject(LoadedTexts);
  return (key, params) => {
    const text = texts.find(key);
    if (text === undefined) {
      return key;
    }
    return text.includes('{') ? fillMessage(text, params ?? {}, texts.lang()) : text;
  };
}

/** Picks the current language of a two-language text: `{{ say(measure.title) }}`. */
export function injectSay(): (text: Text | null | undefined) => string {
  const texts = inject(LoadedTexts);
  return (text) => (text ? (texts.lang() === 'en' ? text.en : text.ru) || text.ru : '');
}

/** Whether a key has a text, for codes that come from the server and may be newer than this build. */
export function injectHasText(): (key: string) => boolean {
  const texts = inject(LoadedTexts);
  return (key) => texts.find(key) !== undefined;
}
