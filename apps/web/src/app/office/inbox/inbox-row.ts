import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkIcon, OkStatus, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { ApplicationRowDto } from '@okno/web/api-client';

import { initialsOf, shortNumber } from './case-short';
import { CaseTerm } from './case-term';

/** One case of the inbox: a row of the table, on a phone a record of three lines. */
@Component({
  // A row must stay a `tr`, so this component is an attribute.
  // eslint-disable-next-line @angular-eslint/component-selector
  selector: 'tr[oknoInboxRow]',
  imports: [CaseTerm, OkIcon, OkStatus, RouterLink],
  template: `
    <td class="c-no">
      <a
        [routerLink]="['/office/cases', row().id]"
        [attr.title]="row().number"
        [attr.aria-label]="short() + ', ' + row().organisation.shortName"
        >{{ short() }}</a
      >
    </td>
    <td class="c-org" [attr.title]="row().organisation.shortName">
      {{ row().organisation.shortName }}
    </td>
    <td class="c-me" [attr.title]="say(row().measure.title)">{{ say(row().measure.title) }}</td>
    <td class="c-mo n tn">
      @if (row().requestedKopecks; as sum) {
        {{ f().money(sum) }}
      } @else {
        <span class="muted" [attr.title]="t('office.inbox.noSum')">—</span>
      }
    </td>
    <td class="c-st"><ok-status [state]="row().state" [staff]="true" /></td>
    <td class="c-sl"><okno-case-term [row]="row()" /></td>
    <td class="c-as">
      @if (row().assignee; as person) {
        <span class="ava s" role="img" [attr.aria-label]="person.name" [attr.title]="person.name">{{
          initials(person.name)
        }}</span>
      } @else if (mayTake()) {
        <button
          type="button"
          class="icon-btn"
          [attr.aria-label]="t('office.inbox.takeOne', { number: row().number })"
          [attr.title]="t('office.inbox.take')"
          (click)="take.emit(); $event.stopPropagation()"
        >
          <ok-icon name="user-plus" [size]="17" />
        </button>
      } @else {
        <span class="muted">—</span>
      }
    </td>
  `,
  styleUrl: './inbox-row.css',
  host: { '[class.cur]': 'current()', '[attr.aria-current]': 'current() || null' },
})
export class InboxRow {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly initials = initialsOf;

  readonly row = input.required<ApplicationRowDto>();
  readonly current = input(false);
  readonly mayTake = input(false);
  readonly take = output();

  protected readonly short = computed(() => shortNumber(this.row().number));
}
