import { Component, input, linkedSignal, output } from '@angular/core';
import { OkCombobox, injectTexts, nextId, type Choice } from '@okno/web/ui';

import { asOrg } from './answer-value';

/** An organisation: picked from a list where the form has one, otherwise its name and ИНН. */
@Component({
  selector: 'ok-org-input',
  imports: [OkCombobox],
  template: `
    @if (options().length > 0) {
      <ok-combobox
        [options]="found()"
        [value]="org().ref ?? org().name ?? null"
        [valueLabel]="org().name ?? ''"
        [free]="!onlyListed()"
        [disabled]="disabled()"
        [ariaLabel]="ariaLabel()"
        (searched)="query = $event"
        (valueChange)="pick($event)"
        (touch)="touch.emit()"
      />
    }
    @if (!org().ref && !onlyListed()) {
      <div class="pair">
        @if (options().length === 0) {
          <span>
            <label class="sm" [for]="ids.name">{{ t('form.org.name') }}</label>
            <input
              #name
              class="inp"
              [id]="ids.name"
              [value]="org().name ?? ''"
              [disabled]="disabled()"
              (input)="put({ name: name.value })"
              (blur)="touch.emit()"
            />
          </span>
        }
        <span>
          <label class="sm" [for]="ids.inn">{{ t('form.org.inn') }}</label>
          <input
            #inn
            class="inp tn"
            inputmode="numeric"
            [id]="ids.inn"
            [value]="org().inn ?? ''"
            [disabled]="disabled()"
            (input)="put({ inn: inn.value })"
            (blur)="touch.emit()"
          />
        </span>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    .pair {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
      gap: 12px;
    }
    @media (max-width: 720px) {
      .pair {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class OkOrgInput {
  protected readonly t = injectTexts();
  protected readonly ids = { name: nextId('ok-org-name'), inn: nextId('ok-org-inn') };

  readonly value = input<unknown>();
  readonly options = input<readonly Choice[]>([]);
  readonly onlyListed = input(false);
  readonly disabled = input(false);
  readonly ariaLabel = input('');
  readonly edit = output<unknown>();
  readonly touch = output();

  protected query = '';
  /** What was just typed counts before the page has handed it back: the next key may come earlier. */
  protected readonly org = linkedSignal(() => asOrg(this.value()));

  protected found(): readonly Choice[] {
    const words = this.query.trim().toLowerCase();
    return this.options()
      .filter((option) => option.label.toLowerCase().includes(words))
      .slice(0, 50);
  }

  protected pick(value: string | null): void {
    const option = this.options().find((one) => one.value === value);
    if (option) {
      this.change({ name: option.label, ref: option.value });
    } else if (value === null) {
      this.change({});
    } else {
      const { inn } = this.org();
      this.change({ name: value, ...(inn && { inn }) });
    }
  }

  protected put(part: { readonly name?: string; readonly inn?: string }): void {
    this.change(asOrg({ ...this.org(), ...part }));
  }

  private change(next: ReturnType<typeof asOrg>): void {
    this.org.set(next);
    this.edit.emit(Object.keys(next).length > 0 ? next : null);
  }
}
