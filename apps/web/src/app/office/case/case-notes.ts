import { HttpClient, httpResource } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { OkField, OkTextArea, injectFormats, injectTexts } from '@okno/web/ui';
import type { NotesDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseFile, rereadWith } from './case-file';

/** Notes that only the centre reads, newest first. */
@Component({
  selector: 'okno-case-notes',
  imports: [OkField, OkTextArea],
  template: `
    <form id="note" (submit)="add($event)" (keydown.control.enter)="add($event)">
      <ok-field
        [label]="t('review.notes.write')"
        [hint]="t('review.notes.hint')"
        [error]="refused()"
      >
        <ok-text-area [rows]="2" [maxLength]="5000" [(value)]="words" [disabled]="busy()" />
      </ok-field>
      <button type="submit" class="btn" [attr.aria-disabled]="!words().trim() || busy() || null">
        {{ t('review.notes.add') }}
      </button>
    </form>
    @if (notes.error(); as error) {
      <p class="sm" role="alert">{{ problems.explain(error) }}</p>
      <button type="button" class="btn btn--s" (click)="notes.reload()">
        {{ t('office.retry') }}
      </button>
    } @else if (notes.hasValue()) {
      <ol>
        @for (note of notes.value().items; track note.id) {
          <li>
            <p class="words">{{ note.text }}</p>
            <p class="xs muted">
              {{ note.author.name }},
              {{ f().dateTime(note.at, file.application()?.cluster?.timeZone) }}
            </p>
          </li>
        } @empty {
          <li class="sm muted">{{ t('review.notes.none') }}</li>
        }
      </ol>
    }
  `,
  styles: `
    form {
      display: grid;
      gap: 10px;
      justify-items: start;
    }
    ok-field {
      width: 100%;
    }
    ol {
      margin-top: 14px;
    }
    li {
      padding: 9px 0;
      border-top: 1px solid var(--ok-hairline);
      font: var(--ok-body-small);
    }
    .words {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class CaseNotes {
  private readonly http = inject(HttpClient);
  protected readonly problems = inject(OfficeProblems);
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly notes = httpResource<NotesDto>(() => ({
    url: this.file.url('notes'),
    params: { limit: 100 },
  }));
  protected readonly words = signal('');
  protected readonly busy = signal(false);
  protected readonly refused = signal('');

  constructor() {
    rereadWith(this.file, () => this.notes.reload());
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.words().trim();
    if (text === '' || this.busy()) {
      return;
    }
    this.busy.set(true);
    this.refused.set('');
    try {
      await this.file.command(async () => {
        await firstValueFrom(this.http.post(this.file.url('notes'), { text }));
        this.words.set('');
        await this.file.again();
      });
    } catch (error) {
      this.refused.set(this.problems.explain(error));
    } finally {
      this.busy.set(false);
    }
  }
}
