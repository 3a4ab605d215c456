import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import type { MeDto } from '@okno/web/api-client';
import { OkCheck, OkField, OkPanel, OkRadios, Toasts, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { LANGUAGES, Languages } from '../../shell/languages';
import { Problems } from '../../shell/problem';

/** Language of the interface and of letters, and whether notices come by mail. Each choice is saved at once. */
@Component({
  selector: 'okno-preferences',
  imports: [OkCheck, OkField, OkPanel, OkRadios],
  template: `
    <ok-panel [heading]="t('account.profile.preferences')">
      <div class="stack">
        <ok-field
          [label]="t('account.profile.language')"
          [hint]="t('account.profile.languageHint')"
          [group]="true"
        >
          <ok-radios
            [options]="languages"
            [value]="me().lang"
            [disabled]="busy()"
            (valueChange)="speak($event)"
          />
        </ok-field>
        <ok-field [label]="t('account.profile.notices')" [group]="true">
          <ok-check
            [label]="t('account.profile.emailNotices')"
            [hint]="t('account.profile.emailNoticesHint')"
            [checked]="me().emailNotices"
            [disabled]="busy()"
            (checkedChange)="change({ emailNotices: $event })"
          />
        </ok-field>
      </div>
    </ok-panel>
  `,
})
export class Preferences {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  private readonly interface = inject(Languages);
  protected readonly t = injectTexts();

  readonly me = input.required<MeDto>();
  readonly changed = output<MeDto>();

  protected readonly busy = signal(false);
  // A language is named in itself.
  protected readonly languages = [
    { value: 'ru', label: 'Русский' },
    { value: 'en', label: 'English' },
  ];

  protected async speak(value: string | null): Promise<void> {
    const lang = LANGUAGES.find((one) => one === value);
    if (lang && (await this.change({ lang }))) {
      await this.interface.use(lang).catch((error: unknown) => {
        this.problems.show(error);
      });
    }
  }

  protected async change(change: Partial<Pick<MeDto, 'lang' | 'emailNotices'>>): Promise<boolean> {
    this.busy.set(true);
    try {
      this.changed.emit(await firstValueFrom(this.http.patch<MeDto>('/api/v1/me', change)));
      this.toasts.say(this.t('account.profile.saved'));
      return true;
    } catch (error) {
      this.problems.show(error);
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
