import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Confirm, OkIcon, injectSay, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { ApplicationDto } from '../applications/application-api';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** What may be done with a draft besides filling it in: taken along, copied, deleted. */
@Component({
  selector: 'okno-draft-actions',
  imports: [OkIcon, RouterLink],
  template: `
    <section class="row wrap" [attr.aria-label]="t('apply.draft.actions')">
      <a class="btn btn--t" [href]="address('pdf')" download
        ><ok-icon name="download" />{{ t('apply.draft.pdf') }}</a
      >
      <a
        class="btn btn--t"
        [href]="address('json')"
        [attr.download]="application().measure.code + '.json'"
        >{{ t('apply.draft.json') }}</a
      >
      <a
        class="btn btn--t"
        routerLink="/cabinet/apply"
        [queryParams]="{ measure: application().measure.code, from: application().id }"
        >{{ t('apply.draft.copy') }}</a
      >
      <button
        type="button"
        class="btn btn--t danger"
        [attr.aria-disabled]="busy() || null"
        (click)="remove()"
      >
        {{ t('apply.draft.delete') }}
      </button>
    </section>
  `,
  styles: `
    :host {
      display: block;
      margin-top: 28px;
      padding-top: 12px;
      border-top: 1px solid var(--ok-hairline);
    }
    .danger {
      color: var(--ok-error);
    }
  `,
})
export class DraftActions {
  private readonly http = inject(HttpClient);
  private readonly confirm = inject(Confirm);
  private readonly say = injectSay();
  protected readonly t = injectTexts();

  readonly application = input.required<ApplicationDto>();
  readonly changed = output();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;

  protected address(format: 'pdf' | 'json'): string {
    const lang = document.documentElement.lang === 'en' ? 'en' : 'ru';
    return `/api/v1/applications/${this.application().id}/export?format=${format}&lang=${lang}`;
  }

  protected async remove(): Promise<void> {
    const reply = await this.confirm.ask({
      heading: this.t('apply.draft.deleteHeading', {
        title: this.say(this.application().measure.title),
      }),
      text: this.t('apply.draft.deleteText'),
      confirm: this.t('apply.draft.delete'),
      danger: true,
    });
    if (reply === null) {
      return;
    }
    await this.one.run(async () => {
      await firstValueFrom(
        this.http.post(`/api/v1/applications/${this.application().id}/deletion`, null),
      );
      this.changed.emit();
    });
  }
}
