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
  /** Something found before asking the server. */
  put(fields: readonly ProblemField[]): void;
  clear(): void;
}

/**
 * The errors of one form. Call it where the component is made.
 * @param order paths of the fields as they stand on the page, for the summary
 */
export function injectFieldErrors(order: readonly string[] = []): FieldErrors {
  const t = injectTexts();
  const has = injectHasText();
  const problems = inject(Problems);
  const fields = signal<readonly ProblemField[]>([]);
  const failure = signal<unknown>(undefined);

  const words = ({ code, params }: ProblemField): string => {
    const key = `account.field.${code}`;
    return t(has(key) ? key : 'account.field.INVALID', { ...params });
  };
  // A summary names the field: «заполните» alone does not say which.
  const labelOf = (path: string): string =>
    has(`account.${path}`) ? `${t(`account.${path}`)}: ` : '';
  return {
    of: (path) => {
      const found = fields().find((field) => field.path === path);
      return found ? words(found) : '';
    },
    summary: computed(() =>
      [...fields()]
        .sort((one, other) => order.indexOf(one.path) - order.indexOf(other.path))
        .map((field) => ({ fieldId: field.path, text: `${labelOf(field.path)}${words(field)}` })),
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
    put: (found) => {
      fields.set(found);
      failure.set(undefined);
    },
    clear: () => {
      fields.set([]);
      failure.set(undefined);
    },
  };
}
