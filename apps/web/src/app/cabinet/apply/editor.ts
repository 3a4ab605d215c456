import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  DraftKeeper,
  OkDraftConflicts,
  OkFormSection,
  OkSaveState,
  sectionOf,
} from '@okno/web/form';
import {
  OkCofinancing,
  OkEmpty,
  OkNote,
  OkSkeleton,
  OkTaskList,
  injectFormats,
  injectSay,
  injectTexts,
  type Task,
} from '@okno/web/ui';

import { askedTables } from '../../confirmations/asked-tables';
import { RowConfirmations } from '../../confirmations/row-confirmations';
import { PageTitle } from '../../shell/page-title';
import { Problems } from '../../shell/problem';
import { CheckStep } from './check-step';
import { ConsentStep } from './consent-step';
import { isGiven, type ConsentDto } from './consents';
import { DocumentStep } from './document-step';
import { DocumentUploads } from './document-uploads';
import { Draft } from './draft';
import { DeletionNote } from './deletion-note';
import { DraftActions } from './draft-actions';
import { FormChangeNote } from './form-change-note';
import { IntakeNote } from './intake-note';
import { reach } from './reach';
import { ReuseNote } from './reuse-note';
import { CHECK, CONSENTS, DOCUMENTS, firstOpenStep, stepsOf } from './steps';
import { LoadFailed } from '../../shell/load-failed';
import { ColleaguesHere } from '../team/colleagues-here';
import { Discussion } from '../team/discussion';
import { Presence } from '../team/presence';
import { Talk } from '../team/talk';
import { Team } from '../team/team';

/** Filling in a request, one section a page: saved while typing, shared with colleagues, checked as the server will. */
@Component({
  selector: 'okno-editor',
  imports: [
    CheckStep,
    ColleaguesHere,
    ConsentStep,
    DeletionNote,
    DocumentStep,
    DraftActions,
    FormChangeNote,
    IntakeNote,
    LoadFailed,
    OkCofinancing,
    OkDraftConflicts,
    OkEmpty,
    OkFormSection,
    OkNote,
    OkSaveState,
    OkSkeleton,
    OkTaskList,
    ReuseNote,
    RouterLink,
    RowConfirmations,
    Talk,
  ],
  providers: [Draft, DraftKeeper, DocumentUploads, Team, Discussion, Presence],
  templateUrl: './editor.html',
  styleUrl: './editor.css',
})
export class Editor {
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly team = inject(Team);
  private readonly presence = inject(Presence);
  protected readonly draft = inject(Draft);
  protected readonly keeper = inject(DraftKeeper);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly step = { DOCUMENTS, CONSENTS, CHECK };

  readonly id = input.required<string>();
  readonly section = input.required<string>();

  private readonly consentAnswer = httpResource<{ readonly items: readonly ConsentDto[] }>(
    () => '/api/v1/me/consents',
  );
  protected readonly consents = computed(() => {
    const { kind = '', allowed = [] } = this.draft.application() ?? {};
    // Whoever files gives them; a colleague who may not is not asked.
    if (!allowed.includes('submit')) {
      return [];
    }
    const all = this.consentAnswer.hasValue() ? this.consentAnswer.value().items : [];
    return all.filter(({ requiredFor }) => requiredFor.includes(kind));
  });
  /** Tables of this section whose rows others confirm. */
  protected readonly asked = computed(() =>
    askedTables(this.draft.reading()?.definition, this.section()),
  );
  /** What is asked of people must be saved before they are written to. */
  protected readonly saved = (): Promise<boolean> => this.keeper.flush();
  /** The check was seen: what is missing shows everywhere from now on. */
  protected readonly checked = signal(false);
  protected readonly listOpen = signal(false);
  protected readonly leaving = signal(false);

  protected readonly tasks = computed<readonly Task[]>(() => {
    const reading = this.draft.reading();
    return reading
      ? stepsOf(reading.definition, this.consents().length > 0).map((code) => this.taskOf(code))
      : [];
  });
  protected readonly at = computed(() =>
    this.tasks().findIndex(({ code }) => code === this.section()),
  );
  /** Whether the step is no section of the form. */
  protected readonly isApart = computed(() =>
    Object.values<string>(this.step).includes(this.section()),
  );
  /** The form, once it is known which step is shown: a page without one would be drawn twice. */
  protected readonly reading = computed(() => (this.at() < 0 ? undefined : this.draft.reading()));
  protected readonly previous = computed(() => this.tasks()[this.at() - 1]);
  protected readonly following = computed(() => this.tasks()[this.at() + 1]);
  protected readonly base = computed(() => `/cabinet/applications/${this.id()}/edit/`);
  protected readonly keptUntil = computed(() => {
    const application = this.draft.application();
    const date = application?.dueOn;
    return date ? (application.dueProvisional ? '≈ ' : '') + this.f().date(date) : '';
  });
  protected readonly refused = computed(() => {
    const state = this.keeper.state();
    return state.kind === 'refused' ? this.problems.explain(state.code) : '';
  });

  constructor() {
    effect(() => {
      this.draft.open(this.id());
      this.team.open(this.id());
    });
    effect(() => {
      this.presence.at(this.section());
    });
    effect(() => {
      const application = this.draft.application();
      if (application) {
        this.title.show(this.say(application.measure.title));
        if (application.state !== 'DRAFT' && !this.draft.beingFiled()) {
          // Filed meanwhile, by a colleague or in another tab.
          void this.router.navigate(['/cabinet/applications', this.id()], { replaceUrl: true });
        }
      }
    });
    effect(() => {
      // Consents decide how many steps there are.
      if (this.tasks().length > 0 && this.at() < 0 && !this.consentAnswer.isLoading()) {
        const first = firstOpenStep(this.tasks());
        untracked(() => void this.go(first, true));
      }
    });
    effect(() => {
      if (this.section() === CHECK) {
        this.checked.set(true);
      }
    });
  }

  protected go(code: string, replaceUrl = false): Promise<boolean> {
    this.listOpen.set(false);
    return this.router.navigate(['/cabinet/applications', this.id(), 'edit', code], { replaceUrl });
  }

  /** Saves what waits and goes on; without a connection too: the words are on this device. */
  protected async forward(): Promise<void> {
    const next = this.following();
    if (!next || this.leaving()) {
      return;
    }
    this.leaving.set(true);
    await this.keeper.flush();
    this.leaving.set(false);
    await this.go(next.code);
  }

  /** Leads to a field of another section. */
  protected async goTo(fieldId: string, path: string): Promise<void> {
    const reading = this.draft.reading();
    const code = path.startsWith('consent')
      ? CONSENTS
      : (reading && sectionOf(reading.definition, path)) || this.section();
    await this.router.navigate(['/cabinet/applications', this.id(), 'edit', code], {
      fragment: fieldId,
    });
    reach(fieldId);
  }

  /** Colleagues see in which field we are. */
  protected enter(key: string): void {
    this.presence.at(`${this.section()}/${key}`);
  }

  /** A locked value is the card's: it is mended there, and comes back from there. */
  protected wrong(): void {
    const organisation = this.draft.application()?.organisation.id;
    void this.router.navigate(['/cabinet/organisations', organisation]);
  }

  protected reloadConsents(): void {
    this.consentAnswer.reload();
    this.draft.again();
  }

  /** After a step that did not arrive: what was typed is saved, or kept on this device. */
  protected reload(): void {
    location.reload();
  }

  private taskOf(code: string): Task {
    const section = this.draft.reading()?.definition.sections.find((one) => one.code === code);
    const title = section ? this.say(section.title) : this.t(`apply.step.${code}`);
    if (code === CONSENTS) {
      return { code, title, ...this.consentState() };
    }
    if (code === CHECK) {
      const missing = this.consents().filter((one) => !isGiven(one)).length;
      const count = this.draft.problems().length + missing;
      return {
        code,
        title,
        state: 'EMPTY',
        note: count > 0 ? this.t('apply.check.left', { count }) : this.t('apply.check.ready'),
      };
    }
    const progress = this.draft.sections().find((one) => one.code === code);
    return progress ? { ...progress, title } : { code, title, state: 'EMPTY' };
  }

  private consentState(): Pick<Task, 'state' | 'note'> {
    const total = this.consents().length;
    const given = this.consents().filter(isGiven).length;
    return {
      state: given === total ? 'COMPLETE' : given > 0 ? 'PARTIAL' : 'EMPTY',
      note: this.t('apply.consents.count', { given, total }),
    };
  }
}
