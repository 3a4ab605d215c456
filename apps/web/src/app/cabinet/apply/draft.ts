import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import {
  Injectable,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  documentProblems,
  sectionStates,
  visibleSlots,
  type FormContext,
  type FormDefinition,
  type Problem,
} from '@okno/shared/form-schema';
import { split } from '@okno/shared/money';
import { DraftKeeper, readForm, type FormReading } from '@okno/web/form';
import type { CofinancingParts, CofinancingTerms } from '@okno/web/ui';

import { injectAskAgain } from '../../shell/ask-again';
import { LiveUpdates } from '../../shell/live-updates';
import { Session } from '../../shell/session';
import type { ApplicationDto, DocumentDto, MeasureFormDto } from '../applications/application-api';
import { draftPort } from './draft-http-port';
import { presentDocuments, slotDocuments } from './slot-documents';

/** A request that is being edited: its form, its answers as typed, its files. Provide it in the page's component. */
@Injectable()
export class Draft {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  /** This page files it now, and leads to the receipt itself. */
  readonly beingFiled = signal(false);
  readonly keeper = inject(DraftKeeper);

  private readonly wanted = signal<string | undefined>(undefined);
  readonly answer = httpResource<ApplicationDto>(() => {
    const id = this.wanted();
    return id && `/api/v1/applications/${id}`;
  });
  private readonly askAgain = injectAskAgain(this.answer);
  private readonly got = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  /** A reload, or a failure of one, must not empty the page under the person's hands. */
  readonly application = linkedSignal<ApplicationDto | undefined, ApplicationDto | undefined>({
    source: this.got,
    computation: (now, before) => now ?? before?.value,
  });
  private readonly versionId = computed(() => this.application()?.measure.versionId);
  readonly form = httpResource<MeasureFormDto>(() => {
    const version = this.versionId();
    return version && `/api/v1/measure-versions/${version}/form`;
  });
  /** While a newer version of the form is read the one before is shown. */
  private readonly definition = linkedSignal<
    FormDefinition | undefined,
    FormDefinition | undefined
  >({
    source: () => (this.form.hasValue() ? this.form.value().definition : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  /** Why the page cannot be shown. */
  readonly error = computed<unknown>(() =>
    this.reading() ? undefined : (this.answer.error() ?? this.form.error()),
  );
  readonly unknown = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && error.status === 404;
  });

  private readonly begun = signal('');
  /** A request that comes back with remarks is edited anew. */
  private readonly wantedBegin = computed(() => {
    const application = this.application();
    return application ? `${application.id}.${application.state}.${application.round}` : '';
  });
  /** Whether the server takes edits now. */
  readonly editable = computed(() => this.application()?.formContext !== undefined);
  readonly reading = computed<FormReading | undefined>(() => {
    const definition = this.definition();
    const context = this.application()?.formContext;
    return definition && context && this.begun() !== '' && this.begun() === this.wantedBegin()
      ? readForm(definition, this.keeper.answers(), context)
      : undefined;
  });
  readonly documents = linkedSignal<readonly DocumentDto[]>(
    () => this.application()?.documents ?? [],
  );
  /** Files whose slot the form no longer has: they stay with the draft and keep nobody from filing. */
  readonly strayFiles = computed(() =>
    presentDocuments(this.documents()).filter(({ slot }) => !this.hasSlot(slot)),
  );
  private readonly given = computed(() =>
    slotDocuments(this.documents()).filter(({ slot }) => this.hasSlot(slot)),
  );
  readonly sections = computed(() => {
    const reading = this.reading();
    return reading
      ? sectionStates(reading.definition, reading.answers, reading.context, this.given())
      : [];
  });
  readonly slots = computed(() => {
    const reading = this.reading();
    return reading
      ? visibleSlots(reading.definition, reading.answers, reading.context, this.given())
      : [];
  });
  readonly documentProblems = computed<readonly Problem[]>(() => {
    const reading = this.reading();
    return reading
      ? documentProblems(reading.definition, reading.answers, this.given(), reading.context)
      : [];
  });
  /** Everything that keeps the request from being filed, in the order of the form. */
  readonly problems = computed<readonly Problem[]>(() => [
    ...(this.reading()?.problems ?? []),
    ...this.documentProblems(),
  ]);

  /** The limits of the measure; null where nothing is paid. */
  readonly terms = computed<CofinancingTerms | null>(() => termsOf(this.reading()?.context));
  readonly parts = computed<CofinancingParts | null>(() => {
    const terms = this.terms();
    const cost = this.reading()?.answers['money.cost'];
    if (!terms || typeof cost !== 'number' || cost === 0) {
      return null;
    }
    // A form may have a ceiling of its own, such as so much a person.
    const state = this.reading()?.answers['money.stateKopecks'];
    const ceilings = [terms.limitKopecks, state].filter((one) => typeof one === 'number');
    const limitKopecks = ceilings.length > 0 ? Math.min(...ceilings) : null;
    const counted = split({ costKopecks: cost, ...terms, limitKopecks });
    return counted.ok ? counted.value : null;
  });

  constructor() {
    effect(() => {
      const application = this.application();
      const me = this.session.me();
      // Begun once: afterwards the keeper knows better than a representation read before the last key.
      if (application && me && this.begun() !== this.wantedBegin()) {
        untracked(() => {
          this.begin(application, me.id);
        });
      }
    });
    inject(LiveUpdates)
      .application(() => this.wanted() ?? '')
      .pipe(takeUntilDestroyed())
      .subscribe(({ revision }) => {
        const newer = revision === null || revision > this.keeper.currentRevision();
        if (newer && this.editable()) {
          this.keeper.refresh();
        }
        this.again();
      });
  }

  /** Reads the request again. */
  again(): void {
    this.askAgain();
  }

  /** After a failure to load. */
  retry(): void {
    this.again();
    this.form.reload();
  }

  open(id: string): void {
    this.wanted.set(id);
  }

  private hasSlot(slot: string): boolean {
    return this.definition()?.documents.some(({ code }) => code === slot) ?? true;
  }

  private begin(application: ApplicationDto, owner: string): void {
    const { id, revision, answers } = application;
    const port = draftPort(this.http, id, () => undefined);
    this.keeper.begin({ owner, id, revision, answers, port });
    this.begun.set(this.wantedBegin());
  }
}

function termsOf(context: FormContext | undefined): CofinancingTerms | null {
  const money = context?.money;
  return money
    ? {
        stateShareBp: money.stateShareBp,
        limitKopecks: money.limitPerApplicationKopecks ?? null,
        yearRestKopecks: money.yearlyRestKopecks ?? null,
        roundRestKopecks: money.roundRestKopecks ?? null,
      }
    : null;
}
