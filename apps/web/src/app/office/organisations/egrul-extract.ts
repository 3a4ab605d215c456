import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import {
  OkDateInput,
  OkField,
  OkInput,
  Toasts,
  injectFormats,
  injectHasText,
  injectTexts,
} from '@okno/web/ui';
import type { EgrulExtractDto, OrganisationCardDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { problemOf, type ProblemField } from '../../shell/problem';
import { OfficeProblems } from '../office-problems';

type Status = EgrulExtractDto['status'];
const STATUSES: readonly Status[] = [
  'OPERATING',
  'REORGANISING',
  'LIQUIDATING',
  'BANKRUPT',
  'CEASED',
];

/** What the registrar has read in an extract from ЕГРЮЛ, and the form in which he writes it down. */
@Component({
  selector: 'okno-egrul-extract',
  imports: [OkDateInput, OkField, OkInput],
  templateUrl: './egrul-extract.html',
  styles: `
    :host {
      display: block;
    }
    h3 {
      font: var(--ok-title-medium);
      margin-bottom: 6px;
    }
    form {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
      gap: 12px 16px;
      align-items: end;
      margin-top: 10px;
    }
    .differs {
      background: var(--ok-signal-container);
      color: var(--ok-on-signal-container);
      padding: 2px 8px;
      margin: 4px 0;
    }
    .actions {
      grid-column: 1 / -1;
    }
    dd {
      overflow-wrap: anywhere;
      white-space: normal;
    }
  `,
})
export class EgrulExtract {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly has = injectHasText();
  private readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly statuses = STATUSES;

  readonly card = input.required<OrganisationCardDto>();
  /** The card as it is after the extract was taken. */
  readonly taken = output<OrganisationCardDto>();

  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  private readonly wrong = signal<readonly ProblemField[]>([]);
  protected readonly number = signal('');
  protected readonly asOf = signal<string | null>(null);
  protected readonly registeredOn = signal<string | null>(null);
  protected readonly status = signal<Status>('OPERATING');
  protected readonly okvedMain = signal('');
  protected readonly headName = signal('');

  /** Where the card says something else than the extract. */
  protected readonly differences = computed(() => {
    const { extract, okvedMain, headName } = this.card();
    const differs = (field: string, said: string, read: string): string[] =>
      said === read
        ? []
        : [this.t('office.extract.differs', { field: this.fieldName(field), read, said })];
    return extract === null
      ? []
      : [
          ...differs('okvedMain', okvedMain, extract.okvedMain),
          ...differs('headName', headName, extract.headName),
        ];
  });

  /** Begins with what the card says: the registrar compares and corrects. */
  protected begin(): void {
    const { okvedMain, headName } = this.card();
    this.okvedMain.set(okvedMain);
    this.headName.set(headName);
    this.wrong.set([]);
    this.open.set(true);
  }

  protected errorOf(path: string): string {
    const found = this.wrong().find((one) => one.path === path);
    if (found === undefined) {
      return '';
    }
    const key = `office.extract.problem.${found.code}`;
    return this.t(this.has(key) ? key : 'office.extract.problem.INVALID', { ...found.params });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const missing = (['number', 'asOf', 'registeredOn', 'okvedMain', 'headName'] as const).filter(
      (path) => !this[path](),
    );
    this.wrong.set(missing.map((path) => ({ path, code: 'REQUIRED' })));
    if (missing.length > 0 || this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      const card = await firstValueFrom(
        this.http.post<OrganisationCardDto>(
          `/api/v1/organisations/${this.card().id}/egrul-extract`,
          {
            number: this.number(),
            asOf: this.asOf(),
            registeredOn: this.registeredOn(),
            status: this.status(),
            okvedMain: this.okvedMain(),
            headName: this.headName(),
          },
        ),
      );
      this.open.set(false);
      this.toasts.say(this.t('office.extract.done', { organisation: card.shortName }));
      this.taken.emit(card);
    } catch (error) {
      const fields = problemOf(error).fields ?? [];
      this.wrong.set(fields);
      if (fields.length === 0) {
        this.problems.show(error);
      }
    } finally {
      this.busy.set(false);
    }
  }

  protected pick(value: string): void {
    this.status.set(STATUSES.find((one) => one === value) ?? 'OPERATING');
  }

  private fieldName(field: string): string {
    return this.t(`office.organisations.field.${field}`);
  }
}
