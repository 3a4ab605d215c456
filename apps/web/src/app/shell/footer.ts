import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkMark, injectTexts } from '@okno/web/ui';

import { Session } from './session';

/** Footer of the public pages and the cabinet. */
@Component({
  selector: 'okno-footer',
  imports: [OkMark, RouterLink],
  template: `
    <footer class="foot">
      <div class="container foot__g">
        <div class="stack-s">
          <div class="brand small"><ok-mark [size]="22" /> {{ t('shell.product') }}</div>
          <p>{{ t('shell.footer.about') }}</p>
        </div>
        <ul>
          <li>
            <a routerLink="/">{{ t('shell.footer.catalogue') }}</a>
          </li>
          <li>
            <a routerLink="/registry">{{ t('shell.nav.registry') }}</a>
          </li>
        </ul>
        <ul>
          <li>
            <a routerLink="/receipts">{{ t('shell.footer.receipt') }}</a>
          </li>
          @if (session.signedIn()) {
            <li>
              <a routerLink="/cabinet/profile">{{ t('shell.footer.personalData') }}</a>
            </li>
          }
        </ul>
        <ul>
          <li>
            <a href="/api/docs">{{ t('shell.footer.api') }}</a>
          </li>
        </ul>
      </div>
    </footer>
  `,
  styles: `
    .small {
      font-size: 18px;
    }
  `,
})
export class Footer {
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();
}
