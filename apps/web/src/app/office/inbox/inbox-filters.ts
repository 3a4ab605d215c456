import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { OkSelect, injectSay, injectTexts, type Choice } from '@okno/web/ui';
import type { ApplicationRowDto, AssigneesDto, MeasureListDto } from '@okno/web/api-client';

import { Session } from '../../shell/session';
import { CLOSED_STATES, OPEN_STATES, PROCEDURES, isNarrowed, type InboxQuery } from './inbox-query';

/** What the list of cases is narrowed by. */
@Component({
  selector: 'okno-inbox-filters',
  imports: [OkSelect],
  template: `
    <div class="flt" role="group" [attr.aria-label]="t('office.filter.label')">
      <ok-select
        [options]="assignees()"
        [value]="query().assignee"
        [empty]="t('office.filter.anybody')"
        [ariaLabel]="t('office.filter.assignee')"
        (valueChange)="put.emit({ assignee: $event })"
      />
      <ok-select
        [options]="states()"
        [value]="query().states.join(',') || null"
        [empty]="t('office.filter.openStates')"
        [ariaLabel]="t('office.filter.state')"
        (valueChange)="put.emit({ states: $event ? $event.split(',') : [] })"
      />
      <ok-select
        [options]="dues()"
        [value]="query().due"
        [empty]="t('office.filter.anyDue')"
        [ariaLabel]="t('office.filter.due')"
        (valueChange)="due($event)"
      />
      <ok-select
        [options]="kinds()"
        [value]="query().kind"
        [empty]="t('office.filter.anyKind')"
        [ariaLabel]="t('office.filter.kind')"
        (valueChange)="kind($event)"
      />
      <ok-select
        [options]="measures()"
        [value]="query().measure"
        [empty]="t('office.filter.anyMeasure')"
        [ariaLabel]="t('office.filter.measure')"
        (valueChange)="put.emit({ measure: $event })"
      />
      @if (narrowed()) {
        <button type="button" class="btn btn--t btn--s" (click)="clear.emit()">
          {{ t('office.filter.clear') }}
        </button>
      }
      <ng-content />
    </div>
  `,
  styles: `
    .flt {
      display: flex;
      gap: 6px;
      padding: 9px 12px;
      border-bottom: 1px solid var(--ok-hairline);
      align-items: center;
      flex-wrap: wrap;
    }
    ok-select {
      flex: 1 1 172px;
      max-width: 200px;
    }
    @media (max-width: 720px) {
      .flt {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      ok-select {
        max-width: none;
      }
    }
  `,
})
export class InboxFilters {
  private readonly session = inject(Session);
  protected readonly t = injectTexts();
  private readonly say = injectSay();

  readonly query = input.required<InboxQuery>();
  readonly rows = input.required<readonly ApplicationRowDto[]>();
  /** Whether the list itself is there: what may be chosen is asked after it. */
  readonly ready = input(true);
  readonly put = output<Partial<InboxQuery>>();
  readonly clear = output();

  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  // Who may have a case is known per case; within one centre the first row answers for all.
  private readonly anyCase = computed(() => this.rows()[0]?.id);
  private readonly people = httpResource<AssigneesDto>(() => {
    const id = this.ready() ? this.anyCase() : undefined;
    return id !== undefined && this.session.permissions().has('application.assign')
      ? `/api/v1/applications/${id}/assignees`
      : undefined;
  });
  private readonly catalogue = httpResource<MeasureListDto>(() =>
    // A chosen measure has its name from there.
    this.ready() || this.query().measure !== null
      ? { url: '/api/v1/measures', params: { limit: 100 } }
      : undefined,
  );

  protected readonly assignees = computed<Choice[]>(() => {
    const known = new Map(
      [
        ...(this.people.hasValue() ? this.people.value().items : []),
        ...this.rows().flatMap(({ assignee }) => (assignee ? [assignee] : [])),
      ].map(({ id, name }) => [id, name]),
    );
    const asked = this.query().assignee;
    if (asked !== null && asked.length === 36 && !known.has(asked)) {
      known.set(asked, this.t('office.filter.somebody'));
    }
    return [
      { value: '@me', label: this.t('office.filter.me') },
      { value: 'none', label: this.t('office.filter.nobody') },
      ...[...known]
        .filter(([id]) => id !== this.session.me()?.id)
        .map(([value, label]) => ({ value, label })),
    ];
  });
  protected readonly states = computed<Choice[]>(() => {
    const single = [...OPEN_STATES, ...CLOSED_STATES].map((value) => ({
      value,
      label: this.t(`ui.status.staff.${value}`),
    }));
    const over = { value: CLOSED_STATES.join(','), label: this.t('office.filter.closedStates') };
    const asked = this.query().states.join(',');
    const several = this.query().states.length > 1 && asked !== over.value;
    return [
      ...single,
      over,
      ...(several ? [{ value: asked, label: this.t('office.filter.severalStates') }] : []),
    ];
  });
  protected readonly dues = computed<Choice[]>(() => [
    { value: 'overdue', label: this.t('office.filter.overdue') },
    { value: 'today', label: this.t('office.filter.today') },
    { value: 'week', label: this.t('office.filter.week') },
  ]);
  protected readonly kinds = computed<Choice[]>(() => [
    { value: 'MEMBERSHIP', label: this.t('office.filter.membership') },
    { value: 'SERVICE', label: this.t('office.filter.service') },
    { value: 'COMPENSATION', label: this.t('office.filter.compensation') },
  ]);
  protected readonly measures = computed<Choice[]>(() =>
    (this.catalogue.hasValue() ? this.catalogue.value().items : [])
      .filter(({ applyable, code }) => applyable || code === this.query().measure)
      .map(({ code, title }) => ({ value: code, label: this.say(title) })),
  );

  protected due(value: string | null): void {
    this.put.emit({
      due: value === 'overdue' || value === 'today' || value === 'week' ? value : null,
    });
  }

  protected kind(value: string | null): void {
    this.put.emit({ kind: PROCEDURES.find((one) => one === value) ?? null });
  }
}
