import { HttpResponse, type HttpInterceptorFn } from '@angular/common/http';
import { ApplicationRef, DOCUMENT, Service, inject } from '@angular/core';
import { of } from 'rxjs';

/** What the first screen draws in its pauses asks within that time, in milliseconds. */
const PAUSES_MS = 3000;
const BLOCK = 'okno-answers';

/** Whether the document brought answers to a guest: without who is signed in. Call it where things are injected. */
export function broughtToGuest(): boolean {
  const answers = inject(DOCUMENT).getElementById(BLOCK)?.textContent ?? '';
  return answers !== '' && !answers.includes('"/api/v1/me"');
}

/**
 * Answers of the API that came in the document itself (apps/api, documents.ts): the first screen asks for them and gets
 * them without another trip. Each serves once. None outlives the first screen, a command or a word of a change: after
 * these the server is asked.
 */
@Service()
export class Delivered {
  private readonly answers = new Map<string, unknown>(
    Object.entries(read(inject(DOCUMENT).getElementById(BLOCK)?.textContent)),
  );

  constructor() {
    void inject(ApplicationRef)
      .whenStable()
      .then(() => {
        setTimeout(() => {
          this.forget();
        }, PAUSES_MS);
      });
  }

  forget(): void {
    this.answers.clear();
  }

  take(url: string): unknown {
    const body = this.answers.get(url);
    this.answers.delete(url);
    return body;
  }
}

function read(text: string | undefined): object {
  const value: unknown = text === undefined ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** Answers a GET out of the document where it can. */
export const delivered: HttpInterceptorFn = (request, next) => {
  const answers = inject(Delivered);
  if (request.method !== 'GET') {
    answers.forget();
  }
  const body = answers.take(request.urlWithParams);
  return body === undefined
    ? next(request)
    : of(new HttpResponse({ status: 200, url: request.urlWithParams, body }));
};
