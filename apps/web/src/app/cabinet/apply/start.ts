import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  OkEmpty,
  OkField,
  OkNote,
  OkRadios,
  OkSkeleton,
  injectFormats,
  injectSay,
  injectTexts,
  type Choice,
  type Text,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems, problemOf } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';
import type { OrganisationDto, OrganisationListDto } from '../organisations/organisation-api';
import { forgetKey, onceKey } from '../once-key';
import { LoadFailed } from '../../shell/load-failed';

/** What of GET measures/:code the beginning needs. */
interface MeasureDto {
  readonly code: string;
  readonly kind: string;
  readonly title: Text;
  readonly officialTitle: Text;
  readonly applyable: boolean;
  readonly open: boolean;
  readonly documents: readonly {
    readonly code: string;
    readonly title: Text;
    readonly required: boolean;
  }[];
}

/** GET earlier-applications. */
interface EarlierListDto {
  readonly items: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly title: Text;
    readonly sameMeasure: boolean;
    readonly filedOn: string;
    readonly fields: number;
  }[];
}

/** The choice to begin with an empty form. */
const EMPTY = 'EMPTY';

/** The beginning of a request: for which organisation, and what comes. Mounted with `?measure=`. */
@Component({
  selector: 'okno-start',
  imports: [LoadFailed, OkEmpty, OkField, OkNote, OkRadios, OkSkeleton, RouterLink],
  templateUrl: './start.html',
  styles: `
    .top {
      padding: 32px 0 24px;
      max-width: 780px;
    }
    .parts {
      display: grid;
      gap: 24px;
      max-width: 780px;
    }
    h2 {
      font: var(--ok-title-large);
    }
    ol {
      display: grid;
      gap: 8px;
      margin-top: 12px;
      padding-left: 22px;
      list-style: decimal;
    }
  `,
})
export class Start {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly measure = input<string>();
  /** The draft that a copy is made of. */
  readonly from = input<string>();

  protected readonly answer = httpResource<MeasureDto>(() => {
    const code = this.measure();
    return code && `/api/v1/measures/${encodeURIComponent(code)}`;
  });
  protected readonly found = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly unknown = computed(() => {
    const error = this.answer.error();
    return !this.measure() || (error instanceof HttpErrorResponse && error.status === 404);
  });
  protected readonly list = httpResource<OrganisationListDto>(
    () => '/api/v1/organisations?mine=true&limit=100',
  );
  /** Those the person may act for; a claim that waits for the centre is none. */
  private readonly organisations = computed<readonly OrganisationDto[]>(() =>
    (this.list.hasValue() ? this.list.value().items : []).filter(({ claim }) => claim === null),
  );
  protected readonly choices = computed<readonly Choice[]>(() =>
    this.organisations().map(({ id, shortName, inn, state }) => ({
      value: id,
      label: shortName,
      hint: this.t(state === 'CONFIRMED' ? 'apply.start.inn' : 'apply.start.innUnconfirmed', {
        inn,
      }),
    })),
  );
  protected readonly chosen = linkedSignal<string | null>(() => {
    const [first, ...others] = this.organisations();
    return first && others.length === 0 ? first.id : null;
  });
  protected readonly draftOnly = computed(
    () => this.organisations().find(({ id }) => id === this.chosen())?.me?.canFile === false,
  );
  /** What was filed before and fits; when it cannot be read, a draft begins empty as before. */
  private readonly earlierAnswer = httpResource<EarlierListDto>(() => {
    const [organisationId, measureCode] = [this.chosen(), this.found()?.code];
    return organisationId && measureCode
      ? { url: '/api/v1/earlier-applications', params: this.wanted(organisationId, measureCode) }
      : undefined;
  });
  /** What one may begin from stands over the button: a list that came later would push the button away. */
  protected readonly ready = linkedSignal<boolean, boolean>({
    source: () =>
      this.found() !== undefined && this.list.hasValue() && !this.earlierAnswer.isLoading(),
    computation: (now, before) => now || before?.value === true,
  });
  private readonly earlier = computed(() =>
    this.earlierAnswer.hasValue() ? this.earlierAnswer.value().items : [],
  );
  protected readonly sources = computed<readonly Choice[]>(() => {
    const earlier = this.earlier();
    return earlier.length === 0
      ? []
      : [
          ...earlier.map(({ id, number, filedOn, title, fields }) => ({
            value: id,
            label: this.t(number ? 'apply.start.from.earlier' : 'apply.start.from.draft', {
              number: number ?? '',
              date: this.f().date(filedOn),
            }),
            hint: this.t('apply.start.from.fields', { title: this.say(title), count: fields }),
          })),
          { value: EMPTY, label: this.t('apply.start.from.empty') },
        ];
  });
  /** The same measure is most likely asked for again with the same words. */
  protected readonly source = linkedSignal<string>(() => {
    const [first] = this.earlier();
    const wanted = this.earlier().find(({ id }) => id === this.from());
    const same = first?.sameMeasure && first.number !== null ? first : undefined;
    return (wanted ?? same)?.id ?? EMPTY;
  });
  protected readonly missing = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  /** The open request of the same kind. */
  protected readonly open = signal('');

  protected choose(id: string | null): void {
    this.chosen.set(id);
    this.missing.set(false);
    this.failure.set('');
    this.open.set('');
  }

  protected async begin(event: Event): Promise<void> {
    event.preventDefault();
    const organisationId = this.chosen();
    const measureCode = this.found()?.code;
    if (organisationId === null || measureCode === undefined) {
      this.missing.set(true);
      return;
    }
    if (this.busy()) {
      return;
    }
    this.busy.set(true);
    this.choose(organisationId);
    const fromId = this.source();
    const scope = `create.${measureCode}.${organisationId}.${fromId}`;
    try {
      const { id } = await firstValueFrom(
        this.http.post<ApplicationDto>(
          '/api/v1/applications',
          { measureCode, organisationId, ...(fromId === EMPTY ? {} : { fromId }) },
          { headers: { 'Idempotency-Key': onceKey(scope) } },
        ),
      );
      forgetKey(scope);
      await this.router.navigate(['/cabinet/applications', id, 'edit']);
    } catch (error) {
      this.fail(error, scope);
    } finally {
      this.busy.set(false);
    }
  }

  private wanted(organisationId: string, measureCode: string): Record<string, string> {
    const fromId = this.from();
    return { organisationId, measureCode, ...(fromId ? { fromId } : {}) };
  }

  private fail(error: unknown, scope: string): void {
    const problem = problemOf(error);
    if (problem.status !== 0 && problem.status < 500) {
      forgetKey(scope);
    }
    const { applicationId } = problem;
    this.open.set(typeof applicationId === 'string' ? applicationId : '');
    this.failure.set(this.problems.explain(error));
  }
}
