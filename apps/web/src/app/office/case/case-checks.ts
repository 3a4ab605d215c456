import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { OkCheckLine, injectFormats, injectHasText, injectSay, injectTexts } from '@okno/web/ui';
import type { CheckDto, ChecklistDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { notedOf, type Speech } from '../../eligibility/rule-words';
import { askedTables } from '../../confirmations/asked-tables';
import { RowConfirmations } from '../../confirmations/row-confirmations';
import { OfficeProblems } from '../office-problems';
import { CaseFile } from './case-file';
import { CaseVerdict } from './case-verdict';

/** What the portal checked itself, what the reviewer ticks, and what was concluded. */
@Component({
  selector: 'okno-case-checks',
  imports: [CaseVerdict, OkCheckLine, RowConfirmations],
  templateUrl: './case-checks.html',
  styleUrl: './case-checks.css',
})
export class CaseChecks {
  private readonly http = inject(HttpClient);
  private readonly has = injectHasText();
  protected readonly problems = inject(OfficeProblems);
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** Tables whose rows others confirm. */
  protected readonly asked = computed(() => askedTables(this.file.definition()));
  protected readonly checks = computed(() => this.file.application()?.checks ?? []);
  protected readonly passed = computed(
    () => this.checks().filter(({ outcome }) => outcome === 'PASS').length,
  );
  protected readonly items = computed(() => this.file.application()?.checklist?.items ?? []);
  protected readonly done = computed(() => this.items().filter((item) => item.done).length);
  /** Code of the check or question that is on its way. */
  protected readonly busy = signal<string | undefined>(undefined);

  protected name(code: string): string {
    const key = `eligibility.name.${code}`;
    return this.has(key) ? this.t(key) : code;
  }

  protected detail({
    code,
    outcome,
    messageKey: key,
    params,
    stale,
    becomesTrue,
  }: CheckDto): string {
    const said = notedOf({ code, outcome, key, params }, this.speech());
    const opens = becomesTrue?.from
      ? this.t('eligibility.opens', { date: this.f().date(becomesTrue.from) })
      : '';
    return [said, opens, stale ? this.t('review.check.stale') : ''].filter(Boolean).join(' ');
  }

  protected source({ source, checkedAt }: CheckDto): string {
    const key = `eligibility.source.${source.code ?? ''}`;
    const name = this.has(key) ? this.t(key) : (source.code ?? '');
    const zone = this.file.application()?.cluster.timeZone;
    return `${name}, ${this.f().shortDate(source.asOf ?? checkedAt, zone)}`;
  }

  protected async rerun({ code }: CheckDto): Promise<void> {
    if (this.busy() === undefined) {
      await this.run(code, () => this.http.post(this.file.url(`checks/${code}/rerun`), {}));
    }
  }

  protected async tick(code: string, box: HTMLInputElement): Promise<void> {
    const done = box.checked;
    await this.run(code, () =>
      this.http.patch<ChecklistDto>(this.file.url('checklist'), { items: { [code]: done } }),
    );
    // What the server did not take must not look taken.
    box.checked = this.items().find((item) => item.code === code)?.done ?? false;
  }

  private async run(code: string, request: () => ReturnType<HttpClient['post']>): Promise<void> {
    this.busy.set(code);
    try {
      await this.file.command(async () => {
        await firstValueFrom(request());
        await this.file.again();
      });
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set(undefined);
    }
  }

  private speech(): Speech {
    return { t: this.t, has: this.has, f: this.f() };
  }
}
