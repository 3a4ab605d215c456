import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { OkIcon, Toasts, injectFormats, injectTexts, type IconName } from '@okno/web/ui';
import type { CostAuditDto, CostLineDto, JudgeCostDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseFile } from './case-file';
import { CostJudgement } from './cost-judgement';

const ICONS: Readonly<Record<string, IconName>> = {
  ACCEPTED: 'check',
  REDUCED: 'circle-alert',
  REJECTED: 'x',
};
const TONES: Readonly<Record<string, string>> = {
  ACCEPTED: 't-ok',
  REDUCED: 't-you',
  REJECTED: 't-no',
};

/** The payments of a compensation: each is accepted, reduced or refused, and the sum is counted as one goes. */
@Component({
  selector: 'okno-case-costs',
  imports: [CostJudgement, OkIcon],
  templateUrl: './case-costs.html',
  styleUrl: './case-costs.css',
})
export class CaseCosts {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(OfficeProblems);
  private readonly toasts = inject(Toasts);
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly audit = computed(() => this.file.application()?.costs);
  protected readonly share = computed(() => this.file.application()?.money?.stateShareBp ?? 0);
  protected readonly open = computed(() =>
    (this.audit()?.lines ?? []).filter(({ verdict }) => verdict === null),
  );
  /** Id of the payment that is being judged. */
  protected readonly judging = signal<string | undefined>(undefined);
  protected readonly busy = signal(false);

  protected icon(outcome: string): IconName {
    return ICONS[outcome] ?? 'circle-dashed';
  }

  protected tone(outcome: string): string {
    return TONES[outcome] ?? '';
  }

  /** «в том числе НДС 20 %». */
  protected vat({ vatBp }: CostLineDto): string {
    if (vatBp === null) {
      return '';
    }
    return vatBp === 0
      ? this.t('review.costs.noVat')
      : this.t('review.costs.vat', { share: this.f().share(vatBp) });
  }

  protected accept({ id }: CostLineDto): Promise<void> {
    return this.send([{ lineId: id, outcome: 'ACCEPTED' }]);
  }

  protected acceptRest(): Promise<void> {
    return this.send(this.open().map(({ id }) => ({ lineId: id, outcome: 'ACCEPTED' as const })));
  }

  /** Sends verdicts; the answer counts the sum anew. */
  protected async send(lines: JudgeCostDto[]): Promise<void> {
    const application = this.file.application();
    if (!application || this.busy() || lines.length === 0) {
      return;
    }
    this.busy.set(true);
    try {
      await this.file.command(async () => {
        await firstValueFrom(
          this.http.patch<CostAuditDto>(this.file.url('costs'), {
            revision: application.revision,
            lines,
          }),
        );
        await this.file.again();
      });
      this.judging.set(undefined);
      if (this.open().length === 0) {
        this.toasts.say(this.t('review.costs.allJudged'));
      }
    } catch (error) {
      this.problems.show(error);
      // Somebody was first: what is shown must be what is there.
      await this.file.again().catch(() => undefined);
    } finally {
      this.busy.set(false);
    }
  }
}
