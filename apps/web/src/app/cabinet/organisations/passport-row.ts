import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  OkDateInput,
  OkField,
  OkIcon,
  OkNote,
  Toasts,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectFieldErrors } from '../field-errors';
import type { PassportDocumentDto } from './document-passport';

/** One document of an organisation: what it is, how long it is valid, where it was used. */
@Component({
  selector: 'okno-passport-row',
  imports: [OkDateInput, OkField, OkIcon, OkNote, RouterLink],
  template: `
    <div class="head">
      <div class="grow">
        <p class="sm muted">{{ say(document().label) }}</p>
        <h2>
          <a
            [href]="
              '/api/v1/organisations/' +
              organisationId() +
              '/documents/' +
              document().id +
              '/content'
            "
            target="_blank"
            rel="noopener"
            >{{ document().name }}</a
          >
        </h2>
        <p class="sm" [class]="'sm ' + document().validity">
          <ok-icon [name]="mark()" [size]="16" />{{ validity() }}
        </p>
        <p class="sm muted">
          {{ about() }}
        </p>
        @if (document().usedIn.length > 0) {
          <p class="sm muted">
            {{ t('organisations.documents.usedIn') }}
            @for (use of document().usedIn; track use.applicationId; let last = $last) {
              <a [routerLink]="['/cabinet/applications', use.applicationId]">{{
                use.number ?? t('organisations.documents.draft', { title: say(use.title) })
              }}</a>{{ last ? '' : ', ' }}
            }
          </p>
        }
      </div>
      @if (!editing()) {
        <div class="acts">
          <button
            type="button"
            class="btn"
            [attr.aria-label]="t('organisations.documents.dates') + ': ' + document().name"
            (click)="editing.set(true)"
          >
            {{ t('organisations.documents.dates') }}
          </button>
          <button
            type="button"
            class="btn btn--t"
            [attr.aria-label]="t('organisations.documents.forget') + ': ' + document().name"
            (click)="forget.emit()"
          >
            {{ t('organisations.documents.forget') }}
          </button>
        </div>
      }
    </div>
    @if (editing()) {
      <form class="dates" novalidate (submit)="save($event)">
        @if (errors.general(); as text) {
          <ok-note tone="no" [live]="true">{{ text }}</ok-note>
        }
        <div class="row wrap">
          <ok-field
            [group]="true"
            [fieldId]="'issued-' + document().id"
            [label]="t('organisations.documents.issuedOn')"
            [error]="errors.of('issuedOn')"
          >
            <ok-date-input
              [ariaLabel]="t('organisations.documents.issuedOn')"
              [(value)]="issuedOn"
            />
          </ok-field>
          <ok-field
            [group]="true"
            [fieldId]="'valid-' + document().id"
            [label]="t('organisations.documents.validTo')"
            [hint]="t('organisations.documents.validHint')"
            [error]="errors.of('validTo')"
          >
            <ok-date-input [ariaLabel]="t('organisations.documents.validTo')" [(value)]="validTo" />
          </ok-field>
        </div>
        <div class="row wrap">
          <button type="submit" class="btn btn--p" [attr.aria-disabled]="busy() || null">
            {{ t(busy() ? 'cabinet.busy' : 'organisations.documents.save') }}
          </button>
          <button type="button" class="btn btn--t" (click)="editing.set(false)">
            {{ t('cabinet.cancel') }}
          </button>
        </div>
      </form>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 14px;
      padding: 18px var(--panel-p);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 32px;
    }
    .head .grow {
      flex: 1 1 320px;
      min-width: 0;
    }
    h2 {
      font: var(--ok-title-medium);
      overflow-wrap: anywhere;
      margin: 2px 0 4px;
    }
    p > ok-icon {
      margin-right: 6px;
      vertical-align: -3px;
    }
    .EXPIRED {
      color: var(--ok-no-text, var(--ok-error));
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: flex-start;
    }
    .dates {
      display: grid;
      gap: 14px;
    }
    .dates .row {
      align-items: flex-end;
    }
  `,
})
export class PassportRow {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly f = injectFormats();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly errors = injectFieldErrors((path) =>
    this.t(`organisations.documents.${path === 'issuedOn' ? 'issuedOn' : 'validTo'}`),
  );

  readonly organisationId = input.required<string>();
  readonly document = input.required<PassportDocumentDto>();
  readonly changed = output<PassportDocumentDto>();
  readonly forget = output();

  protected readonly editing = signal(false);
  protected readonly busy = signal(false);
  protected readonly issuedOn = linkedSignal(() => this.document().issuedOn);
  protected readonly validTo = linkedSignal(() => this.document().validTo);

  protected readonly mark = computed(() => {
    const { validity, validTo } = this.document();
    if (validTo === null) {
      return 'clock';
    }
    return validity === 'VALID' ? 'check' : validity === 'EXPIRING' ? 'hourglass' : 'circle-alert';
  });
  protected readonly validity = computed(() => {
    const { validity, validTo } = this.document();
    return validTo === null
      ? this.t('organisations.documents.noEnd')
      : this.t(`organisations.documents.validity.${validity}`, { date: this.f().date(validTo) });
  });
  protected readonly about = computed(() => {
    const { issuedOn, size, sha256, addedAt } = this.document();
    return [
      issuedOn ? this.t('organisations.documents.issued', { date: this.f().date(issuedOn) }) : '',
      this.t('organisations.documents.added', { date: this.f().date(addedAt) }),
      this.f().bytes(size),
      `SHA-256 ${sha256.slice(0, 12)}…`,
    ]
      .filter(Boolean)
      .join(' · ');
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    this.busy.set(true);
    this.errors.clear();
    try {
      const saved = await firstValueFrom(
        this.http.patch<PassportDocumentDto>(
          `/api/v1/organisations/${this.organisationId()}/documents/${this.document().id}`,
          { issuedOn: this.issuedOn(), validTo: this.validTo() },
        ),
      );
      this.changed.emit(saved);
      this.editing.set(false);
      this.toasts.say(this.t('organisations.documents.saved'));
    } catch (error) {
      this.errors.take(error);
    } finally {
      this.busy.set(false);
    }
  }
}
