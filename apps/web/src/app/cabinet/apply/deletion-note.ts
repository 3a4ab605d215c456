import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { OkNote, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { ApplicationDto } from '../applications/application-api';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** In place of a draft that will be deleted: until when it can be had back, and the button for it. */
@Component({
  selector: 'okno-deletion-note',
  imports: [OkNote],
  template: `
    @if (application().deletesAt; as at) {
      <ok-note tone="plain" [live]="true">
        <b class="strong">{{ t('apply.draft.deleting', { date: f().dateTime(at) }) }}</b>
        <p>{{ t('apply.draft.deletingText') }}</p>
        <button
          type="button"
          class="btn btn--p"
          [attr.aria-disabled]="busy() || null"
          (click)="restore()"
        >
          {{ t(busy() ? 'cabinet.busy' : 'apply.draft.restore') }}
        </button>
      </ok-note>
    }
  `,
  styles: `
    .btn {
      margin-top: 12px;
    }
  `,
})
export class DeletionNote {
  private readonly http = inject(HttpClient);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly application = input.required<ApplicationDto>();
  readonly changed = output();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;

  protected async restore(): Promise<void> {
    await this.one.run(async () => {
      await firstValueFrom(
        this.http.delete(`/api/v1/applications/${this.application().id}/deletion`),
      );
      this.changed.emit();
    });
  }
}
