import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkCheckLine, OkStatus, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { ApplicationDto, ApplicationRowDto, RemarkDto } from '@okno/web/api-client';

import { OfficeProblems } from '../office-problems';
import { CaseTerm } from './case-term';

/** The chosen case beside the list: what one wants to know before opening it. */
@Component({
  selector: 'okno-inbox-preview',
  imports: [CaseTerm, OkCheckLine, OkStatus, RouterLink],
  templateUrl: './inbox-preview.html',
  styleUrl: './inbox-preview.css',
})
export class InboxPreview {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly problems = inject(OfficeProblems);

  readonly row = input.required<ApplicationRowDto>();
  readonly mayAssign = input(false);
  readonly take = output();
  readonly assign = output();

  // The revision is part of the question: a live change of the row reads the case again.
  private readonly asked = computed(() => `${this.row().id}?r=${this.row().revision}`);
  protected readonly full = httpResource<ApplicationDto>(
    () => `/api/v1/applications/${this.asked()}`,
  );
  private readonly found = computed(() => (this.full.hasValue() ? this.full.value() : undefined));

  protected readonly checks = computed(() => {
    const all = this.found()?.checks ?? [];
    return {
      total: all.length,
      passed: all.filter(({ outcome }) => outcome === 'PASS').length,
      failed: all.filter(({ outcome }) => outcome === 'FAIL').length,
      warned: all.filter(({ outcome }) => outcome === 'WARN').length,
      unknown: all.filter(({ outcome }) => outcome === 'UNAVAILABLE').length,
    };
  });
  protected readonly remarks = computed(() =>
    (this.found()?.remarks ?? []).filter(({ state }) => state !== 'ACCEPTED').slice(0, 5),
  );
  protected readonly days = computed(() => this.found()?.clock.totals);

  protected sayAbout({ target: { label, path } }: RemarkDto): string {
    return this.say({ ru: label.ru ?? path, en: label.en ?? path });
  }
}
