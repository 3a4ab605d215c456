import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { OkNote, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { ApplicationDto } from '../applications/application-api';
import { injectOneAtATime } from '../../shell/one-at-a-time';

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
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly application = input.required<ApplicationDto>();
  readonly changed = output();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly reuse = computed(() => {
    const reuse = this.application().reuse;
    return reuse && !reuse.confirmed && reuse.fields > 0 ? reuse : null;
  });

  protected async confirm(): Promise<void> {
    await this.one.run(async () => {
      const { id } = this.application();
      await firstValueFrom(this.http.post(`/api/v1/applications/${id}/reuse/confirm`, null));
      this.changed.emit();
    });
  }
}
