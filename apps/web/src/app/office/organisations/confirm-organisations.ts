import { HttpClient } from '@angular/common/http';
import { Component, DestroyRef, inject, signal } from '@angular/core';
import {
  Confirm,
  OkEmpty,
  OkShowMore,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectHasText,
  injectTexts,
} from '@okno/web/ui';
import type {
  OrganisationCardDto,
  OrganisationListDto,
  RepresentativeDto,
} from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { EgrulExtract } from './egrul-extract';

/** Cards and claims that wait for the registrar: who says he is what, and who may act for it. */
@Component({
  selector: 'okno-confirm-organisations',
  imports: [EgrulExtract, OkEmpty, OkShowMore, OkSkeleton],
  templateUrl: './confirm-organisations.html',
  styleUrl: './confirm-organisations.css',
})
export class ConfirmOrganisations {
  private readonly http = inject(HttpClient);
  private readonly confirming = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly has = injectHasText();
  protected readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly cards = signal<readonly OrganisationCardDto[]>([]);
  protected readonly next = signal<string | null>(null);
  protected readonly ready = signal(false);
  protected readonly busy = signal(false);
  protected readonly error = signal<unknown>(undefined);
  protected readonly line = signal('');
  /** Representatives the registrar has unticked: they are not confirmed with the card. */
  private readonly left = signal<ReadonlySet<string>>(new Set());
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.waiting);
    });
    void this.load();
  }

  protected async load(after: string | null = null): Promise<void> {
    this.busy.set(true);
    const asked = this.line();
    try {
      const page = await firstValueFrom(
        this.http.get<OrganisationListDto>('/api/v1/organisations', {
          // A search finds every organisation: an extract may be read of one that nobody waits in.
          params: {
            ...(asked ? { q: asked } : { pending: true }),
            ...(after !== null && { after }),
          },
        }),
      );
      if (asked === this.line()) {
        this.cards.update((was) => (after === null ? page.items : [...was, ...page.items]));
        this.next.set(page.next);
        this.error.set(undefined);
        this.ready.set(true);
      }
    } catch (failure) {
      this.error.set(failure);
    } finally {
      this.busy.set(false);
    }
  }

  protected type(text: string): void {
    this.line.set(text.trim());
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.load(), 300);
  }

  protected pending({ representatives }: OrganisationCardDto): readonly RepresentativeDto[] {
    return representatives.filter(({ state }) => state === 'PENDING');
  }

  protected stateOf(card: OrganisationCardDto): string {
    const quiet = card.state === 'CONFIRMED' && this.pending(card).length === 0;
    return `office.organisations.state.${quiet ? 'QUIET' : card.state}`;
  }

  protected replace(card: OrganisationCardDto): void {
    this.cards.update((was) => was.map((one) => (one.id === card.id ? card : one)));
  }

  protected isChosen({ id }: RepresentativeDto): boolean {
    return !this.left().has(id);
  }

  protected choose({ id }: RepresentativeDto, on: boolean): void {
    const left = new Set(this.left());
    if (on) {
      left.delete(id);
    } else {
      left.add(id);
    }
    this.left.set(left);
  }

  protected basis({ basis, poaNumber, poaValidTo }: RepresentativeDto): string {
    return [
      basis && this.t(`office.organisations.basis.${basis}`),
      poaNumber,
      poaValidTo && this.t('office.inbox.until', { date: this.f().date(poaValidTo) }),
    ]
      .filter(Boolean)
      .join(', ');
  }

  /** What a claimant typed otherwise than the card says. */
  protected differences({ declared }: RepresentativeDto): readonly string[] {
    return Object.entries(declared ?? {}).map(([field, value]: [string, unknown]) => {
      const key = `office.organisations.field.${field}`;
      return `${this.has(key) ? this.t(key) : field}: ${typeof value === 'string' ? value : '—'}`;
    });
  }

  protected async confirm(card: OrganisationCardDto): Promise<void> {
    const representativeIds = this.pending(card)
      .filter((person) => this.isChosen(person))
      .map(({ id }) => id);
    await this.run(card, () =>
      this.http.post(`/api/v1/organisations/${card.id}/confirm`, { representativeIds }),
    );
  }

  protected async refuse(card: OrganisationCardDto, person: RepresentativeDto): Promise<void> {
    const sure = await this.confirming.ask({
      heading: this.t('office.organisations.refuseHeading', { name: person.name }),
      text: this.t('office.organisations.refuseText', { organisation: card.shortName }),
      confirm: this.t('office.organisations.refuse'),
      cancel: this.t('office.cancel'),
      danger: true,
    });
    if (sure) {
      await this.run(card, () =>
        this.http.delete(`/api/v1/organisations/${card.id}/representatives/${person.id}`),
      );
    }
  }

  private async run(
    { shortName }: OrganisationCardDto,
    request: () => ReturnType<HttpClient['post']>,
  ): Promise<void> {
    this.busy.set(true);
    try {
      await firstValueFrom(request());
      this.toasts.say(this.t('office.organisations.done', { organisation: shortName }));
    } catch (error) {
      this.problems.show(error);
    }
    await this.load();
  }
}
