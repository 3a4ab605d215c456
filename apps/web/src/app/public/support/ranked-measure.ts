import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RankedMeasureDto, RuleTraceDto } from '@okno/web/api-client';
import { OkIcon, injectFormats, injectHasText, injectSay, injectTexts } from '@okno/web/ui';

import { linkOf, whenOf } from '../../eligibility/rule-help';
import { headingOf, saidOf, type Speech } from '../../eligibility/rule-words';
import { ClusterList } from '../cluster-list';
import { IntakeState } from '../intake-state';

const LOOKS = {
  fits: { icon: 'check', css: 't-ok' },
  near: { icon: 'clock', css: 't-acc' },
  unfit: { icon: 'x', css: 't-no' },
  unknown: { icon: 'minus', css: 'muted' },
} as const;

/** More names than these nobody reads in a list of measures. */
const MOST_NAMED = 3;

/** One measure with why it fits, or what is missing and what would help. */
@Component({
  selector: 'okno-ranked-measure',
  imports: [IntakeState, OkIcon, RouterLink],
  template: `
    <article>
      <div class="row top head">
        <ok-icon [name]="look().icon" [size]="20" [class]="look().css" />
        <div class="grow">
          <h3>
            <a [routerLink]="['/measures', ranked().measure.code]">{{
              say(ranked().measure.title)
            }}</a>
            @if (ranked().wanted) {
              <span class="tag">{{ t('public.fit.wanted') }}</span>
            }
          </h3>
          <p class="sm muted">{{ about() }}</p>
        </div>
        <okno-intake-state [measure]="ranked().measure" />
      </div>
      @if (known(); as words) {
        <p class="sm why">{{ words }}</p>
      }
      @if (later(); as words) {
        <p class="sm muted why">{{ words }}</p>
      }
      @if (missing().length > 0) {
        <ul class="why">
          @for (one of missing(); track one.code) {
            <li class="sm">
              <b class="strong">{{ one.heading }}.</b> {{ one.detail }}
              @if (one.when) {
                <b class="strong">{{ one.when }}</b>
              }
              @if (one.link; as link) {
                <a [routerLink]="link">{{ one.linkLabel }}</a>
              }
            </li>
          }
        </ul>
      }
    </article>
  `,
  styles: `
    :host {
      display: block;
    }
    article {
      padding: 16px 24px;
    }
    .head {
      gap: 12px;
    }
    .head > ok-icon {
      margin-top: 2px;
    }
    h3 {
      font: var(--ok-title-medium);
    }
    h3 .tag {
      margin-left: 6px;
    }
    .why {
      margin: 6px 0 0 32px;
      max-width: 80ch;
    }
    li + li {
      margin-top: 4px;
    }
    @media (max-width: 720px) {
      article {
        padding: 14px 16px;
      }
      .head {
        flex-wrap: wrap;
      }
      .head > .grow {
        flex-basis: 70%;
      }
      okno-intake-state,
      .why {
        margin-left: 32px;
      }
    }
  `,
})
export class RankedMeasure {
  private readonly clusters = inject(ClusterList);
  private readonly has = injectHasText();
  private readonly f = injectFormats();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  readonly ranked = input.required<RankedMeasureDto>();

  protected readonly look = computed(() => {
    const { fits, becomesTrue, reasons } = this.ranked();
    return fits
      ? LOOKS.fits
      : becomesTrue !== null
        ? LOOKS.near
        : reasons.length === 0
          ? LOOKS.unknown
          : LOOKS.unfit;
  });
  protected readonly about = computed(() => {
    const { category, cluster } = this.ranked().measure;
    const key = `public.category.${category}`;
    return [this.has(key) ? this.t(key) : '', this.say(cluster?.name)].filter(Boolean).join(' · ');
  });
  /** What is met already. */
  protected readonly known = computed(() => {
    const { fits, passed, reasons } = this.ranked();
    if (passed.length === 0 && reasons.length === 0) {
      return this.t('eligibility.sum.empty');
    }
    return fits ? this.list('public.fit.met', passed) : '';
  });
  /** What is looked at later. */
  protected readonly later = computed(() => {
    const { fits, reasons } = this.ranked();
    if (!fits) {
      return '';
    }
    const codes = reasons.map(({ code }) => code);
    return codes.length > MOST_NAMED
      ? this.t('public.fit.laterMany', { count: codes.length })
      : this.list('public.fit.later', codes);
  });
  protected readonly missing = computed(() =>
    this.ranked()
      .reasons.filter(({ outcome }) => outcome === 'FAIL')
      .map((rule) => this.lineOf(rule)),
  );

  private lineOf(rule: RuleTraceDto): {
    code: string;
    heading: string;
    detail: string;
    when: string;
    link: readonly string[] | null;
    linkLabel: string;
  } {
    const speech: Speech = { t: this.t, has: this.has, f: this.f() };
    const answered = { ...rule, ...rule.message };
    const { measure } = this.ranked();
    const cluster = this.clusters.find(measure.cluster?.code);
    const link = linkOf(rule, cluster?.acceptsMembership ? cluster.membershipMeasureCode : null);
    const reason = `public.intake.long.${measure.notOpenReason ?? ''}`;
    const closed = rule.code === 'E11' && this.has(reason) ? this.t(reason) : '';
    // On this page «what fits you» would lead to itself.
    const leads = link !== null && rule.remedy === 'JOIN_CLUSTER';
    return {
      code: rule.code,
      heading: headingOf(answered, speech),
      detail: closed || saidOf(answered, speech),
      when: whenOf(rule.becomesTrue, speech),
      link: leads ? link : null,
      linkLabel: leads ? this.t('eligibility.remedy.JOIN_CLUSTER') : '',
    };
  }

  private list(key: string, codes: readonly string[]): string {
    const names = codes.map((code) => withoutCapital(this.t(`eligibility.name.${code}`)));
    return names.length === 0 ? '' : this.t(key, { names: names.join(', ') });
  }
}

/** A name inside a sentence; abbreviations within it stay as they are. */
function withoutCapital(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
