import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import {
  isFormDefinition,
  sameAnswer,
  type FormContext,
  type FormDefinition,
  type Text,
} from '@okno/shared/form-schema';
import type {
  ApplicationDto,
  ClusterDto,
  CriterionInput,
  HistoryDto,
  MeasureFormDto,
  MeasureListDto,
  RemarkDto,
} from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { Session } from '../../shell/session';

/** Somebody else took the case on while it was looked at here. */
export interface Moved {
  readonly by: string | null;
  readonly action: string;
  readonly state: string;
  readonly at: string;
}

/** The case as staff gets it; the conclusion comes with its criteria. */
export interface StaffCase extends ApplicationDto {
  readonly conclusion?:
    (NonNullable<ApplicationDto['conclusion']> & { readonly criteria?: CriterionInput[] }) | null;
}

/** One open case: what the server says of it, its form, and what staff may do with it. One per page. */
@Injectable()
export class CaseFile {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly asked = signal<string | undefined>(undefined);

  readonly resource = httpResource<StaffCase>(() => {
    const id = this.asked();
    return id === undefined ? undefined : `/api/v1/applications/${id}`;
  });
  readonly application = computed(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  private readonly versionId = computed(() => this.application()?.measure.versionId);
  private readonly clusterCode = computed(() => this.application()?.cluster.code);
  readonly form = httpResource<MeasureFormDto>(() => {
    const id = this.versionId();
    return id === undefined ? undefined : `/api/v1/measure-versions/${id}/form`;
  });
  readonly definition = computed<FormDefinition | undefined>(() => {
    const definition: unknown = this.form.hasValue() ? this.form.value().definition : undefined;
    return isFormDefinition(definition) ? definition : undefined;
  });
  private readonly cluster = httpResource<ClusterDto>(() => {
    const code = this.clusterCode();
    return code === undefined ? undefined : `/api/v1/clusters/${code}`;
  });
  private readonly measures = httpResource<MeasureListDto>(() =>
    this.versionId() === undefined
      ? undefined
      : { url: '/api/v1/measures', params: { limit: 100 } },
  );
  /** Names of what the applicant chose from lists. */
  readonly context = computed<FormContext>(() => {
    const application = this.application();
    const cluster = this.cluster.hasValue() ? this.cluster.value() : undefined;
    const measures = this.measures.hasValue() ? this.measures.value().items : [];
    return {
      filingDate: application?.registeredOn ?? application?.clock.today ?? '',
      options: {
        'clusters.accepting': application
          ? [
              {
                value: application.cluster.code,
                label: application.cluster.name ?? nameless(application.cluster.code),
              },
            ]
          : [],
        'cluster.specialisations': (cluster?.specialisations ?? []).map(({ code, name }) => ({
          value: code,
          label: name,
        })),
        'catalogue.measures': measures.map(({ code, title }) => ({ value: code, label: title })),
      },
    };
  });

  /** Remarks that the next return sends: unsent ones, and answered ones that were opened again. */
  readonly waiting = computed<readonly RemarkDto[]>(() => {
    const application = this.application();
    return (application?.remarks ?? []).filter(
      ({ state, round }) =>
        state === 'DRAFT' || (state === 'OPEN' && round > (application?.round ?? 0)),
    );
  });
  /** Answered remarks under which something is different now. */
  readonly changes = computed<readonly RemarkDto[]>(() =>
    (this.application()?.remarks ?? []).filter(
      ({ answeredAt, before, after }) => answeredAt !== null && !sameAnswer(before, after),
    ),
  );
  readonly moved = signal<Moved | undefined>(undefined);
  /** Grows with every change, for parts that are read apart: history, notes. */
  readonly tick = signal(0);

  private readonly actions = computed(() => {
    const application = this.application();
    return new Set([
      ...(application?.allowed ?? []),
      ...(application?.blocked ?? [])
        .filter(({ by }) => !by.includes('ASSIGNED') && !by.includes('NOT_APPLICANT_SIDE'))
        .map(({ action }) => action),
    ]);
  });
  /** Remarks are the business of who may return the case. */
  readonly mayRemark = computed(() => this.actions().has('returnWithRemarks'));
  /** Whether the signed-in person has the case and it is in review. */
  readonly mayCheck = computed(
    () =>
      this.may('application.check') &&
      this.application()?.assignee?.id === this.session.me()?.id &&
      ['FORMAL_CHECK', 'REVIEW', 'EXPERTISE', 'COST_AUDIT'].includes(
        this.application()?.state ?? '',
      ),
  );
  readonly mayNote = computed(() => this.may('note.write'));
  readonly mayMessage = computed(() => this.may('message.write'));
  readonly mayAssign = computed(() => this.may('application.assign'));
  private own = 0;

  open(id: string): void {
    this.asked.set(id);
  }

  /** The address of a part of the case. */
  url(part: string): string {
    return `/api/v1/applications/${this.asked() ?? ''}/${part}`;
  }

  /** Runs an own command: what it causes is no news from somebody else. */
  async command<T>(work: () => Promise<T>): Promise<T> {
    this.own += 1;
    try {
      return await work();
    } finally {
      this.own -= 1;
    }
  }

  show(application: StaffCase): void {
    this.resource.set(application);
    this.tick.update((n) => n + 1);
  }

  /** Reads the case again in its place. A failure leaves what is shown. */
  async again(): Promise<void> {
    const id = this.asked();
    if (id !== undefined) {
      const fresh = await firstValueFrom(this.http.get<StaffCase>(`/api/v1/applications/${id}`));
      if (id === this.asked()) {
        this.show(fresh);
      }
    }
  }

  /** Somebody changed the case: shows how it is now, and says who moved it if it moved. */
  async changedElsewhere(): Promise<void> {
    if (this.own > 0) {
      return;
    }
    const before = this.application()?.state;
    await this.again();
    if (before !== undefined && before !== this.application()?.state) {
      await this.tellMove();
    }
  }

  /** Finds out who took the last step; the system's own steps follow somebody's. */
  async tellMove(): Promise<void> {
    const { items } = await firstValueFrom(this.http.get<HistoryDto>(this.url('history')));
    const steps = items.filter(({ to }) => to !== null);
    const last = steps.findLast(({ actor }) => actor.side !== 'SYSTEM') ?? steps.at(-1);
    if (last) {
      const { actor, action, at } = last;
      this.moved.set({ by: actor.name, action, at, state: this.application()?.state ?? '' });
    }
  }

  private may(permission: string): boolean {
    return this.session.permissions().has(permission);
  }
}

const nameless = (code: string): Text => ({ ru: code, en: code });

/** Reads a part of the case again whenever the case has changed. Call it where a component is made. */
export function rereadWith(file: CaseFile, read: () => unknown): void {
  let seen = untracked(file.tick);
  effect(() => {
    const now = file.tick();
    if (now !== seen) {
      seen = now;
      untracked(read);
    }
  });
}
