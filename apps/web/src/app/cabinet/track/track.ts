import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { DraftKeeper } from '@okno/web/form';
import {
  Confirm,
  OkDocumentRow,
  OkEmpty,
  OkHonestClock,
  OkIcon,
  OkNote,
  OkPanel,
  OkSkeleton,
  OkStatus,
  Toasts,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { askedTables } from '../../confirmations/asked-tables';
import { RowConfirmations } from '../../confirmations/row-confirmations';
import { loadDateTables } from '../../shell/date-tables';
import { PageTitle } from '../../shell/page-title';
import { Previews, isShown } from '../../shell/preview/previews';
import { Problems, problemOf } from '../../shell/problem';
import type { ApplicationDto, DocumentDto } from '../applications/application-api';
import { sentenceKey } from '../applications/state-sentence';
import { DocumentUploads } from '../apply/document-uploads';
import { Draft } from '../apply/draft';
import { presentDocuments, previewOf } from '../apply/slot-documents';
import { forgetKey, onceKey } from '../once-key';
import { Discussion } from '../team/discussion';
import { Team } from '../team/team';
import { WholeDiscussion } from '../team/whole-discussion';
import { AgreementStep } from './agreement-step';
import { CaseTimeline } from './case-timeline';
import { CostResult } from './cost-result';
import { CouncilWord } from './council-word';
import { Decision } from './decision';
import { ReceiptPanel } from './receipt-panel';
import { Remarks } from './remarks';
import { Thread } from './thread';
import { LoadFailed } from '../../shell/load-failed';

/** One request after filing: what stands, whose move it is, until when, and everything the applicant can do. */
@Component({
  selector: 'okno-track',
  imports: [
    AgreementStep,
    CaseTimeline,
    CostResult,
    CouncilWord,
    Decision,
    LoadFailed,
    OkDocumentRow,
    OkEmpty,
    OkHonestClock,
    OkIcon,
    OkNote,
    OkPanel,
    OkSkeleton,
    OkStatus,
    ReceiptPanel,
    Remarks,
    RouterLink,
    RowConfirmations,
    Thread,
    WholeDiscussion,
  ],
  providers: [Draft, DraftKeeper, DocumentUploads, Team, Discussion],
  templateUrl: './track.html',
  styleUrl: './track.css',
})
export class Track {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly previews = inject(Previews);
  protected readonly problems = inject(Problems);
  private readonly team = inject(Team);
  protected readonly draft = inject(Draft);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly id = input.required<string>();

  protected readonly application = computed(() => this.draft.application());
  /** A compensation: what is asked for was paid already. */
  protected readonly paid = computed(() => this.application()?.kind === 'COMPENSATION');
  private readonly due = computed(() => {
    const due = this.application()?.clock.due;
    // A date must not be torn apart at the end of a line of the heading.
    const text = due ? (due.provisional ? '≈ ' : '') + this.f().date(due.on) : '';
    return text.replaceAll(' ', '\u00a0');
  });
  protected readonly openRemarks = computed(
    () => this.application()?.remarks.filter(({ state }) => state === 'OPEN').length ?? 0,
  );
  protected readonly sentence = computed(() => {
    const one = this.application();
    if (!one) {
      return '';
    }
    if (one.state === 'RETURNED' && this.openRemarks() > 0 && this.due()) {
      return this.t('track.sentence.RETURNED', { count: this.openRemarks(), date: this.due() });
    }
    if (one.registry) {
      return this.t('track.sentence.ENTERED', { number: one.registry.number });
    }
    const { kind, state, clock } = one;
    const overdue = clock.due?.overdue ?? false;
    const key = sentenceKey({ kind, state, turn: clock.turn, dated: this.due() !== '', overdue });
    return this.t(key, { date: this.due() });
  });
  protected readonly mine = computed(() => {
    const one = this.application();
    return one?.clock.turn === 'APPLICANT';
  });
  /** Words of the badge where the move is the person's, or no longer is. */
  protected readonly word = computed(() => {
    const one = this.application();
    if (one?.state === 'AGREEMENT' && !this.mine()) {
      return this.t('applications.row.signed');
    }
    return one?.state === 'RETURNED' ? this.t('track.badge.RETURNED') : '';
  });
  protected readonly lead = computed(() => {
    const one = this.application();
    const pause = one?.clock.paused;
    if (pause?.awaited) {
      return this.t('track.lead.PAUSED', {
        what: pause.awaited,
        date: this.f().date(pause.since),
      });
    }
    const key = LEADS.has(one?.state ?? '') ? `track.lead.${one?.state}` : '';
    return key && (one?.state !== 'AGREEMENT' || this.mine()) ? this.t(key) : '';
  });
  protected readonly clock = computed(() => {
    const clock = this.application()?.clock;
    return clock && { ...clock, now: clock.today };
  });
  protected readonly showsClock = computed(() => {
    const one = this.application();
    return one !== undefined && one.submittedAt !== null;
  });
  /** Tables whose rows others confirm. */
  protected readonly asked = computed(() =>
    askedTables(this.draft.form.hasValue() ? this.draft.form.value().definition : undefined),
  );
  protected readonly isShown = isShown;
  protected readonly files = computed(() => presentDocuments(this.draft.documents()));
  protected readonly definition = computed(() =>
    this.draft.form.hasValue() ? this.draft.form.value().definition : undefined,
  );
  private readonly labels = computed(
    () => new Map((this.definition()?.documents ?? []).map((slot) => [slot.code, slot.label])),
  );

  constructor() {
    loadDateTables();
    effect(() => {
      this.draft.open(this.id());
      this.team.open(this.id());
    });
    effect(() => {
      const one = this.application();
      if (one) {
        this.title.show(one.number ?? this.say(one.measure.title));
      }
    });
  }

  protected look(file: DocumentDto): void {
    void this.previews.open(previewOf(file));
  }

  protected slotName(code: string): string {
    return this.say(this.labels().get(code));
  }

  protected toPart(id: string): void {
    const target = document.getElementById(id);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'start' });
  }

  protected async withdraw(one: ApplicationDto): Promise<void> {
    const draft = one.state === 'DRAFT';
    const side = draft ? 'draft' : 'filed';
    const reply = await this.confirm.ask({
      heading: this.t(`track.withdraw.${side}Heading`),
      text: this.t(`track.withdraw.${side}Text`),
      confirm: this.t(`track.withdraw.${side}`),
      danger: true,
      ...(draft
        ? {}
        : { reason: { label: this.t('track.withdraw.reason'), required: false, maxLength: 2000 } }),
    });
    if (reply) {
      await this.takeBack(one, reply.reason, draft);
    }
  }

  private async takeBack(one: ApplicationDto, reason: string, draft: boolean): Promise<void> {
    const scope = `withdraw.${one.id}.${one.revision}`;
    try {
      await firstValueFrom(
        this.http.post(
          `/api/v1/applications/${one.id}/withdraw`,
          { revision: one.revision, ...(reason ? { reason } : {}) },
          { headers: { 'Idempotency-Key': onceKey(scope) } },
        ),
      );
      forgetKey(scope);
      this.toasts.say(this.t(`track.withdraw.${draft ? 'draftDone' : 'filedDone'}`));
      if (draft) {
        await this.router.navigate(['/cabinet/applications']);
      }
    } catch (error) {
      const { status } = problemOf(error);
      if (status !== 0 && status < 500) {
        forgetKey(scope);
      }
      this.problems.show(error);
    } finally {
      this.draft.again();
    }
  }
}

/** States that say more under their sentence. */
const LEADS: ReadonlySet<string> = new Set([
  'DRAFT',
  'RETURNED',
  'AGREEMENT',
  'ENTERED',
  'WAITLISTED',
  'REJECTED',
  'EXPIRED',
]);
