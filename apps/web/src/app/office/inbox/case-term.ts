import { Component, computed, input } from '@angular/core';
import { OkSla, injectFormats, injectTexts } from '@okno/web/ui';
import type { ApplicationRowDto } from '@okno/web/api-client';

/** The term of a case as the server counts it: how many working days are left, whose they are, what is late. */
@Component({
  selector: 'okno-case-term',
  imports: [OkSla],
  template: `<ok-sla
    [daysLeft]="left()"
    [paused]="paused()"
    [provisional]="row().dueProvisional"
    [word]="word()"
    [attr.title]="title()"
  />`,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class CaseTerm {
  private readonly t = injectTexts();
  private readonly f = injectFormats();

  readonly row =
    input.required<
      Pick<ApplicationRowDto, 'daysLeft' | 'overdue' | 'dueOn' | 'dueProvisional' | 'turn'>
    >();

  protected readonly paused = computed(() => {
    const { turn } = this.row();
    return turn === 'APPLICANT' || turn === 'OUTSIDE';
  });
  // The list says that a term is over, not by how many working days: any number below zero is late.
  protected readonly left = computed(() => (this.row().overdue ? -1 : this.row().daysLeft));
  protected readonly word = computed(() => {
    const { overdue, dueOn, daysLeft, turn } = this.row();
    if (overdue && dueOn !== null) {
      return this.t('office.inbox.overdueSince', { date: this.f().shortDate(dueOn) });
    }
    if (turn === 'NONE') {
      return this.t('office.inbox.noTerm');
    }
    return daysLeft === 1 && !this.paused() ? this.t('office.inbox.lastDay') : '';
  });
  protected readonly title = computed(() => {
    const { dueOn } = this.row();
    return dueOn === null ? null : this.t('office.inbox.until', { date: this.f().date(dueOn) });
  });
}
