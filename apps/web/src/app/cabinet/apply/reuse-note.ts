import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { OkNote, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';

/** Says from which earlier application the answers are, until somebody has said that nothing changed since. */
@Component({
  selector: 'okno-reuse-note',
  imports: [OkNote],
  template: `
    @if (reuse(); as from) {
      <ok-note tone="info" icon="cloud-check">
        <p>
          {{
            t(from.number ? 'apply.reuse.text' : 'apply.reuse.copied', {
              number: from.number ?? '',
              date: f().date(from.on),
              count: from.fields,
            })
          }}
        </p>
        <button
          type="button"
          class="btn btn--s"
          [attr.aria-disabled]="busy() || null"
          (click)="confirm()"
        >
          {{ t('apply.reuse.confirm', { date: f().date(from.on) }) }}
        </button>
      </ok-note>
    }
  `,
  styles: `
    .btn {
      margin-top: 10px;
    }
  `,
})
export class ReuseNote {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly application = input.required<ApplicationDto>();
  readonly changed = output();

  protected readonly busy = signal(false);
  protected readonly reuse = computed(() => {
    const reuse = this.application().reuse;
    return reuse && !reuse.confirmed && reuse.fields > 0 ? reuse : null;
  });

  protected async confirm(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      const { id } = this.application();
      await firstValueFrom(this.http.post(`/api/v1/applications/${id}/reuse/confirm`, null));
      this.changed.emit();
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set(false);
    }
  }
}
