import { HttpResponse, type HttpInterceptorFn } from '@angular/common/http';
import { ApplicationRef, DOCUMENT, Service, inject } from '@angular/core';
import { of } from 'rxjs';

/**
 * Answers of the API that came in the document itself (apps/api, documents.ts): the first screen asks for them and gets
 * them without another trip. Each serves once, and none outlives the first screen: later the server is asked.
 */
@Service()
export class Delivered {
  private readonly answers = new Map<string, unknown>(
    Object.entries(read(inject(DOCUMENT).getElementById('okno-answers')?.textContent)),
  );

  constructor() {
    void inject(ApplicationRef)
      .whenStable()
      .then(() => {
        this.answers.clear();
      });
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
  const body = request.method === 'GET' ? inject(Delivered).take(request.urlWithParams) : undefined;
  return body === undefined
    ? next(request)
    : of(new HttpResponse({ status: 200, url: request.urlWithParams, body }));
};
