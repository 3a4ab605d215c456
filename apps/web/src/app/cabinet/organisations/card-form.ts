import { Component, ElementRef, computed, inject, input, output } from '@angular/core';
import {
  OkErrorSummary,
  OkField,
  OkInput,
  OkNote,
  OkSelect,
  injectTexts,
  type Choice,
} from '@okno/web/ui';

import { injectFieldErrors } from '../field-errors';
import { SME_CATEGORIES, openFields } from './card-fields';
import type { OrganisationKind } from './organisation-api';

/** What the form gives: texts by field; an empty one clears. */
export type CardDraft = Readonly<Record<string, string>>;

/** The texts of a card in fields, with what the server says about each. `save` gets a failure back by `take`. */
@Component({
  selector: 'okno-card-form',
  imports: [OkErrorSummary, OkField, OkInput, OkNote, OkSelect],
  template: `
    <form class="stack" novalidate (submit)="submit($event)">
      <ok-error-summary [errors]="errors.summary()" />
      @if (errors.general(); as text) {
        <ok-note tone="no" [live]="true">{{ text }}</ok-note>
      }
      <ng-content />
      <div class="g2">
        @for (field of fields(); track field.path) {
          <ok-field
            [class.wide]="field.long"
            [label]="labelOf(field.path)"
            [hint]="hintOf(field.path)"
            [fieldId]="field.path"
            [optional]="field.optional"
            [error]="errors.of(field.path)"
          >
            <input
              #box
              okInput
              type="text"
              autocomplete="off"
              [inputMode]="field.mode"
              [value]="values()[field.path] ?? ''"
              (input)="put(field.path, box.value)"
            />
          </ok-field>
        }
        @if (!confirmed() && !told().includes('smeCategory')) {
          <ok-field
            [label]="labelOf('smeCategory')"
            [hint]="hintOf('smeCategory')"
            fieldId="smeCategory"
            [error]="errors.of('smeCategory')"
          >
            <ok-select
              [options]="categories()"
              [value]="values()['smeCategory'] ?? null"
              (valueChange)="put('smeCategory', $event ?? '')"
            />
          </ok-field>
        }
      </div>
      <ng-content select="[okAfter]" />
      <div class="row wrap">
        <button type="submit" class="btn btn--p" [attr.aria-disabled]="busy() || null">
          {{ busy() ? t('cabinet.busy') : button() }}
        </button>
        <ng-content select="[okBeside]" />
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    .g2 {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 20px 16px;
      align-items: end;
    }
    .wide {
      grid-column: 1 / -1;
    }
    @media (max-width: 720px) {
      .g2 {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class CardForm {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly t = injectTexts();

  readonly kind = input.required<OrganisationKind>();
  readonly values = input.required<CardDraft>();
  readonly confirmed = input(false);
  /** Fields that a register tells: they are not asked for. */
  readonly told = input<readonly string[]>([]);
  readonly busy = input(false);
  readonly button = input.required<string>();
  readonly edited = output<{ readonly path: string; readonly value: string }>();
  readonly save = output();

  readonly errors = injectFieldErrors((path) => this.labelOf(path));
  protected readonly fields = computed(() =>
    openFields(this.kind(), this.confirmed(), this.told()),
  );
  protected readonly categories = computed<readonly Choice[]>(() =>
    SME_CATEGORIES.map((value) => ({ value, label: this.t(`organisations.sme.${value}`) })),
  );

  /** Shows why saving failed and puts the focus on the summary. */
  take(error: unknown): void {
    this.errors.take(error);
    // The summary is drawn by the next change detection.
    setTimeout(() => this.element.nativeElement.querySelector<HTMLElement>('.errsum')?.focus());
  }

  protected labelOf(path: string): string {
    const kind = this.kind();
    const key = path === 'ogrn' && kind === 'SOLE_TRADER' ? 'ogrnip' : path;
    return this.t(`organisations.field.${key}`);
  }

  protected hintOf(path: string): string {
    return HINTED.has(path) ? this.t(`organisations.hint.${path}`) : '';
  }

  protected put(path: string, value: string): void {
    this.edited.emit({ path, value });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (!this.busy()) {
      this.errors.clear();
      this.save.emit();
    }
  }
}

const HINTED: ReadonlySet<string> = new Set([
  'okvedMain',
  'smeCategory',
  'addressActual',
  'shortName',
]);
