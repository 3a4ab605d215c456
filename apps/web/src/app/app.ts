import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { Connection } from './shell/connection';
import { KeptFocus } from './shell/kept-focus';
import { PageFocus } from './shell/page-focus';
import { Themes } from './shell/theme';
import { ToastPlace } from './shell/toast-place';

/** What is on every page: the skip link, the offline notice, the toasts. */
@Component({
  selector: 'okno-root',
  imports: [OkIcon, RouterOutlet, ToastPlace],
  template: `
    <a class="skip" href="#main" (click)="skipToMain($event)">{{ t('shell.skip') }}</a>
    <div role="status">
      @if (!connection.online()) {
        <p class="offline">
          <ok-icon name="wifi-off" [size]="20" /><span>{{ t('shell.offline') }}</span>
        </p>
      }
    </div>
    <router-outlet />
    @defer (on idle) {
      <okno-toast-place />
    }
  `,
  styles: `
    .offline {
      display: flex;
      gap: 10px;
      align-items: center;
      justify-content: center;
      padding: 8px 16px;
      font: var(--ok-label-large);
      background: var(--ok-inverse-surface);
      color: var(--ok-inverse-on-surface);
    }
  `,
})
export class App {
  protected readonly connection = inject(Connection);
  protected readonly t = injectTexts();

  constructor() {
    inject(PageFocus);
    inject(KeptFocus);
    inject(Themes);
  }

  // With <base href="/"> a bare #main would leave the page.
  protected skipToMain(event: Event): void {
    event.preventDefault();
    const main = document.getElementById('main');
    main?.setAttribute('tabindex', '-1');
    main?.focus();
  }
}
