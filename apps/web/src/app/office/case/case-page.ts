import { Component, DestroyRef, computed, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import {
  OkEmpty,
  OkIcon,
  OkNote,
  OkSkeleton,
  OkStatus,
  OkTab,
  OkTabs,
  injectFormats,
  injectHasText,
  injectMedia,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { debounceTime } from 'rxjs';

import { loadDateTables } from '../../shell/date-tables';
import { LiveUpdates } from '../../shell/live-updates';
import { PageTitle } from '../../shell/page-title';
import { problemOf } from '../../shell/problem';
import { Assign } from '../assign';
import { CaseTerm } from '../inbox/case-term';
import { Keys } from '../keys';
import { KeysHelp } from '../keys-help';
import { OfficeProblems } from '../office-problems';
import { CaseAnswers } from './case-answers';
import { CaseChanges } from './case-changes';
import { CaseChecks } from './case-checks';
import { CaseCosts } from './case-costs';
import { CaseDesk } from './case-desk';
import { CaseDocuments } from './case-documents';
import { CaseFile } from './case-file';
import { CASE_HINTS, caseKeys } from './case-keys';
import { CaseHistory } from './case-history';
import { CaseMessages } from './case-messages';
import { CaseMoney } from './case-money';
import { CaseNotes } from './case-notes';
import { CaseRemarks } from './case-remarks';
import { DecisionBar } from './decision-bar';
import { Steps } from './steps';

/** Several changes in a row are one reading. */
const LIVE_MS = 300;
/** Below this the documents have no column of their own and go into a tab. */
const NARROW = '(max-width: 1100px)';

/** One case: what was asked and answered, the documents, the checks; and the one decision that is due. */
@Component({
  selector: 'okno-case-page',
  imports: [
    CaseAnswers,
    CaseChanges,
    CaseChecks,
    CaseCosts,
    CaseDocuments,
    CaseHistory,
    CaseMessages,
    CaseMoney,
    CaseNotes,
    CaseRemarks,
    CaseTerm,
    DecisionBar,
    OkEmpty,
    OkIcon,
    OkNote,
    OkSkeleton,
    OkStatus,
    OkTab,
    OkTabs,
    RouterLink,
  ],
  providers: [CaseDesk, CaseFile, Steps],
  templateUrl: './case-page.html',
  styleUrl: './case-page.css',
})
export class CasePage {
  private readonly assigning = inject(Assign);
  private readonly help = inject(KeysHelp);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly has = injectHasText();
  protected readonly keys = inject(Keys);
  protected readonly file = inject(CaseFile);
  protected readonly desk = inject(CaseDesk);
  protected readonly steps = inject(Steps);
  protected readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly hints = CASE_HINTS;

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly narrow = injectMedia(NARROW);
  protected readonly documents = computed(
    () => (this.file.application()?.documents ?? []).filter(({ replaced }) => !replaced).length,
  );
  protected readonly openRemarks = computed(
    () =>
      (this.file.application()?.remarks ?? []).filter(({ state }) => state !== 'ACCEPTED').length,
  );
  protected readonly missing = computed(() => problemOf(this.file.resource.error()).status === 404);
  protected readonly term = computed(() => {
    const application = this.file.application();
    const due = application?.clock.due;
    return application
      ? {
          daysLeft: due?.workingDaysLeft ?? null,
          overdue: due?.overdue ?? false,
          dueOn: application.dueOn,
          dueProvisional: application.dueProvisional,
          turn: application.clock.turn,
        }
      : undefined;
  });

  constructor() {
    const destroyRef = inject(DestroyRef);
    loadDateTables();
    effect(() => {
      const id = this.id();
      untracked(() => {
        this.file.open(id);
      });
    });
    let opened = '';
    effect(() => {
      const application = this.file.application();
      if (application && application.id !== opened) {
        opened = application.id;
        // Whoever opens a case whose costs are audited has come for the costs.
        this.desk.left.set(application.state === 'COST_AUDIT' ? 'costs' : 'answers');
      }
      if (application) {
        this.title.show(`${application.number ?? ''} ${application.organisation.shortName}`.trim());
      }
    });
    inject(LiveUpdates)
      .application(() => this.id())
      .pipe(debounceTime(LIVE_MS), takeUntilDestroyed())
      .subscribe(() => {
        // What is shown stays when it cannot be read again; the next command says so.
        this.file.changedElsewhere().catch(() => undefined);
      });
    const { desk, file } = this;
    this.keys.listen(
      caseKeys({
        desk,
        file,
        steps: this.steps,
        assign: () => void this.assign(),
        help: () => {
          this.openHelp();
        },
        back: () => void this.router.navigate(['/office/inbox']),
      }),
      destroyRef,
    );
  }

  protected openHelp(): void {
    void this.help.open(this.hints);
  }

  protected did(action: string): string {
    const key = `review.did.${action}`;
    return this.has(key) ? this.t(key) : action;
  }

  protected async assign(): Promise<void> {
    const application = this.file.application();
    if (!application || !this.file.mayAssign()) {
      return;
    }
    const { id, number, assignee } = application;
    const given = await this.file.command(() =>
      this.assigning.ask({
        applicationId: id,
        number: number ?? '',
        assigneeId: assignee?.id ?? null,
      }),
    );
    if (given) {
      this.file.show(given);
    }
  }
}
