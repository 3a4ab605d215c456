import { Component, inject } from '@angular/core';
import { Toasts, injectTexts } from '@okno/web/ui';

import { LANGUAGES, Languages, type Language } from './languages';

/** RU | EN: switches the interface at once, keeps the page and what is typed in it. */
@Component({
  selector: 'okno-language-switch',
  template: `
    <div class="lang" role="group" [attr.aria-label]="t('shell.language')">
      @for (language of languages; track language) {
        <button
          type="button"
          [attr.aria-pressed]="current() === language"
          [lang]="language"
          (click)="switchTo(language)"
        >
          {{ language.toUpperCase() }}
        </button>
      }
    </div>
  `,
})
export class LanguageSwitch {
  private readonly service = inject(Languages);
  private readonly toasts = inject(Toasts);
  protected readonly t = injectTexts();
  protected readonly languages = LANGUAGES;
  protected readonly current = this.service.current;

  protected async switchTo(language: Language): Promise<void> {
    try {
      await this.service.use(language);
    } catch {
      // The text file did not arrive: no connection, or a new version was installed meanwhile.
      this.toasts.fail(this.t('shell.languageFailed'));
    }
  }
}
