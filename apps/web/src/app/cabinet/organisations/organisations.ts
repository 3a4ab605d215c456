import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkEmpty, OkIcon, OkShowMore, OkSkeleton, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { OrganisationDto, OrganisationListDto } from './organisation-api';
import { OrganisationState } from './organisation-state';
import { LoadFailed } from '../../shell/load-failed';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** The organisations a person acts for, or asks to. */
@Component({
  selector: 'okno-organisations',
  imports: [LoadFailed, OkEmpty, OkIcon, OkShowMore, OkSkeleton, OrganisationState, RouterLink],
  template: `
    <div class="container">
      <div class="top row wrap between">
        <div>
          <h1>{{ t('organisations.list.heading') }}</h1>
          <p class="muted">{{ t('organisations.list.lead') }}</p>
        </div>
        @if (items().length > 0) {
          <a class="btn btn--p" routerLink="/cabinet/organisations/new"
            ><ok-icon name="plus" />{{ t('organisations.list.add') }}</a
          >
        }
      </div>
      @if (items().length > 0) {
        <ul class="panel">
          @for (one of items(); track one.id) {
            <li>
              <div class="grow">
                <h2>
                  <a [routerLink]="['/cabinet/organisations', one.id]">{{ one.shortName }}</a>
                </h2>
                <p class="sm muted">
                  {{ t('organisations.inn') }} <span class="tn">{{ one.inn }}</span>
                  @for (place of one.memberships; track place.registryNumber) {
                    · {{ t('organisations.list.member', { number: place.registryNumber }) }}
                  }
                </p>
              </div>
              <p class="sm rights">{{ rightsOf(one) }}</p>
              <okno-organisation-state [organisation]="one" />
            </li>
          }
        </ul>
        <ok-show-more
          [shown]="items().length"
          [hasMore]="next() !== null"
          [busy]="busy()"
          (more)="more()"
        />
      } @else if (answer.error(); as error) {
        <okno-load-failed
          [heading]="t('organisations.list.failed')"
          [error]="error"
          (again)="answer.reload()"
        />
      } @else if (answer.isLoading()) {
        <ok-skeleton [label]="t('organisations.list.loading')" [cells]="2" [columns]="2" />
      } @else {
        <ok-empty
          picture="start"
          [heading]="t('organisations.list.empty')"
          [text]="t('organisations.list.emptyText')"
        >
          <a class="btn btn--p" routerLink="/cabinet/organisations/new">{{
            t('organisations.list.add')
          }}</a>
        </ok-empty>
      }
    </div>
  `,
  styles: `
    .top {
      padding: 32px 0 24px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 24px;
      align-items: center;
      padding: 16px var(--panel-p);
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    li .grow {
      flex-basis: 300px;
    }
    h2 {
      font: var(--ok-title-large);
      overflow-wrap: anywhere;
    }
    .rights {
      min-width: 180px;
    }
    ok-show-more {
      margin-top: 16px;
    }
  `,
})
export class Organisations {
  private readonly http = inject(HttpClient);
  protected readonly t = injectTexts();

  protected readonly answer = httpResource<OrganisationListDto>(
    () => '/api/v1/organisations?mine=true',
  );
  private readonly first = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  private readonly later = linkedSignal<
    OrganisationListDto | undefined,
    readonly OrganisationListDto[]
  >({
    source: this.first,
    computation: () => [],
  });
  private readonly pages = computed(() => {
    const first = this.first();
    return first ? [first, ...this.later()] : [];
  });
  protected readonly items = computed(() => this.pages().flatMap((page) => page.items));
  protected readonly next = computed(() => this.pages().at(-1)?.next ?? null);
  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;

  protected rightsOf({ me }: OrganisationDto): string {
    if (!me || (me.state === 'PENDING' && !me.canFile)) {
      return this.t('organisations.rights.none');
    }
    const rights = [
      me.isAdmin ? this.t('organisations.rights.admin') : '',
      this.t(me.canFile ? 'organisations.rights.file' : 'organisations.rights.draft'),
    ];
    return rights.filter(Boolean).join(', ');
  }

  protected async more(): Promise<void> {
    const after = this.next();
    if (after === null) {
      return;
    }
    await this.one.run(async () => {
      const page = await firstValueFrom(
        this.http.get<OrganisationListDto>('/api/v1/organisations', {
          params: { mine: true, after },
        }),
      );
      this.later.update((pages) => [...pages, page]);
    });
  }
}
