import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { OkMessages, injectTexts } from '@okno/web/ui';
import type { MessagesDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseFile, rereadWith } from './case-file';

/** The thread with the applicant. */
@Component({
  selector: 'okno-case-messages',
  imports: [OkMessages],
  template: `
    @if (thread.error(); as error) {
      <p class="sm" role="alert">{{ problems.explain(error) }}</p>
      <button type="button" class="btn btn--s" (click)="thread.reload()">
        {{ t('office.retry') }}
      </button>
    }
    <ok-messages
      id="messages"
      [messages]="messages()"
      [zone]="file.application()?.cluster?.timeZone"
      [busy]="busy()"
      [closed]="!file.mayMessage()"
      (send)="send($event)"
    />
    @if (!file.mayMessage()) {
      <p class="sm muted">{{ t('review.messages.readOnly') }}</p>
    }
  `,
})
export class CaseMessages {
  private readonly http = inject(HttpClient);
  protected readonly problems = inject(OfficeProblems);
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  private readonly box = viewChild(OkMessages);
  protected readonly thread = httpResource<MessagesDto>(() => ({
    url: this.file.url('messages'),
    params: { limit: 100 },
  }));
  protected readonly messages = computed(() =>
    this.thread.hasValue() ? this.thread.value().items : [],
  );
  protected readonly busy = signal(false);

  constructor() {
    rereadWith(this.file, () => this.thread.reload());
  }

  protected async send(text: string): Promise<void> {
    this.busy.set(true);
    try {
      await this.file.command(() =>
        firstValueFrom(this.http.post(this.file.url('messages'), { text })),
      );
      this.box()?.clear();
      this.thread.reload();
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set(false);
    }
  }
}
