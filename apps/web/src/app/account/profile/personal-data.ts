import { HttpClient } from '@angular/common/http';
import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { formatPhone } from '@okno/shared/identifiers';
import type { MeDto } from '@okno/web/api-client';
import { OkField, OkInput, OkNote, OkPanel, Toasts, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Languages } from '../../shell/languages';
import { injectFieldErrors } from '../field-errors';

const FIELDS = [
  { path: 'lastName', type: 'text', autocomplete: 'family-name', optional: false },
  { path: 'firstName', type: 'text', autocomplete: 'given-name', optional: false },
  { path: 'patronymic', type: 'text', autocomplete: 'additional-name', optional: true },
  { path: 'phone', type: 'tel', autocomplete: 'tel', optional: true },
] as const;

type Path = (typeof FIELDS)[number]['path'];

/** Name and phone. */
@Component({
  selector: 'okno-personal-data',
  imports: [OkField, OkInput, OkNote, OkPanel],
  template: `
    <ok-panel [heading]="t('account.profile.data')">
      <form class="stack" novalidate (submit)="save($event)">
        @if (errors.general(); as text) {
          <ok-note tone="no" [live]="true">{{ text }}</ok-note>
        }
        @for (field of fields; track field.path) {
          <ok-field
            [label]="t('account.' + field.path)"
            [fieldId]="field.path"
            [optional]="field.optional"
            [error]="errors.of(field.path)"
          >
            <input
              #box
              okInput
              [type]="field.type"
              [attr.autocomplete]="field.autocomplete"
              [value]="values()[field.path]"
              (input)="put(field.path, box.value)"
            />
          </ok-field>
        }
        <button type="submit" class="btn" [attr.aria-disabled]="busy() || null">
          {{ t(busy() ? 'account.busy' : 'account.profile.save') }}
        </button>
      </form>
    </ok-panel>
  `,
})
export class PersonalData {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly t = injectTexts();
  protected readonly errors = injectFieldErrors();
  protected readonly fields = FIELDS;

  private readonly languages = inject(Languages);

  readonly me = input.required<MeDto>();
  readonly changed = output<MeDto>();

  protected readonly values = linkedSignal<Readonly<Record<Path, string>>>(() => {
    const { lastName, firstName, patronymic, phone } = this.me();
    return {
      lastName,
      firstName,
      patronymic: patronymic ?? '',
      phone: phone ? formatPhone(phone, this.languages.current() === 'en' ? 'en' : 'ru') : '',
    };
  });
  protected readonly busy = signal(false);

  protected put(path: Path, value: string): void {
    this.values.update((values) => ({ ...values, [path]: value }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    this.errors.clear();
    this.busy.set(true);
    const { lastName, firstName, patronymic, phone } = this.values();
    try {
      const me = await firstValueFrom(
        this.http.patch<MeDto>('/api/v1/me', {
          lastName: lastName.trim(),
          firstName: firstName.trim(),
          patronymic: patronymic.trim() || null,
          phone: phone.trim() || null,
        }),
      );
      this.changed.emit(me);
      this.toasts.say(this.t('account.profile.saved'));
    } catch (error) {
      this.errors.take(error);
    } finally {
      this.busy.set(false);
    }
  }
}
