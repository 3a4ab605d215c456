import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkEmpty, injectTexts } from '@okno/web/ui';

import { Session } from './session';

/** 403: signed in, but this page is for another role. */
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
        [text]="t('shell.noAccess.text', { email: session.me()?.email ?? '' })"
      >
        <a class="btn btn--p" routerLink="/cabinet/applications">{{
          t('shell.nav.applications')
        }}</a>
        <a class="btn" routerLink="/">{{ t('shell.notFound.catalogue') }}</a>
      </ok-empty>
    </div>
  `,
})
export class NoAccess {
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();
}
