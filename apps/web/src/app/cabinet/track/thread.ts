import { HttpClient } from '@angular/common/http';
import { Component, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { OkMessages, OkNote, injectTexts, type Message } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { LiveUpdates } from '../../shell/live-updates';
import { Problems } from '../../shell/problem';

interface MessagePageDto {
  readonly items: readonly Message[];
  readonly next: string | null;
}

/** The thread with the centre, oldest first; new messages come by themselves. */
@Component({
  selector: 'okno-thread',
  imports: [OkMessages, OkNote],
  template: `
    <section aria-labelledby="thread-heading">
      <div class="sec__h">
        <h2 id="thread-heading">{{ t('track.thread.heading') }}</h2>
        <span class="r sm muted">{{ t('track.thread.when') }}</span>
      </div>
      <div class="panel pb">
        @if (failure(); as words) {
          <ok-note tone="no" [live]="true">
            {{ words }}
            <button type="button" class="btn btn--s" (click)="load()">
              {{ t('cabinet.retry') }}
            </button>
          </ok-note>
        }
        <ok-messages
          [messages]="messages()"
          [zone]="zone()"
          [busy]="busy()"
          [closed]="closed()"
          (send)="post($event)"
        />
      </div>
    </section>
  `,
})
export class Thread {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly line = viewChild(OkMessages);
  protected readonly t = injectTexts();

  readonly id = input.required<string>();
  readonly zone = input.required<string>();
  readonly closed = input(false);

  protected readonly messages = signal<readonly Message[]>([]);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
    inject(LiveUpdates)
      .application(() => this.id())
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.load());
  }

  protected async load(): Promise<void> {
    const id = this.id();
    try {
      const all: Message[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: MessagePageDto = await firstValueFrom(
          this.http.get<MessagePageDto>(`/api/v1/applications/${id}/messages`, {
            params: { limit: 100, ...(after ? { after } : {}) },
          }),
        );
        all.push(...page.items);
        after = page.next;
      }
      if (id === this.id()) {
        this.messages.set(all);
        this.failure.set('');
      }
    } catch (error) {
      this.failure.set(this.problems.explain(error));
    }
  }

  protected async post(text: string): Promise<void> {
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post(`/api/v1/applications/${this.id()}/messages`, { text }));
      this.line()?.clear();
      await this.load();
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set(false);
    }
  }
}
