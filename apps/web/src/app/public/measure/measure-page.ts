import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MeasureDto } from '@okno/web/api-client';
import {
  OkEmpty,
  OkIcon,
  OkNote,
  OkSkeleton,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
} from '@okno/web/ui';

import { PageTitle } from '../../shell/page-title';
import { ClusterList } from '../cluster-list';
import { lastMoment } from '../published-date';
import { EligibilityCheck } from '../../eligibility/eligibility-check';
import { Source } from '../source';
import { ApplyBox } from './apply-box';
import { intakeSentence } from './intake-sentence';
import { MeasureFacts } from './measure-facts';
import { LoadFailed } from '../../shell/load-failed';

/** A measure: can I, how much, how long. What is not published is said to be so, not left out. */
@Component({
  selector: 'okno-measure-page',
  imports: [
    ApplyBox,
    EligibilityCheck,
    LoadFailed,
    MeasureFacts,
    OkEmpty,
    OkIcon,
    OkNote,
    OkSkeleton,
    RouterLink,
    Source,
  ],
  templateUrl: './measure-page.html',
  styleUrl: './measure-page.css',
})
export class MeasurePage {
  private readonly titles = inject(PageTitle);
  private readonly clusters = inject(ClusterList);
  private readonly has = injectHasText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** From the address: /measures/KZ-06 */
  readonly code = input.required<string>();

  protected readonly answer = httpResource<MeasureDto>(
    () => `/api/v1/measures/${encodeURIComponent(this.code())}`,
  );
  protected readonly measure = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly missing = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && [400, 404].includes(error.status);
  });
  protected readonly categoryName = computed(() => {
    const key = `public.category.${this.measure()?.category ?? ''}`;
    return this.has(key) ? this.t(key) : '';
  });
  protected readonly zone = computed(() => this.clusters.zoneOf(this.measure()?.cluster?.code));
  protected readonly intake = computed(() => {
    const measure = this.measure();
    return measure ? intakeSentence(measure, this.f(), this.zone()) : undefined;
  });
  protected readonly reason = computed(() => {
    const key = `public.intake.long.${this.measure()?.notOpenReason ?? ''}`;
    return this.t(this.has(key) ? key : 'public.intake.long.NO_ROUND');
  });
  /** Why no request is taken; empty while they are. */
  protected readonly closed = computed(() => (this.measure()?.notOpenReason ? this.reason() : ''));
  // The official name says nothing new when it is the plain one.
  protected readonly official = computed(() => {
    const measure = this.measure();
    const words = this.say(measure?.officialTitle);
    return words.toLowerCase() === this.say(measure?.title).toLowerCase() ? '' : words;
  });
  protected readonly required = computed(
    () => this.measure()?.documents.filter((document) => document.required).length ?? 0,
  );

  constructor() {
    effect(() => {
      const title = this.say(this.measure()?.title);
      if (title) {
        this.titles.show(title);
      }
    });
  }

  protected lastDay(closesAt: string): string {
    return this.f().date(lastMoment(closesAt), this.zone());
  }

  protected toCalculator(): void {
    document.getElementById('apply')?.scrollIntoView();
    document.querySelector<HTMLInputElement>('#apply input')?.focus({ preventScroll: true });
  }
}
