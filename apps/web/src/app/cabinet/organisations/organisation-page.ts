import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  OkEmpty,
  OkIcon,
  OkNote,
  OkPanel,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { PageTitle } from '../../shell/page-title';
import { CardForm, type CardDraft } from './card-form';
import { cardFields, openFields } from './card-fields';
import { Invitations } from './invitations';
import type { CardValues, OrganisationDto, SourcedValue } from './organisation-api';
import { OrganisationState } from './organisation-state';
import { Representatives } from './representatives';
import { LoadFailed } from '../../shell/load-failed';

/** One organisation: its card with source and date, who acts for it, who is invited. */
@Component({
  selector: 'okno-organisation-page',
  imports: [
    CardForm,
    Invitations,
    LoadFailed,
    OkEmpty,
    OkIcon,
    OkNote,
    OkPanel,
    OkSkeleton,
    OrganisationState,
    Representatives,
    RouterLink,
  ],
  templateUrl: './organisation-page.html',
  styleUrl: './organisation-page.css',
})
export class OrganisationPage {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly title = inject(PageTitle);
  private readonly form = viewChild(CardForm);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly id = input.required<string>();

  protected readonly answer = httpResource<OrganisationDto>(
    () => `/api/v1/organisations/${this.id()}`,
  );
  protected readonly card = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly unknown = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && error.status === 404;
  });
  protected readonly editing = signal(false);
  protected readonly busy = signal(false);
  protected readonly draft = signal<CardDraft>({});

  /** May change the card: an administrator, and who added a card that is not confirmed. */
  protected readonly mayEdit = computed(() => {
    const card = this.card();
    return card !== undefined && card.claim === null && card.me?.isAdmin === true;
  });
  /** Invites people and gives rights: only a confirmed administrator. */
  protected readonly mayManage = computed(() => {
    const me = this.card()?.me;
    return me?.isAdmin === true && me.state === 'ACTIVE';
  });
  /** Fields that a register tells. */
  protected readonly told = computed(() => this.card()?.facts.map(({ field }) => field) ?? []);
  protected readonly rows = computed(() => {
    const card = this.card();
    return card ? this.rowsOf(card) : [];
  });

  constructor() {
    effect(() => {
      const card = this.card();
      if (card) {
        this.title.show(card.shortName);
      }
    });
  }

  protected edit(card: OrganisationDto): void {
    this.draft.set(
      Object.fromEntries(Object.entries(textsOf(card)).map(([path, value]) => [path, value ?? ''])),
    );
    this.editing.set(true);
  }

  protected put(path: string, value: string): void {
    this.draft.update((draft) => ({ ...draft, [path]: value }));
  }

  protected async save(card: OrganisationDto): Promise<void> {
    this.busy.set(true);
    try {
      const saved = await firstValueFrom(
        this.http.patch<OrganisationDto>(`/api/v1/organisations/${card.id}`, {
          revision: card.revision,
          ...this.changes(card),
        }),
      );
      this.answer.set(saved);
      this.editing.set(false);
      this.toasts.say(this.t('organisations.card.saved'));
    } catch (error) {
      this.form()?.take(error);
    } finally {
      this.busy.set(false);
    }
  }

  private changes(card: OrganisationDto): Readonly<Record<string, string | null>> {
    const before = textsOf(card);
    const draft = this.draft();
    const confirmed = card.state === 'CONFIRMED';
    const paths = [
      ...openFields(card.kind, confirmed, this.told()).map(({ path }) => path),
      ...(confirmed || this.told().includes('smeCategory') ? [] : ['smeCategory']),
    ];
    return Object.fromEntries(
      paths
        .map((path): [string, string | null] => [path, draft[path]?.trim() || null])
        .filter(([path, value]) => value !== (before[path] ?? null)),
    );
  }

  private rowsOf(card: OrganisationDto): readonly Row[] {
    const texts = textsOf(card);
    const named = (path: string): string =>
      this.t(
        `organisations.field.${path === 'ogrn' && card.kind === 'SOLE_TRADER' ? 'ogrnip' : path}`,
      );
    return [
      { label: named('kind'), value: this.t(`organisations.kind.${card.kind}`), notes: [] },
      { label: named('inn'), value: card.inn, notes: [] },
      ...cardFields(card.kind).map(({ path }) => ({
        label: named(path),
        value: texts[path] ?? '—',
        notes: this.notesOf(card, path),
      })),
      {
        label: named('smeCategory'),
        value: this.t(`organisations.sme.${card.smeCategory}`),
        notes: this.notesOf(card, 'smeCategory'),
      },
    ];
  }

  /** Which register tells the field, as of which day; and what stood there before. */
  private notesOf(card: OrganisationDto, path: string): readonly string[] {
    const fact = card.facts.find(({ field }) => field === path);
    if (fact === undefined) {
      return [];
    }
    const sourced = ({ source, asOf }: SourcedValue): string =>
      this.t(`organisations.source.${source}`, { date: this.f().date(asOf) });
    const { previous } = fact;
    const was =
      previous && path === 'smeCategory'
        ? this.t(`organisations.sme.${previous.value}`)
        : previous?.value;
    return [
      sourced(fact),
      ...(previous
        ? [this.t('organisations.source.previous', { value: was ?? '', source: sourced(previous) })]
        : []),
    ];
  }
}

/** A line of the card. */
interface Row {
  readonly label: string;
  readonly value: string;
  readonly notes: readonly string[];
}

/** The card's texts by field. */
function textsOf(card: CardValues): Readonly<Record<string, string | null>> {
  const { ogrn, kpp, fullName, shortName, okvedMain, smeCategory, addressLegal } = card;
  const { addressActual, headName, headPost, website } = card;
  return {
    ogrn,
    kpp,
    fullName,
    shortName,
    okvedMain,
    smeCategory,
    addressLegal,
    addressActual,
    headName,
    headPost,
    website,
  };
}
