import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkEmpty, injectTexts } from '@okno/web/ui';

/** 404: also what a foreign application shows. */
@Component({
  selector: 'okno-not-found',
  imports: [OkEmpty, RouterLink],
  template: `
    <div class="container">
      <ok-empty
        picture="missing"
        [level]="1"
        [kind]="t('shell.notFound.kind')"
        [heading]="t('shell.notFound.title')"
        [text]="t('shell.notFound.text')"
      >
        <a class="btn btn--p" routerLink="/">{{ t('shell.notFound.catalogue') }}</a>
        <a class="btn" routerLink="/receipts">{{ t('shell.notFound.receipt') }}</a>
      </ok-empty>
    </div>
  `,
})
export class NotFound {
  protected readonly t = injectTexts();
}
