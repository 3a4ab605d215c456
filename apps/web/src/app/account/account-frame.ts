import { Component } from '@angular/core';
import { injectTexts } from '@okno/web/ui';

/** Two halves: what the portal is, and the form of the page. */
@Component({
  selector: 'okno-account-frame',
  template: `
    <div class="halves">
      <section class="left" [attr.aria-label]="t('account.frame.label')">
        <p class="big">{{ t('account.frame.heading') }}</p>
        <div class="w" aria-hidden="true">
          <div>{{ t('account.frame.apply') }}</div>
          <div class="lit">{{ t('account.frame.yours') }}</div>
          <div>{{ t('account.frame.decision') }}</div>
          <div>{{ t('account.frame.result') }}</div>
        </div>
        <p class="sm open">{{ t('account.frame.open') }}</p>
      </section>
      <section class="right">
        <div><ng-content /></div>
      </section>
    </div>
  `,
  styleUrl: './account-frame.css',
})
export class AccountFrame {
  protected readonly t = injectTexts();
}
