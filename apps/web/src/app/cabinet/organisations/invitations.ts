import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import {
  OkCheck,
  OkField,
  OkInput,
  OkNote,
  OkPanel,
  Toasts,
  injectFormats,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import { injectFieldErrors } from '../field-errors';
import type { InvitationDto, OrganisationDto } from './organisation-api';

/** Inviting a colleague by e-mail, and the letters that wait for an answer. */
@Component({
  selector: 'okno-invitations',
  imports: [OkCheck, OkField, OkInput, OkNote, OkPanel],
  template: `
    @if (manages()) {
      <ok-panel [heading]="t('organisations.invite.heading')">
        <form class="stack" novalidate (submit)="invite($event)">
          @if (errors.general(); as text) {
            <ok-note tone="no" [live]="true">{{ text }}</ok-note>
          }
          <ok-field
            [label]="t('organisations.invite.email')"
            [hint]="t('organisations.invite.hint')"
            fieldId="email"
            [error]="errors.of('email')"
          >
            <input
              #box
              okInput
              type="email"
              autocomplete="off"
              [value]="email()"
              (input)="email.set(box.value)"
            />
          </ok-field>
          <ok-check
            [label]="t('organisations.invite.canFile')"
            [hint]="t('organisations.invite.canFileHint')"
            [(checked)]="canFile"
          />
          <button type="submit" class="btn" [attr.aria-disabled]="busy() || null">
            {{ t(busy() ? 'cabinet.busy' : 'organisations.invite.button') }}
          </button>
        </form>
        @if (organisation().invitations.length > 0) {
          <h3>{{ t('organisations.invite.waiting') }}</h3>
          <ul>
            @for (one of organisation().invitations; track one.id) {
              <li class="row wrap">
                <div class="grow">
                  <p class="strong">{{ one.email }}</p>
                  <p class="sm muted">{{ aboutOf(one) }}</p>
                </div>
                <button
                  type="button"
                  class="btn btn--t"
                  [attr.aria-label]="t('organisations.invite.revoke') + ': ' + one.email"
                  (click)="revoke(one)"
                >
                  {{ t('organisations.invite.revoke') }}
                </button>
              </li>
            }
          </ul>
        }
      </ok-panel>
    }
  `,
  styles: `
    h3 {
      margin: 24px 0 4px;
      font: var(--ok-title-medium);
    }
    li {
      padding: 8px 0;
    }
    li p {
      overflow-wrap: anywhere;
    }
  `,
})
export class Invitations {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  private readonly f = injectFormats();
  protected readonly errors = injectFieldErrors(() => this.t('organisations.invite.email'));

  readonly organisation = input.required<OrganisationDto>();
  readonly manages = input.required<boolean>();
  readonly changed = output();

  protected readonly email = signal('');
  protected readonly canFile = signal(false);
  protected readonly busy = signal(false);

  protected aboutOf(one: InvitationDto): string {
    return [
      this.t(one.canFile ? 'organisations.rights.file' : 'organisations.rights.draft'),
      this.t('organisations.people.until', { date: this.f().date(one.expiresAt) }),
    ].join(' · ');
  }

  protected async invite(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    this.errors.clear();
    this.busy.set(true);
    try {
      await firstValueFrom(
        this.http.post(`/api/v1/organisations/${this.organisation().id}/invitations`, {
          email: this.email().trim(),
          canFile: this.canFile(),
        }),
      );
      this.email.set('');
      this.toasts.say(this.t('organisations.invite.sent'));
      this.changed.emit();
    } catch (error) {
      this.errors.take(error);
    } finally {
      this.busy.set(false);
    }
  }

  protected async revoke(one: InvitationDto): Promise<void> {
    try {
      await firstValueFrom(
        this.http.delete(`/api/v1/organisations/${this.organisation().id}/invitations/${one.id}`),
      );
      this.toasts.say(this.t('organisations.invite.revoked'));
      this.changed.emit();
    } catch (error) {
      this.problems.show(error);
    }
  }
}
