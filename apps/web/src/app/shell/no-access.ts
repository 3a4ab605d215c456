import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkEmpty, injectTexts } from '@okno/web/ui';

import { Session } from './session';

/** 403: this page is for another role; who is not signed in may have it. */
@Component({
  selector: 'okno-no-access',
  imports: [OkEmpty, RouterLink],
  template: `
    <div class="container">
      <ok-empty
        picture="closed"
        [level]="1"
        [kind]="t('shell.noAccess.kind')"
        [heading]="t('shell.noAccess.title')"
        [text]="text()"
      >
        @if (session.me()) {
          <a class="btn btn--p" routerLink="/cabinet/applications">{{
            t('shell.nav.applications')
          }}</a>
        } @else {
          <a class="btn btn--p" routerLink="/login">{{ t('shell.signIn') }}</a>
        }
        <a class="btn" routerLink="/">{{ t('shell.notFound.catalogue') }}</a>
      </ok-empty>
    </div>
  `,
})
export class NoAccess {
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();

  protected readonly text = computed(() => {
    const email = this.session.me()?.email;
    return email ? this.t('shell.noAccess.text', { email }) : this.t('shell.noAccess.signedOut');
  });
}
