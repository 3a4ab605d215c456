import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EligibilityDto, RuleTraceDto } from '@okno/web/api-client';
import { OkCheckLine, OkIcon, injectFormats, injectHasText, injectTexts } from '@okno/web/ui';

import { helpOf, linkOf, whenOf } from './rule-help';
import { headingOf, saidOf, sourceOf, type AnsweredRule, type Speech } from './rule-words';

/** What fails comes first, then what a person will look at. */
const ORDER = { FAIL: 0, UNAVAILABLE: 2, WARN: 1, PASS: 3 } as const;
const ICONS = { PASS: 'check', WARN: 'check', UNAVAILABLE: 'check', FAIL: 'x' } as const;

interface Line {
  readonly code: string;
  readonly outcome: RuleTraceDto['outcome'];
  readonly heading: string;
  readonly detail: string;
  readonly source: string;
  /** What would help: a day, or a page to go to. */
  readonly when: string;
  readonly link: readonly string[] | null;
  readonly linkLabel: string;
}

/** Whether somebody may apply, condition by condition, in words; of what fails, what would help. */
@Component({
  selector: 'okno-check-result',
  imports: [OkCheckLine, OkIcon, RouterLink],
  templateUrl: './check-result.html',
  styleUrl: './check-result.css',
})
export class CheckResult {
  private readonly has = injectHasText();
  private readonly f = injectFormats();
  protected readonly t = injectTexts();

  readonly result = input.required<EligibilityDto>();
  /** Why the measure takes no requests, said in place of «the intake is closed». */
  readonly closed = input('');
  /** Code of the measure to join the cluster with, where that can be done here. */
  readonly joinMeasure = input<string | null>(null);

  protected readonly icon = computed(() => ICONS[this.result().verdict]);
  protected readonly tone = computed(() =>
    this.result().rules.length === 0 ? 'na' : this.result().verdict === 'FAIL' ? 'fail' : 'pass',
  );
  protected readonly heading = computed(() => {
    const { applicant, rules, verdict } = this.result();
    const name = applicant.name ?? this.t('eligibility.inn', { inn: applicant.inn });
    return this.t(`eligibility.verdict.${rules.length === 0 ? 'empty' : verdict}`, { name });
  });
  protected readonly summary = computed(() => {
    const { rules, verdict } = this.result();
    const count = (outcome: RuleTraceDto['outcome']): number =>
      rules.filter((rule) => rule.outcome === outcome).length;
    return this.t(`eligibility.sum.${rules.length === 0 ? 'empty' : verdict}`, {
      done: count('PASS'),
      count: count('FAIL'),
      total: rules.length,
    });
  });
  /** The one thing that would do, where one is enough. */
  protected readonly helps = computed(() => {
    const { becomesTrue } = this.result();
    return becomesTrue === null ? '' : helpOf(becomesTrue, this.speech());
  });
  protected readonly lines = computed<Line[]>(() =>
    [...this.result().rules]
      .sort((one, other) => ORDER[one.outcome] - ORDER[other.outcome])
      .map((rule) => this.lineOf(rule)),
  );
  protected readonly failing = computed(() =>
    this.lines().filter(({ outcome }) => outcome === 'FAIL'),
  );
  protected readonly others = computed(() =>
    this.lines().filter(({ outcome }) => outcome !== 'FAIL'),
  );

  private lineOf(rule: RuleTraceDto): Line {
    const speech = this.speech();
    const answered: AnsweredRule = { ...rule, ...rule.message };
    const closed = rule.code === 'E11' && rule.outcome === 'FAIL' ? this.closed() : '';
    const link = linkOf(rule, this.joinMeasure());
    return {
      code: rule.code,
      outcome: rule.outcome,
      heading: headingOf(answered, speech),
      detail: closed || saidOf(answered, speech),
      source: rule.outcome === 'UNAVAILABLE' ? '' : sourceOf(rule.source, rule.asOf, speech),
      when: whenOf(rule.becomesTrue, speech),
      link,
      linkLabel: link === null ? '' : this.t(`eligibility.remedy.${rule.remedy ?? ''}`),
    };
  }

  private speech(): Speech {
    return { t: this.t, has: this.has, f: this.f() };
  }
}
