import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { DocumentDto } from '../applications/application-api';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** A document of the organisation that a slot could take. */
export interface KnownDocumentDto {
  readonly id: string;
  readonly slot: string;
  readonly name: string;
  readonly size: number;
  readonly issuedOn: string | null;
  readonly validTo: string | null;
  readonly addedAt: string;
}

/** Below a slot: documents that the organisation has given before, to be taken without a new upload. */
@Component({
  selector: 'okno-known-documents',
  template: `
    <p class="sm muted">{{ t('apply.known.heading') }}</p>
    <ul>
      @for (one of lines(); track one.id) {
        <li>
          <span class="grow"
            ><span class="strong">{{ one.name }}</span
            ><br /><span class="sm muted">{{ one.about }}</span></span
          >
          <button
            type="button"
            class="btn btn--s"
            [attr.aria-label]="t('apply.known.take') + ': ' + one.name"
            [attr.aria-disabled]="busy() || null"
            (click)="take(one.id)"
          >
            {{ t('apply.known.take') }}
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      padding: 0 var(--panel-p) 14px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 14px;
      align-items: center;
      padding: 6px 0;
    }
    .grow {
      flex: 1 1 200px;
      overflow-wrap: anywhere;
    }
  `,
})
export class KnownDocuments {
  private readonly http = inject(HttpClient);
  private readonly f = injectFormats();
  protected readonly t = injectTexts();

  readonly applicationId = input.required<string>();
  readonly documents = input.required<readonly KnownDocumentDto[]>();
  readonly taken = output<DocumentDto>();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly lines = computed(() =>
    this.documents().map(({ id, name, size, issuedOn, validTo, addedAt }) => ({
      id,
      name,
      about: [
        this.f().bytes(size),
        issuedOn ? this.t('apply.known.issued', { date: this.f().date(issuedOn) }) : '',
        validTo
          ? this.t('apply.known.until', { date: this.f().date(validTo) })
          : this.t('apply.known.added', { date: this.f().date(addedAt) }),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  );

  protected async take(id: string): Promise<void> {
    await this.one.run(async () => {
      const path = `/api/v1/applications/${this.applicationId()}/known-documents/${id}`;
      this.taken.emit(await firstValueFrom(this.http.post<DocumentDto>(path, null)));
    });
  }
}
