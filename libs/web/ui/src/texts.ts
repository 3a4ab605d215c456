import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** A text that reference data carries in both languages. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

/** Values for the placeholders of a translation. */
export type TextParams = Readonly<Record<string, unknown>>;

/** Finds the text of a full key (`area.page.thing`) in the current language. */
export type Translate = (key: string, params?: TextParams) => string;

/**
 * The translator for a template: `protected readonly t = injectTexts()` and `{{ t('ui.status.DRAFT') }}`.
 * It reads a signal, so whatever calls it is drawn again when the language changes.
 * The file of the key's area must be loaded before the page shows: the route does it with `texts(…)`.
 */
export function injectTexts(): Translate {
  const transloco = inject(TranslocoService);
  return (key, params) => transloco.translate(key, { ...params }, transloco.activeLang());
}

/** Picks the current language of a two-language text: `{{ say(measure.title) }}`. */
export function injectSay(): (text: Text | null | undefined) => string {
  const transloco = inject(TranslocoService);
  return (text) => (text ? (transloco.activeLang() === 'en' ? text.en : text.ru) || text.ru : '');
}

/** Whether a key has a text, for codes that come from the server and may be newer than this build. */
export function injectHasText(): (key: string) => boolean {
  const transloco = inject(TranslocoService);
  return (key) => key in transloco.getTranslation(transloco.activeLang());
}
