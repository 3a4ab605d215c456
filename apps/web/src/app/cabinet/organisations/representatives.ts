import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Confirm, OkIcon, OkPanel, Toasts, injectFormats, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../../shell/problem';
import { Session } from '../../shell/session';
import type { OrganisationDto, RepresentativeDto } from './organisation-api';

/** Who acts for the organisation; an administrator gives and takes the filing right and administration. */
@Component({
  selector: 'okno-representatives',
  imports: [OkIcon, OkPanel],
  template: `
    <ok-panel [heading]="t('organisations.people.heading')" [padded]="false">
      @if (!manages()) {
        <p class="sm muted intro">{{ t(reasonKey()) }}</p>
      }
      <ul>
        @for (one of organisation().representatives; track one.id) {
          <li>
            <div class="grow">
              <h3>
                {{ one.name }}
                @if (one.me) {
                  <span class="tag">{{ t('organisations.people.you') }}</span>
                }
              </h3>
              <p class="sm muted">{{ aboutOf(one) }}</p>
              @if (one.state === 'PENDING') {
                <p class="sm row">
                  <ok-icon name="hourglass" [size]="16" />{{ t('organisations.people.pending') }}
                </p>
              }
            </div>
            <div class="rights">
              @for (right of rights; track right) {
                <label class="row">
                  <input
                    #box
                    type="checkbox"
                    [checked]="one[right]"
                    [disabled]="!manages() || busy()"
                    [attr.aria-label]="t('organisations.people.' + right) + ': ' + one.name"
                    (change)="change(one, right, box.checked, box)"
                  />
                  <span class="sm">{{ t('organisations.people.' + right) }}</span>
                </label>
              }
              @if (manages() || one.me) {
                <button
                  type="button"
                  class="btn btn--t btn--s"
                  [attr.aria-label]="
                    t(one.me ? 'organisations.people.leave' : 'organisations.people.remove') +
                    ': ' +
                    one.name
                  "
                  (click)="remove(one)"
                >
                  {{ t(one.me ? 'organisations.people.leave' : 'organisations.people.remove') }}
                </button>
              }
            </div>
          </li>
        }
      </ul>
    </ok-panel>
  `,
  styles: `
    .intro {
      padding: 14px var(--panel-p) 0;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 10px 24px;
      padding: 16px var(--panel-p);
    }
    li + li {
      border-top: 1px solid var(--ok-hairline);
    }
    li .grow {
      flex-basis: 240px;
    }
    h3 {
      font: var(--ok-title-medium);
    }
    .rights {
      display: grid;
      gap: 4px;
      justify-items: start;
      align-content: start;
    }
    .rights label {
      min-height: 32px;
      gap: 8px;
    }
    .rights .btn {
      margin-left: -11px;
      min-height: 44px;
    }
  `,
})
export class Representatives {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  private readonly f = injectFormats();
  protected readonly rights = ['canFile', 'isAdmin'] as const;

  readonly organisation = input.required<OrganisationDto>();
  readonly manages = input.required<boolean>();
  readonly changed = output<OrganisationDto>();
  /** Somebody was taken off the list. */
  readonly gone = output();

  protected readonly busy = signal(false);

  protected reasonKey(): string {
    return this.organisation().state === 'UNCONFIRMED'
      ? 'organisations.people.afterConfirm'
      : 'organisations.people.adminOnly';
  }

  protected aboutOf(one: RepresentativeDto): string {
    const until = one.poaValidTo
      ? this.t('organisations.people.until', { date: this.f().date(one.poaValidTo) })
      : '';
    return [
      one.email ?? '',
      one.basis ? this.t(`organisations.basis.${one.basis}`) : '',
      one.poaNumber ? `№ ${one.poaNumber}` : '',
      until,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  protected async change(
    one: RepresentativeDto,
    right: 'canFile' | 'isAdmin',
    on: boolean,
    box: HTMLInputElement,
  ): Promise<void> {
    this.busy.set(true);
    try {
      const card = await firstValueFrom(
        this.http.patch<OrganisationDto>(this.urlOf(one), { [right]: on }),
      );
      this.changed.emit(card);
      this.toasts.say(this.t('organisations.people.saved'));
      if (one.me) {
        await this.session.refresh().catch(() => null);
      }
    } catch (error) {
      // The server kept the old right: the box must say so.
      box.checked = one[right];
      this.problems.show(error);
    } finally {
      this.busy.set(false);
    }
  }

  protected async remove(one: RepresentativeDto): Promise<void> {
    const key = one.me ? 'leave' : 'remove';
    const reply = await this.confirm.ask({
      heading: this.t(`organisations.people.${key}Heading`, { name: one.name }),
      text: this.t(`organisations.people.${key}Text`),
      confirm: this.t(`organisations.people.${key}`),
      danger: true,
    });
    if (!reply) {
      return;
    }
    try {
      await firstValueFrom(this.http.delete(this.urlOf(one)));
      this.toasts.say(this.t('organisations.people.removed'));
      if (one.me) {
        await this.session.refresh().catch(() => null);
        await this.router.navigate(['/cabinet/organisations']);
      } else {
        this.gone.emit();
      }
    } catch (error) {
      this.problems.show(error);
    }
  }

  private urlOf(one: RepresentativeDto): string {
    return `/api/v1/organisations/${this.organisation().id}/representatives/${one.id}`;
  }
}
