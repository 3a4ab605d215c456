import { Component, input, linkedSignal, output } from '@angular/core';

import { OkIcon } from './icon';

/** The big search line. Enter and the button ask. */
@Component({
  selector: 'ok-search-box',
  imports: [OkIcon],
  template: `
    <form role="search" class="search" [attr.aria-label]="label()" (submit)="ask($event)">
      <ok-icon name="search" [size]="20" />
      <input
        #box
        type="search"
        enterkeyhint="search"
        [attr.aria-label]="label()"
        [attr.placeholder]="placeholder() || null"
        [value]="text()"
        (input)="type(box.value)"
      />
      <button type="submit" class="btn btn--p">{{ button() }}</button>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkSearchBox {
  readonly label = input.required<string>();
  readonly button = input.required<string>();
  readonly placeholder = input('');
  readonly value = input('');
  /** Enter or the button. */
  readonly asked = output<string>();
  /** Every change of the text, for a list that follows it. */
  readonly typed = output<string>();

  protected readonly text = linkedSignal(() => this.value());

  protected type(text: string): void {
    this.text.set(text);
    this.typed.emit(text);
  }

  protected ask(event: Event): void {
    event.preventDefault();
    this.asked.emit(this.text().trim());
  }
}
