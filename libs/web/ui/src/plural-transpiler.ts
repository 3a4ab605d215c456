import { Injectable } from '@angular/core';
import { DefaultTranspiler, type TranspileParams } from '@jsverse/transloco';

/** `{count, plural, one {# день} few {# дня} many {# дней}}` or `{side, select, centre {…} other {…}}`. */
const CHOICE = /\{(\w+),\s*(plural|select),\s*((?:[\w=]+\s*\{[^{}]*\}\s*)+)\}/g;
const BRANCH = /([\w=]+)\s*\{([^{}]*)\}/g;

/**
 * Adds the plural and select forms of ICU MessageFormat (one level, no nesting) to `{{ name }}`.
 * Russian has three plural forms, so a plain placeholder is not enough; a full ICU parser costs 20 KiB.
 */
@Injectable()
export class PluralTranspiler extends DefaultTranspiler {
  private rules = new Intl.PluralRules('ru');
  private numbers = new Intl.NumberFormat('ru');

  /** Plural rules follow the language of the texts, not of the browser. */
  onLangChanged(lang: string): void {
    this.rules = new Intl.PluralRules(lang);
    this.numbers = new Intl.NumberFormat(lang);
  }

  override transpile(request: TranspileParams): unknown {
    const { value, params } = request;
    if (typeof value !== 'string' || !params || !value.includes('{')) {
      return super.transpile(request);
    }
    const chosen = value.replace(CHOICE, (_all, name: string, kind: string, branches: string) =>
      this.choose(params[name], kind, branches),
    );
    return super.transpile({ ...request, value: chosen });
  }

  private choose(value: unknown, kind: string, branches: string): string {
    const found = new Map<string, string>();
    for (const [, key = '', text = ''] of branches.matchAll(BRANCH)) {
      found.set(key, text);
    }
    if (kind === 'select') {
      return found.get(String(value)) ?? found.get('other') ?? '';
    }
    const count = Number(value);
    const text =
      found.get(`=${count}`) ??
      found.get(this.rules.select(count)) ??
      found.get('other') ??
      found.get('many') ??
      '';
    return text.replaceAll('#', this.numbers.format(count));
  }
}
