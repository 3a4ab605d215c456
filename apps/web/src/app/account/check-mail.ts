import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkIcon, injectTexts } from '@okno/web/ui';

/** «Проверьте почту»: the same words whatever the address, so that nobody learns who is registered. */
@Component({
  selector: 'okno-check-mail',
  imports: [OkIcon, RouterLink],
  template: `
    <ok-icon name="mail" [size]="40" class="t-acc" />
    <h1 tabindex="-1">{{ t('account.checkMail') }}</h1>
    <p>{{ text() }}</p>
    <p class="strong mail">{{ email() }}</p>
    <p class="sm muted">{{ hint() }}</p>
    <p>
      <a class="btn" routerLink="/login">{{ t('account.toLogin') }}</a>
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 14px;
      justify-items: start;
    }
    .mail {
      overflow-wrap: anywhere;
    }
  `,
})
export class CheckMail {
  protected readonly t = injectTexts();

  readonly email = input.required<string>();
  readonly text = input.required<string>();
  readonly hint = input.required<string>();
}
