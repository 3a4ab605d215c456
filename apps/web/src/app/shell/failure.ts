import { Component } from '@angular/core';
import { OkEmpty, injectTexts } from '@okno/web/ui';

/** A page could not be opened: no connection, the server failed, or a new version replaced its files. */
@Component({
  selector: 'okno-failure',
  imports: [OkEmpty],
  template: `
    <div class="container">
      <ok-empty
        picture="broken"
        [level]="1"
        [kind]="t('shell.failure.kind')"
        [heading]="t('shell.failure.title')"
        [text]="t('shell.failure.text')"
      >
        <button type="button" class="btn btn--p" (click)="reload()">
          {{ t('shell.failure.retry') }}
        </button>
        <a class="btn" href="/">{{ t('shell.notFound.catalogue') }}</a>
      </ok-empty>
    </div>
  `,
})
export class Failure {
  protected readonly t = injectTexts();

  // The address is still the one that failed: a full load also fetches a new version of the portal.
  protected reload(): void {
    location.reload();
  }
}
