import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { PartialUploadListDto } from '@okno/web/api-client';
import type { SlotUpload } from '@okno/web/ui';
import { firstValueFrom, fromEvent } from 'rxjs';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

import { Problems, problemOf } from '../../shell/problem';
import type { DocumentDto } from '../applications/application-api';
import { SentFile, fingerprintOf } from './sent-file';
import { injectUploadProblem } from './upload-problem';

/** An upload with the slot it goes to. */
export interface DocumentUpload extends SlotUpload {
  readonly slot: string;
}

/** A file of this page that is to become a document, and who waits for it. */
interface Job {
  readonly applicationId: string;
  readonly file: SentFile;
  settle(document: DocumentDto | null): void;
}

/** More would only share the same line. */
const AT_ONCE = 3;
const BASE = '/api/v1';

/**
 * Files on their way to a request, with how much of each has gone; and those that were begun here or elsewhere and not
 * finished. Provide it in the page's component.
 */
@Injectable()
export class DocumentUploads {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly fieldText = injectUploadProblem();
  private readonly jobs = new Map<string, Job>();
  /** Fingerprints of those that wait for their file to be chosen again, by key: the key is the id of the upload. */
  private readonly left = new Map<string, string>();
  private readonly shown = signal<readonly DocumentUpload[]>([]);
  private lookedAt = '';

  /** What goes on, what waits to go on, and what was refused and not yet put away. */
  readonly list = this.shown.asReadonly();

  constructor() {
    fromEvent(window, 'online')
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        for (const { key, retriable } of this.shown()) {
          if (retriable) {
            this.goOn(key);
          }
        }
      });
    inject(DestroyRef).onDestroy(() => {
      for (const { file } of this.jobs.values()) {
        file.pause();
      }
    });
  }

  /** Shows what was begun before and not finished. Without an answer it is begun anew: nothing is lost by that. */
  async look(applicationId: string): Promise<void> {
    if (applicationId === '' || this.lookedAt === applicationId) {
      return;
    }
    this.lookedAt = applicationId;
    SentFile.prepare();
    const path = `${BASE}/applications/${applicationId}/uploads`;
    const { items } = await firstValueFrom(this.http.get<PartialUploadListDto>(path)).catch(() => ({
      items: [],
    }));
    const own = new Set([...this.jobs.values()].map(({ file }) => file.uploadId));
    for (const { id, slot, name, size, offset, fingerprint } of items) {
      if (offset > 0 && !own.has(id)) {
        this.left.set(id, fingerprint);
        this.show({ key: id, slot, name, sent: offset, total: size, state: 'LEFT' });
      }
    }
  }

  /**
   * Sends a file into a slot; one that was begun before goes on from the bytes that are there.
   * Null: it was given up, or refused with a reason in the list.
   */
  send(applicationId: string, slot: string, file: File): Promise<DocumentDto | null> {
    const begun = this.shown().find(
      (one) => one.slot === slot && this.left.get(one.key) === fingerprintOf(file),
    );
    const key = begun?.key ?? crypto.randomUUID();
    this.left.delete(key);
    const { name, size } = file;
    this.show({ key, slot, name, sent: begun?.sent ?? 0, total: size, state: 'WAITING' });
    return new Promise((settle) => {
      const sent = new SentFile(file, {
        endpoint: `${BASE}/applications/${applicationId}/uploads`,
        slot,
        uploadId: begun?.key ?? null,
        progress: (bytes) => {
          this.change(key, { sent: bytes });
        },
        arrived: (id) => void this.finish(key, id),
        failed: (error) => {
          this.fail(key, error);
        },
      });
      this.jobs.set(key, { applicationId, file: sent, settle });
      this.startNext();
    });
  }

  /** Holds an upload; what has come stays there. */
  pause(key: string): void {
    this.jobs.get(key)?.file.pause();
    this.change(key, { state: 'PAUSED' });
    this.startNext();
  }

  /** Goes on with one that was held, or that did not get through. */
  goOn(key: string): void {
    this.change(key, { state: 'WAITING', error: '', retriable: false });
    this.startNext();
  }

  /** Gives an upload up with what has come of it, or puts away a refusal that was read. */
  stop(key: string): void {
    const job = this.jobs.get(key);
    this.take(key, null);
    if (job) {
      void job.file.cancel();
    } else if (this.left.delete(key)) {
      void SentFile.forget(key);
    }
  }

  private startNext(): void {
    const going = this.shown().filter(({ state }) => state === 'SENDING').length;
    const waiting = this.shown().filter(({ state }) => state === 'WAITING');
    for (const { key } of waiting.slice(0, Math.max(0, AT_ONCE - going))) {
      this.change(key, { state: 'SENDING' });
      this.jobs.get(key)?.file.start();
    }
  }

  /** All bytes are there: what they are is looked into now. */
  private async finish(key: string, id: string): Promise<void> {
    const job = this.jobs.get(key);
    try {
      const path = `${BASE}/uploads/${id}/finish`;
      const document = await firstValueFrom(this.http.post<DocumentDto>(path, null));
      if (this.jobs.has(key)) {
        this.take(key, document);
      } else if (job) {
        // Given up at the last moment: the person does not want it, and nobody would show it.
        const { applicationId } = job;
        await firstValueFrom(
          this.http.delete(`${BASE}/applications/${applicationId}/documents/${document.id}`),
        );
      }
    } catch (error) {
      this.fail(key, error);
    }
  }

  /** Without an answer, or with one of a server that is down, the file was not judged. */
  private fail(key: string, error: unknown): void {
    const upload = this.shown().find((one) => one.key === key);
    if (!upload || !this.jobs.has(key)) {
      return;
    }
    const status = error instanceof HttpErrorResponse ? error.status : 0;
    const retriable = status === 0 || status === 409 || status >= 500;
    if (!retriable) {
      this.jobs.get(key)?.settle(null);
      this.jobs.delete(key);
    }
    const [field] = problemOf(error).fields ?? [];
    const words = (field && this.fieldText(field, upload.name)) ?? this.problems.explain(error);
    this.change(key, { state: 'FAILED', error: words, retriable });
    this.startNext();
  }

  private take(key: string, document: DocumentDto | null): void {
    const job = this.jobs.get(key);
    this.jobs.delete(key);
    this.shown.update((all) => all.filter((one) => one.key !== key));
    job?.settle(document);
    this.startNext();
  }

  private show(upload: DocumentUpload): void {
    this.shown.update((all) => [...all.filter(({ key }) => key !== upload.key), upload]);
  }

  private change(key: string, change: Partial<DocumentUpload>): void {
    this.shown.update((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }
}
