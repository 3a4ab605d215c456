import { Component, computed, input, model, output } from '@angular/core';

import { OkInput, nextId } from './field';
import { injectTexts } from './texts';

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A native select; better than radios above about six options. */
@Component({
  selector: 'ok-select',
  imports: [OkInput],
  template: `
    <select
      #box
      okInput
      [disabled]="disabled()"
      [attr.aria-label]="ariaLabel() || null"
      (change)="value.set(box.value || null)"
      (blur)="touch.emit()"
    >
      <option value="" [selected]="!value()">{{ empty() || t('ui.choose') }}</option>
      @for (option of options(); track option.value) {
        <option [value]="option.value" [selected]="option.value === value()">
          {{ option.label }}
        </option>
      }
    </select>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkSelect {
  protected readonly t = injectTexts();
  readonly options = input.required<readonly Choice[]>();
  readonly value = model<string | null>(null);
  readonly disabled = input(false);
  /** Words of the empty choice. */
  readonly empty = input('');
  readonly ariaLabel = input('');
  readonly touch = output();
}

/** Radios in rows; stands in `<ok-field group>`. */
@Component({
  selector: 'ok-radios',
  template: `
    <div class="stack-s">
      @for (option of options(); track option.value) {
        <label class="optrow">
          <input
            type="radio"
            [name]="name"
            [value]="option.value"
            [checked]="option.value === value()"
            [disabled]="disabled()"
            (change)="value.set(option.value)"
            (blur)="touch.emit()"
          />
          <span
            >{{ option.label }}
            @if (option.hint) {
              <small class="sm muted">{{ option.hint }}</small>
            }
          </span>
        </label>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    small {
      display: block;
    }
  `,
})
export class OkRadios {
  protected readonly name = nextId('ok-radio');
  readonly options = input.required<readonly Choice[]>();
  readonly value = model<string | null>(null);
  readonly disabled = input(false);
  readonly touch = output();
}

/** Checkboxes for several of many; keeps the order of the options. Stands in `<ok-field group>`. */
@Component({
  selector: 'ok-checks',
  template: `
    <div class="stack-s">
      @for (option of options(); track option.value) {
        <label class="optrow">
          <input
            #box
            type="checkbox"
            [checked]="chosen().has(option.value)"
            [disabled]="disabled()"
            (change)="put(option.value, box.checked)"
            (blur)="touch.emit()"
          />
          <span
            >{{ option.label }}
            @if (option.hint) {
              <small class="sm muted">{{ option.hint }}</small>
            }
          </span>
        </label>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    small {
      display: block;
    }
  `,
})
export class OkChecks {
  readonly options = input.required<readonly Choice[]>();
  readonly value = model<readonly string[]>([]);
  readonly disabled = input(false);
  readonly touch = output();

  protected readonly chosen = computed(() => new Set(this.value()));

  protected put(value: string, on: boolean): void {
    const next = new Set(this.chosen());
    if (on) {
      next.add(value);
    } else {
      next.delete(value);
    }
    this.value.set(
      this.options()
        .map((option) => option.value)
        .filter((option) => next.has(option)),
    );
  }
}

/** One statement to agree with: a checkbox in a row of its own. */
@Component({
  selector: 'ok-check',
  template: `
    <label class="optrow" [class.bad]="error()">
      <input
        #box
        type="checkbox"
        [id]="controlId() || null"
        [checked]="checked()"
        [disabled]="disabled()"
        [attr.aria-invalid]="error() ? 'true' : null"
        [attr.aria-describedby]="error() ? errorId : null"
        (change)="checked.set(box.checked)"
        (blur)="touch.emit()"
      />
      <span
        >{{ label() }}
        @if (hint()) {
          <small class="sm muted">{{ hint() }}</small>
        }
        @if (error()) {
          <small class="problem" [id]="errorId">{{ error() }}</small>
        }
      </span>
    </label>
  `,
  styles: `
    :host {
      display: block;
    }
    small {
      display: block;
    }
    .bad {
      border: 2px solid var(--ok-error);
    }
    .problem {
      color: var(--ok-error);
      font: 600 14px/20px var(--ok-font);
    }
  `,
})
export class OkCheck {
  protected readonly errorId = nextId('ok-check-error');
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input('');
  readonly controlId = input('');
  readonly checked = model(false);
  readonly disabled = input(false);
  readonly touch = output();
}
