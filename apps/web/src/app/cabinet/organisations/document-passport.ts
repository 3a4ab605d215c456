import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Confirm, OkEmpty, OkShowMore, OkSkeleton, Toasts, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import { PassportRow } from './passport-row';
import type { OrganisationDto } from './organisation-api';
import { LoadFailed } from '../../shell/load-failed';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** A document that the organisation may use again. */
export interface PassportDocumentDto {
  readonly id: string;
  readonly kind: string;
  readonly label: { readonly ru: string; readonly en: string };
  readonly documentId: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly scan: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED';
  readonly issuedOn: string | null;
  readonly validTo: string | null;
  readonly validity: 'VALID' | 'EXPIRING' | 'EXPIRED';
  readonly addedAt: string;
  readonly usedIn: readonly {
    readonly applicationId: string;
    readonly number: string | null;
    readonly title: { readonly ru: string; readonly en: string };
  }[];
}

interface PassportPageDto {
  readonly items: readonly PassportDocumentDto[];
  readonly next: string | null;
}

/** The documents of an organisation: given once, dated here, offered to every draft that asks for the same. */
@Component({
  selector: 'okno-document-passport',
  imports: [LoadFailed, OkEmpty, OkShowMore, OkSkeleton, PassportRow, RouterLink],
  template: `
    <div class="container">
      <div class="top">
        @if (organisation(); as one) {
          <p>
            <a [routerLink]="['/cabinet/organisations', id()]">{{ one.shortName }}</a>
          </p>
        }
        <h1>{{ t('organisations.documents.heading') }}</h1>
        <p class="muted lead">{{ t('organisations.documents.lead') }}</p>
      </div>
      @if (items().length > 0) {
        <ul class="panel">
          @for (one of items(); track one.id) {
            <li>
              <okno-passport-row
                [organisationId]="id()"
                [document]="one"
                (changed)="put($event)"
                (forget)="forget(one)"
              />
            </li>
          }
        </ul>
        <ok-show-more
          [shown]="items().length"
          [hasMore]="next() !== null"
          [busy]="busy()"
          (more)="more()"
        />
      } @else if (unknown()) {
        <ok-empty
          picture="missing"
          [heading]="t('organisations.card.unknown')"
          [text]="t('organisations.card.unknownText')"
        >
          <a class="btn btn--p" routerLink="/cabinet/organisations">{{
            t('organisations.list.heading')
          }}</a>
        </ok-empty>
      } @else if (answer.error(); as error) {
        <okno-load-failed
          [heading]="t('organisations.documents.failed')"
          [error]="error"
          (again)="answer.reload()"
        />
      } @else if (answer.isLoading()) {
        <ok-skeleton [label]="t('organisations.documents.loading')" [cells]="3" />
      } @else {
        <ok-empty
          picture="start"
          [heading]="t('organisations.documents.empty')"
          [text]="t('organisations.documents.emptyText')"
        >
          <a class="btn btn--p" routerLink="/cabinet/applications">{{
            t('organisations.documents.toApplications')
          }}</a>
        </ok-empty>
      }
    </div>
  `,
  styles: `
    .top {
      padding: 24px 0;
    }
    .lead {
      max-width: 720px;
      margin-top: 4px;
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
  `,
})
export class DocumentPassport {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly ask = inject(Confirm);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();

  readonly id = input.required<string>();

  private readonly card = httpResource<OrganisationDto>(() => `/api/v1/organisations/${this.id()}`);
  protected readonly organisation = computed(() =>
    this.card.hasValue() ? this.card.value() : undefined,
  );
  protected readonly answer = httpResource<PassportPageDto>(
    () => `/api/v1/organisations/${this.id()}/documents`,
  );
  private readonly page = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly items = linkedSignal<readonly PassportDocumentDto[]>(
    () => this.page()?.items ?? [],
  );
  protected readonly next = linkedSignal<string | null>(() => this.page()?.next ?? null);
  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly unknown = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && error.status === 404;
  });

  protected put(changed: PassportDocumentDto): void {
    this.items.update((all) => all.map((one) => (one.id === changed.id ? changed : one)));
  }

  protected async more(): Promise<void> {
    const after = this.next();
    if (after === null) {
      return;
    }
    await this.one.run(async () => {
      const page = await firstValueFrom(
        this.http.get<PassportPageDto>(`/api/v1/organisations/${this.id()}/documents`, {
          params: { after },
        }),
      );
      this.items.update((all) => [...all, ...page.items]);
      this.next.set(page.next);
    });
  }

  protected async forget(one: PassportDocumentDto): Promise<void> {
    const reply = await this.ask.ask({
      heading: this.t('organisations.documents.forgetHeading', { name: one.name }),
      text: this.t('organisations.documents.forgetText'),
      confirm: this.t('organisations.documents.forget'),
      danger: true,
    });
    if (reply === null) {
      return;
    }
    try {
      await firstValueFrom(
        this.http.delete(`/api/v1/organisations/${this.id()}/documents/${one.id}`),
      );
      this.items.update((all) => all.filter(({ id }) => id !== one.id));
      this.toasts.say(this.t('organisations.documents.forgotten'));
    } catch (error) {
      this.problems.show(error);
    }
  }
}
