import { Component } from '@angular/core';
import { injectTexts } from '@okno/web/ui';

/** First page of the portal. */
@Component({
  selector: 'okno-home',
  template: `
    <div class="container">
      <h1>{{ t('public.home.heading') }}</h1>
      <p class="lead muted">{{ t('public.home.lead') }}</p>
    </div>
  `,
})
export class Home {
  protected readonly t = injectTexts();
}
