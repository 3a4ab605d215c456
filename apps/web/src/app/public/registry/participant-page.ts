import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClusterDto, ParticipantEntryDto } from '@okno/web/api-client';
import {
  OkEmpty,
  OkIcon,
  OkSkeleton,
  OkStatus,
  OkTimeline,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
  type TimelineItem,
} from '@okno/web/ui';

import { PageTitle } from '../../shell/page-title';
import { ClusterList } from '../cluster-list';
import { LoadFailed } from '../../shell/load-failed';

/** An entry of the register: what is public about the participant now, and what it was before. */
@Component({
  selector: 'okno-participant-page',
  imports: [LoadFailed, OkEmpty, OkIcon, OkSkeleton, OkStatus, OkTimeline, RouterLink],
  templateUrl: './participant-page.html',
  styles: `
    :host {
      display: block;
    }
    .head {
      margin-bottom: 12px;
    }
    .grid {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 32px;
      margin-top: 28px;
      align-items: start;
    }
    .loading {
      padding-top: 48px;
    }
    @media (max-width: 1000px) {
      .grid {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class ParticipantPage {
  private readonly titles = inject(PageTitle);
  private readonly has = injectHasText();
  private readonly f = injectFormats();
  protected readonly clusters = inject(ClusterList);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  /** From the address: /registry/KZB-0001 */
  readonly number = input.required<string>();

  protected readonly answer = httpResource<ParticipantEntryDto>(
    () => `/api/v1/participants/${encodeURIComponent(this.number())}`,
  );
  protected readonly entry = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  private readonly about = httpResource<ClusterDto>(() => {
    const code = this.entry()?.clusterCode;
    return code && `/api/v1/clusters/${code}`;
  });
  protected readonly cluster = computed(() => this.clusters.find(this.entry()?.clusterCode));
  /** The badge has one word for everybody who left of his own will. */
  protected readonly state = computed(() => {
    const state = this.entry()?.state ?? 'ACTIVE';
    return state === 'EXITED' ? 'LEFT' : state;
  });
  protected readonly missing = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && [400, 404].includes(error.status);
  });
  protected readonly role = computed(() => {
    const key = `registry.role.${this.entry()?.role ?? ''}`;
    return this.has(key) ? this.t(key) : (this.entry()?.role ?? '');
  });
  protected readonly specialisations = computed(() => {
    const known = this.about.hasValue() ? this.about.value().specialisations : [];
    return (this.entry()?.specialisations ?? []).map((code) => {
      const named = known.find((one) => one.code === code);
      return named ? this.say(named.name) : code;
    });
  });
  protected readonly period = computed(() => {
    const { since, until } = this.entry() ?? {};
    const from = since ? this.t('registry.since', { date: this.f().date(since) }) : '';
    return until
      ? `${from} ${this.t('registry.until', { date: this.f().date(until) })}`.trim()
      : from;
  });
  protected readonly history = computed<TimelineItem[]>(() =>
    (this.entry()?.history ?? []).map((version) => {
      const key = `registry.cause.${version.cause}`;
      return {
        heading: this.has(key) ? this.t(key) : version.cause,
        when: version.validTo
          ? this.t('registry.fromTo', {
              from: this.f().date(version.validFrom),
              to: this.f().date(version.validTo),
            })
          : this.t('registry.from', { from: this.f().date(version.validFrom) }),
        phase: 'past',
      };
    }),
  );

  constructor() {
    effect(() => {
      const name = this.entry()?.name;
      if (name) {
        this.titles.show(name);
      }
    });
  }

  /** Only addresses of the web: a link must not run anything. */
  protected linkOf(website: string): string | null {
    return /^https?:\/\//i.test(website) ? website : null;
  }
}
