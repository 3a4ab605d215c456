import { HttpErrorResponse } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { Toasts, injectHasText, injectTexts } from '@okno/web/ui';

/** One field at fault, as the server names it. */
export interface ProblemField {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** RFC 9457 answer of our API. `code` is stable and translated here (`errors.<code>`). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly requestId?: string;
  readonly fields?: readonly ProblemField[];
  readonly [extra: string]: unknown;
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** What a failed request says; a missing connection and a foreign answer get codes of their own. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof HttpErrorResponse)) {
    // A part of the site that is loaded when it is needed does not arrive without a connection either.
    return { status: 0, code: navigator.onLine ? 'client.unexpected' : 'client.offline' };
  }
  if (isProblem(error.error)) {
    return error.error;
  }
  return {
    status: error.status,
    code: error.status === 0 ? 'client.offline' : 'client.unexpected',
  };
}

/** Turns problems into sentences. */
@Service()
export class Problems {
  private readonly t = injectTexts();
  private readonly has = injectHasText();
  private readonly toasts = inject(Toasts);

  /** The sentence for a failed request or for a code of the server. */
  explain(error: unknown): string {
    const problem = typeof error === 'string' ? { code: error } : problemOf(error);
    const key = `errors.${problem.code}`;
    return this.t(this.has(key) ? key : 'errors.client.unexpected', { ...problem });
  }

  /** Shows the sentence as a toast that stays. */
  show(error: unknown): void {
    this.toasts.fail(this.explain(error));
  }
}
