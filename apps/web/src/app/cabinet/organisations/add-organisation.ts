import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  OkDateInput,
  OkField,
  OkIcon,
  OkInput,
  OkNote,
  OkRadios,
  OkSelect,
  Toasts,
  injectFormats,
  injectTexts,
  type Choice,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../../shell/problem';
import { Session } from '../../shell/session';
import { CardForm, type CardDraft } from './card-form';
import { KINDS, cardFields } from './card-fields';
import type { Basis, OrganisationDto, OrganisationKind, PrefillAnswer } from './organisation-api';
import { prefilled, toldBy } from './prefilled';

/** Digits of a person's ИНН; an organisation has ten. */
const PERSON_INN = 12;
const BASES = ['CHARTER', 'POA', 'MCHD'] as const;

/** Adding an organisation by its ИНН: a card, and on what the person acts. */
@Component({
  selector: 'okno-add-organisation',
  imports: [
    CardForm,
    OkDateInput,
    OkField,
    OkIcon,
    OkInput,
    OkNote,
    OkRadios,
    OkSelect,
    RouterLink,
  ],
  templateUrl: './add-organisation.html',
  styles: `
    .top {
      padding: 32px 0 24px;
      max-width: 780px;
    }
    .top h1 {
      margin: 12px 0 8px;
    }
    .parts {
      display: grid;
      gap: 24px;
      max-width: 780px;
    }
    .g2 {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 20px 16px;
    }
    fieldset h2 {
      font: var(--ok-title-large);
      margin: 8px 0 12px;
    }
    @media (max-width: 720px) {
      .g2 {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class AddOrganisation {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  private readonly form = viewChild(CardForm);

  protected readonly kind = signal<OrganisationKind>('LEGAL');
  protected readonly values = signal<CardDraft>({});
  protected readonly basis = signal<Basis>('CHARTER');
  protected readonly poaValidTo = signal<string | null>(null);
  protected readonly busy = signal(false);
  /** The day of what a register told of this ИНН and stands in the fields now; empty when it told nothing. */
  protected readonly told = signal('');
  /** What the register put into fields: it goes when the ИНН changes, what the person typed stays. */
  private filled: CardDraft = {};
  /** Id of the organisation that this person has added before. */
  protected readonly known = signal('');
  protected readonly kinds = computed<readonly Choice[]>(() =>
    KINDS.map((value) => ({ value, label: this.t(`organisations.kind.${value}`) })),
  );
  protected readonly bases = computed<readonly Choice[]>(() =>
    BASES.map((value) => ({
      value,
      label: this.t(`organisations.basis.${value}`),
      hint: this.t(`organisations.basisHint.${value}`),
    })),
  );

  protected error(path: string): string {
    return this.form()?.errors.of(path) ?? '';
  }

  protected put(path: string, value: string): void {
    this.values.update((values) => ({ ...values, [path]: value }));
  }

  protected chooseKind(value: string | null): void {
    this.kind.set(KINDS.find((kind) => kind === value) ?? 'LEGAL');
  }

  protected chooseBasis(value: string | null): void {
    this.basis.set(BASES.find((basis) => basis === value) ?? 'CHARTER');
  }

  /** Fills what a register knows of the ИНН into the fields; without an answer the person fills them. */
  protected async prefill(): Promise<void> {
    const inn = (this.values()['inn'] ?? '').trim();
    const answer = await firstValueFrom(
      this.http.post<PrefillAnswer>('/api/v1/organisations/prefill', { inn }),
    ).catch(() => null);
    if (inn !== (this.values()['inn'] ?? '').trim()) {
      return;
    }
    const told = toldBy(answer);
    const before = this.filled;
    this.values.update((values) => prefilled(values, before, told));
    this.filled = told;
    const day = answer?.facts[0]?.asOf ?? '';
    this.told.set(day);
    if (day !== '' && inn.length === PERSON_INN && this.kind() === 'LEGAL') {
      this.kind.set('SOLE_TRADER');
    }
  }

  protected async save(): Promise<void> {
    this.busy.set(true);
    this.known.set('');
    try {
      const card = await firstValueFrom(
        this.http.post<OrganisationDto>('/api/v1/organisations', this.body()),
      );
      // The header and the application form choose among my organisations.
      await this.session.refresh().catch(() => null);
      this.toasts.say(this.t(card.claim ? 'organisations.add.claimed' : 'organisations.add.done'));
      await this.router.navigate(['/cabinet/organisations', card.id]);
    } catch (error) {
      const { organisationId } = problemOf(error);
      this.known.set(typeof organisationId === 'string' ? organisationId : '');
      this.form()?.take(error);
    } finally {
      this.busy.set(false);
    }
  }

  private body(): Readonly<Record<string, string | null>> {
    const values = this.values();
    const text = (path: string): string => (values[path] ?? '').trim();
    const card = cardFields(this.kind()).map(({ path, optional }): [string, string | null] => [
      path,
      optional ? text(path) || null : text(path),
    ]);
    const byPoa = this.basis() !== 'CHARTER';
    return {
      ...Object.fromEntries(card),
      kind: this.kind(),
      inn: text('inn'),
      smeCategory: text('smeCategory'),
      basis: this.basis(),
      poaNumber: byPoa ? text('poaNumber') || null : null,
      poaValidTo: byPoa ? this.poaValidTo() : null,
    };
  }
}
