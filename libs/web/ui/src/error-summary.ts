import { Component, ElementRef, computed, inject, input, output } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

/** One place to mend. */
export interface SummaryError {
  /** Id of the control; the link leads to it. */
  readonly fieldId: string;
  readonly text: string;
}

/** All problems of a form on top of it, each a link to its field. Takes the focus when asked: `focus()`. */
@Component({
  selector: 'ok-error-summary',
  imports: [OkIcon],
  template: `
    @if (errors().length > 0) {
      <div class="errsum" role="alert" tabindex="-1" aria-labelledby="error-summary">
        <h2 id="error-summary"><ok-icon name="circle-alert" [size]="22" />{{ words() }}</h2>
        <ul>
          @for (error of errors(); track $index) {
            <li>
              <a [href]="'#' + error.fieldId" (click)="go($event, error)">{{ error.text }}</a>
            </li>
          }
        </ul>
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkErrorSummary {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly t = injectTexts();

  readonly errors = input.required<readonly SummaryError[]>();
  readonly heading = input('');
  /** A field that is not on this page: the parent opens the right one. */
  readonly elsewhere = output<SummaryError>();

  protected readonly words = computed(
    () => this.heading() || this.t('ui.errors.heading', { count: this.errors().length }),
  );

  /** After a failed submit. */
  focus(): void {
    this.element.nativeElement.querySelector<HTMLElement>('.errsum')?.focus();
  }

  protected go(event: Event, error: SummaryError): void {
    event.preventDefault();
    const target = document.getElementById(error.fieldId);
    if (target) {
      target.focus();
      target.scrollIntoView({ block: 'center' });
    } else {
      this.elsewhere.emit(error);
    }
  }
}
