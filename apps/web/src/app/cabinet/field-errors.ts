import { computed, inject, signal, type Signal } from '@angular/core';
import { injectHasText, injectTexts, type SummaryError } from '@okno/web/ui';

import { Problems, problemOf, type ProblemField } from '../shell/problem';

/** What the server found wrong with the fields of a form, in words. */
export interface FieldErrors {
  /** The sentence for a field; empty when it is fine. */
  of(path: string): string;
  /** All of them, for the summary on top; the id of a control is its path. */
  readonly summary: Signal<readonly SummaryError[]>;
  /** A failed request that names no field. */
  readonly general: Signal<string>;
  /** Takes the answer of a failed request. */
  take(error: unknown): void;
  clear(): void;
}

/** Areas of the texts for codes: our own words first, then those of the form engine. */
const AREAS = ['cabinet.field.', 'form.problem.'];

/** The errors of one form. `label` names a field for the summary. Call it where the component is made. */
export function injectFieldErrors(label: (path: string) => string): FieldErrors {
  const t = injectTexts();
  const has = injectHasText();
  const problems = inject(Problems);
  const fields = signal<readonly ProblemField[]>([]);
  const failure = signal<unknown>(undefined);

  const words = ({ code, params }: ProblemField): string => {
    const key = AREAS.map((area) => `${area}${code}`).find(has);
    return t(key ?? 'cabinet.field.INVALID', { ...params });
  };
  return {
    of: (path) => {
      const found = fields().find((field) => field.path === path);
      return found ? words(found) : '';
    },
    summary: computed(() =>
      fields().map((field) => ({
        fieldId: field.path,
        text: `${label(field.path)}: ${words(field)}`,
      })),
    ),
    general: computed(() => {
      const error = failure();
      return error === undefined ? '' : problems.explain(error);
    }),
    take: (error) => {
      const named = problemOf(error).fields ?? [];
      fields.set(named);
      failure.set(named.length > 0 ? undefined : error);
    },
    clear: () => {
      fields.set([]);
      failure.set(undefined);
    },
  };
}
