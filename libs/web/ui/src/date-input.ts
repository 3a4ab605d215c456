import { Component, computed, input, model, output } from '@angular/core';

import { OkInput, nextId } from './field';
import { injectTexts } from './texts';

/** A period of days, both ends included. */
export interface DatePeriod {
  readonly from?: string;
  readonly to?: string;
}

/** The native date control: it is localised, typed and picked by keyboard everywhere. Value `YYYY-MM-DD`. */
@Component({
  selector: 'ok-date-input',
  imports: [OkInput],
  template: `
    <input
      #box
      okInput
      type="date"
      [value]="value() ?? ''"
      [min]="min()"
      [max]="max()"
      [disabled]="disabled()"
      [attr.aria-label]="ariaLabel() || null"
      (change)="value.set(box.value || null)"
      (blur)="touch.emit()"
    />
  `,
  styles: `
    :host {
      display: block;
    }
    input {
      max-width: 220px;
    }
  `,
})
export class OkDateInput {
  readonly value = model<string | null>(null);
  readonly min = input('');
  readonly max = input('');
  readonly disabled = input(false);
  readonly ariaLabel = input('');
  readonly touch = output();
}

/** Two dates that answer one question; stands in `<ok-field group>`. */
@Component({
  selector: 'ok-period-input',
  template: `
    <div class="row wrap">
      <span>
        <label class="sm" [for]="ids.from">{{ t('ui.period.from') }}</label>
        <input
          #start
          class="inp"
          type="date"
          [id]="ids.from"
          [value]="value()?.from ?? ''"
          [max]="value()?.to ?? ''"
          [disabled]="disabled()"
          (change)="put('from', start.value)"
          (blur)="touch.emit()"
        />
      </span>
      <span>
        <label class="sm" [for]="ids.to">{{ t('ui.period.to') }}</label>
        <input
          #end
          class="inp"
          type="date"
          [id]="ids.to"
          [value]="value()?.to ?? ''"
          [min]="value()?.from ?? ''"
          [disabled]="disabled()"
          (change)="put('to', end.value)"
          (blur)="touch.emit()"
        />
      </span>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkPeriodInput {
  protected readonly t = injectTexts();
  protected readonly ids = { from: nextId('ok-from'), to: nextId('ok-to') };

  readonly value = model<DatePeriod | null>(null);
  readonly disabled = input(false);
  readonly touch = output();

  private readonly parts = computed(() => this.value() ?? {});

  protected put(part: 'from' | 'to', day: string): void {
    const { [part]: _old, ...rest } = this.parts();
    const next = day ? { ...rest, [part]: day } : rest;
    this.value.set(Object.keys(next).length > 0 ? next : null);
  }
}
