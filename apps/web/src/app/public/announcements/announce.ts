import { Component, inject, input, signal } from '@angular/core';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { Languages } from '../../shell/languages';
import { Problems } from '../../shell/problem';
import { AnnounceForm, type AnnounceTarget } from './announce-form';

/** «Tell me»: a button that opens the form. Form and words come when somebody presses it. */
@Component({
  selector: 'okno-announce',
  imports: [AnnounceForm, OkIcon],
  template: `
    @if (opened()) {
      @defer (when opened()) {
        <okno-announce-form [target]="target()" />
      }
    } @else {
      <button type="button" class="btn" [class.btn--w]="wide()" (click)="open()">
        <ok-icon name="bell" [size]="18" />
        {{ label() || t('public.announce.button') }}
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class Announce {
  private readonly languages = inject(Languages);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();

  readonly target = input.required<AnnounceTarget>();
  readonly label = input('');
  readonly wide = input(false);

  protected readonly opened = signal(false);

  protected async open(): Promise<void> {
    try {
      await this.languages.need('announcements');
      this.opened.set(true);
    } catch (error) {
      this.problems.show(error);
    }
  }
}
