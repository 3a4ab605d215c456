import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { SlotUpload } from '@okno/web/ui';

import { Problems, problemOf, type Problem } from '../../shell/problem';
import type { DocumentDto } from '../applications/application-api';
import { injectUploadProblem } from './upload-problem';

/** An upload with the slot it goes to. */
export interface DocumentUpload extends SlotUpload {
  readonly slot: string;
}

/** Files on their way to a request, with how much of each has gone. Provide it in the page's component. */
@Injectable()
export class DocumentUploads {
  private readonly problems = inject(Problems);
  private readonly fieldText = injectUploadProblem();
  private readonly running = new Map<string, XMLHttpRequest>();
  /** What may be sent again after the connection was lost. */
  private readonly files = new Map<string, File>();
  private readonly shown = signal<readonly DocumentUpload[]>([]);

  /** What goes on, and what was refused and not yet put away. */
  readonly list = this.shown.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      for (const request of this.running.values()) {
        request.abort();
      }
    });
  }

  /** Sends a file into a slot. Null: it was stopped, or refused with a reason in the list. */
  send(applicationId: string, slot: string, file: File): Promise<DocumentDto | null> {
    const key = crypto.randomUUID();
    const { name, size } = file;
    this.shown.update((all) => [...all, { key, slot, name, sent: 0, total: size }]);
    // The browser tells how much of a body has gone only of an XMLHttpRequest; fetch cannot.
    const request = new XMLHttpRequest();
    this.running.set(key, request);
    this.files.set(key, file);
    const body = new FormData();
    body.append('slot', slot);
    body.append('file', file, name);
    return new Promise((resolve) => {
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        // The body is a little longer than the file it frames.
        this.change(key, { sent: loaded === total ? size : Math.min(loaded, size - 1) });
      });
      request.addEventListener('loadend', () => {
        this.running.delete(key);
        resolve(this.take(key, request, name));
      });
      request.open('POST', `/api/v1/applications/${applicationId}/documents`);
      request.responseType = 'json';
      request.send(body);
    });
  }

  /** Stops an upload, or puts away a refusal that was read. */
  stop(key: string): void {
    this.shown.update((all) => all.filter((one) => one.key !== key));
    this.files.delete(key);
    this.running.get(key)?.abort();
  }

  /** Takes a file that did not get through off the list, to be sent again. */
  takeBack(key: string): readonly File[] {
    const file = this.files.get(key);
    this.stop(key);
    return file ? [file] : [];
  }

  private take(key: string, request: XMLHttpRequest, name: string): DocumentDto | null {
    if (!this.shown().some((one) => one.key === key)) {
      return null;
    }
    const body: unknown = request.response;
    if (request.status === 201 && isDocument(body)) {
      this.stop(key);
      return body;
    }
    const error = new HttpErrorResponse({ status: request.status, error: body });
    // Without an answer, or with one of a server that is down, the file was not judged.
    const retriable = request.status === 0 || request.status >= 500;
    if (!retriable) {
      this.files.delete(key);
    }
    this.change(key, { error: this.words(problemOf(error), error, name), retriable });
    return null;
  }

  private words(problem: Problem, error: unknown, name: string): string {
    const [field] = problem.fields ?? [];
    return (field && this.fieldText(field, name)) ?? this.problems.explain(error);
  }

  private change(key: string, change: Partial<DocumentUpload>): void {
    this.shown.update((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }
}

const isDocument = (body: unknown): body is DocumentDto =>
  typeof body === 'object' && body !== null && 'sha256' in body && 'slot' in body;
