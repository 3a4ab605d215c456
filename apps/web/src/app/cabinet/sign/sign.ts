import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DraftKeeper } from '@okno/web/form';
import {
  Confirm,
  OkEmpty,
  OkNote,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { CaseEligibility } from '../../eligibility/case-eligibility';
import { LoadFailed } from '../../shell/load-failed';
import { injectOneAtATime } from '../../shell/one-at-a-time';
import { PageTitle } from '../../shell/page-title';
import { AnswersReview } from '../apply/answers-review';
import { ConsentStep } from '../apply/consent-step';
import { isGiven, type ConsentDto } from '../apply/consents';
import { Draft } from '../apply/draft';
import { Filing } from '../apply/filing';
import { Discussion } from '../team/discussion';
import { Team } from '../team/team';
import { WholeDiscussion } from '../team/whole-discussion';
import { ChangesSince } from './changes-since';
import { standingOf } from './sign-standing';

/** A colleague asks to file: everything that will be filed, then one button, or back with a comment. */
@Component({
  selector: 'okno-sign',
  imports: [
    AnswersReview,
    CaseEligibility,
    ChangesSince,
    ConsentStep,
    LoadFailed,
    OkEmpty,
    OkNote,
    OkSkeleton,
    RouterLink,
    WholeDiscussion,
  ],
  providers: [Draft, DraftKeeper, Filing, Team, Discussion],
  templateUrl: './sign.html',
  styleUrl: './sign.css',
})
export class Sign {
  private readonly http = inject(HttpClient);
  private readonly title = inject(PageTitle);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly one = injectOneAtATime();
  protected readonly draft = inject(Draft);
  protected readonly team = inject(Team);
  protected readonly filing = inject(Filing);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly id = input.required<string>();

  private readonly consentAnswer = httpResource<{ readonly items: readonly ConsentDto[] }>(
    () => '/api/v1/me/consents',
  );
  protected readonly application = computed(() => this.draft.application());
  protected readonly request = computed(() => this.team.signature());
  protected readonly standing = computed(() => {
    const application = this.application();
    return application && this.team.ready() ? standingOf(application, this.request()) : undefined;
  });
  protected readonly error = computed<unknown>(() =>
    this.standing() ? this.draft.error() : (this.draft.error() ?? this.team.answer.error()),
  );

  /** The revision that the person reads: what others change meanwhile must be looked at before it is signed. */
  protected readonly read = linkedSignal<number | undefined, number | undefined>({
    source: () => this.application()?.revision,
    computation: (now, before) => before?.value ?? now,
  });
  protected readonly revision = computed(() => this.application()?.revision ?? 0);
  protected readonly moved = computed(() => this.read() !== this.revision());

  protected readonly consents = computed(() => {
    const kind = this.application()?.kind ?? '';
    const all = this.consentAnswer.hasValue() ? this.consentAnswer.value().items : [];
    return all.filter((one) => one.requiredFor.includes(kind));
  });
  protected readonly consentsMissing = computed(
    () => !this.consentAnswer.hasValue() || this.consents().some((one) => !isGiven(one)),
  );
  /** Why it cannot be signed now; empty: it can. */
  protected readonly obstacle = computed(() => {
    const intake = this.application()?.intake;
    if (this.moved()) {
      return 'MOVED';
    }
    if (this.draft.problems().length > 0) {
      return 'INCOMPLETE';
    }
    if (this.consentsMissing()) {
      return 'CONSENTS';
    }
    return intake !== undefined && intake.state !== 'OPEN' ? 'INTAKE' : '';
  });
  protected readonly busy = computed(() => this.filing.busy() || this.one.busy());
  protected readonly filesCount = computed(
    () => this.draft.documents().filter(({ replaced }) => !replaced).length,
  );

  constructor() {
    effect(() => {
      this.draft.open(this.id());
      this.team.open(this.id());
    });
    effect(() => {
      const application = this.application();
      if (application) {
        this.title.show(this.t('team.sign.title', { title: this.say(application.measure.title) }));
      }
    });
  }

  /** What was changed has been read. */
  protected look(): void {
    // What the answers on the page are of: never ahead of them.
    this.read.set(this.draft.keeper.currentRevision());
  }

  protected async sign(): Promise<void> {
    const revision = this.read();
    if (this.busy() || this.obstacle() || revision === undefined) {
      return;
    }
    const problem = await this.filing.file(this.id(), revision);
    if (problem) {
      this.team.again();
      this.consentAnswer.reload();
    }
  }

  protected async giveBack(): Promise<void> {
    if (this.busy()) {
      return;
    }
    const reply = await this.confirm.ask({
      heading: this.t('team.sign.returnHeading'),
      text: this.t('team.sign.returnText', { name: this.request()?.requestedBy.name ?? '' }),
      confirm: this.t('team.sign.return'),
      reason: { label: this.t('team.sign.comment'), required: true, maxLength: 2000 },
    });
    if (reply === null) {
      return;
    }
    await this.one.run(async () => {
      try {
        await firstValueFrom(
          this.http.post(`/api/v1/applications/${this.id()}/signature/return`, {
            comment: reply.reason,
          }),
        );
        this.toasts.say(this.t('team.sign.returned'));
      } finally {
        this.team.again();
      }
    });
  }

  protected reloadConsents(): void {
    this.consentAnswer.reload();
  }

  protected retry(): void {
    this.draft.retry();
    this.team.again();
  }
}
