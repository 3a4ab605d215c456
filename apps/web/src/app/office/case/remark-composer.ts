import { HttpClient } from '@angular/common/http';
import {
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { OkField, OkTextArea, injectTexts } from '@okno/web/ui';
import type { RemarkDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseFile } from './case-file';

/** Writes a remark to one place. It stays the centre's own until the case is returned. */
@Component({
  selector: 'okno-remark-composer',
  imports: [OkField, OkTextArea],
  template: `
    <form (submit)="save($event)" (keydown)="key($event)">
      <ok-field
        [label]="t('review.remark.label', { place: place() })"
        [hint]="t('review.remark.hint')"
        [error]="refused()"
      >
        <ok-text-area [rows]="2" [maxLength]="4000" [(value)]="words" [disabled]="busy()" />
      </ok-field>
      <div class="row wrap">
        <button
          type="submit"
          class="btn btn--p"
          [attr.aria-disabled]="!words().trim() || busy() || null"
        >
          {{ t(existing() ? 'review.remark.save' : 'review.remark.add') }}
        </button>
        <button type="button" class="btn btn--t" (click)="closed.emit()">
          {{ t('office.cancel') }}
        </button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    form {
      display: grid;
      gap: 8px;
      padding: 10px 0;
    }
  `,
})
export class RemarkComposer {
  private readonly http = inject(HttpClient);
  private readonly file = inject(CaseFile);
  private readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();

  /** What it is pinned to: `mk.goal`, `money.lines[0]`, `doc.D-TOR`. */
  readonly path = input.required<string>();
  readonly place = input.required<string>();
  /** An unsent remark that is changed. */
  readonly existing = input<RemarkDto | undefined>(undefined);
  readonly closed = output();

  protected readonly words = signal('');
  protected readonly busy = signal(false);
  protected readonly refused = signal('');

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      this.words.set(this.existing()?.text ?? '');
      host.nativeElement.querySelector('textarea')?.focus();
    });
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.closed.emit();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      void this.save(event);
    }
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.words().trim();
    if (text === '' || this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      await this.file.command(async () => {
        await firstValueFrom(this.request(text));
        await this.file.again();
      });
      this.closed.emit();
    } catch (error) {
      this.refused.set(this.problems.explain(error));
      this.busy.set(false);
    }
  }

  private request(text: string) {
    const existing = this.existing();
    const path = this.path();
    const kind = path.startsWith('doc.') ? 'DOCUMENT' : 'FIELD';
    return existing
      ? this.http.patch<RemarkDto>(`/api/v1/remarks/${existing.id}`, { text })
      : this.http.post<RemarkDto>(this.file.url('remarks'), { target: { kind, path }, text });
  }
}
