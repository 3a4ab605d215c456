import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import type { RowConfirmationDto, RowConfirmationsDto } from '@okno/web/api-client';
import {
  OkIcon,
  OkNote,
  OkPanel,
  Toasts,
  injectFormats,
  injectTexts,
  type IconName,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { injectOneAtATime } from '../shell/one-at-a-time';
import { Problems } from '../shell/problem';

type State = RowConfirmationDto['state'];

const LOOKS: Readonly<Record<State, readonly [tone: string, icon: IconName]>> = {
  NOT_INVITED: ['draft', 'circle-dashed'],
  INVITED: ['work', 'hourglass'],
  BOUNCED: ['no', 'circle-alert'],
  EXPIRED: ['no', 'timer-off'],
  CONFIRMED: ['ok', 'check'],
  DECLINED: ['no', 'x'],
  CANCELLED: ['draft', 'circle-slash'],
  REVOKED: ['no', 'undo-2'],
};

/** Who of those named in an application has confirmed his row; the organisation asks, and asks again. */
@Component({
  selector: 'okno-row-confirmations',
  imports: [OkIcon, OkNote, OkPanel],
  template: `
    <ok-panel [heading]="t('confirmations.heading')" [padded]="false">
      <div class="lead stack-s">
        <p class="sm muted">
          {{ t(manages() ? 'confirmations.lead' : 'confirmations.leadSeen') }}
        </p>
        @if (answer.error(); as error) {
          <ok-note tone="no" [live]="true">
            {{ problems.explain(error) }}
            <button type="button" class="btn btn--s" (click)="answer.reload()">
              {{ t('confirmations.retry') }}
            </button>
          </ok-note>
        }
        <p role="status" class="strong">{{ summary() }}</p>
      </div>
      <ul>
        @for (one of items(); track one.key) {
          <li>
            <div class="grow">
              <p class="strong name">{{ one.name || t('confirmations.nameless') }}</p>
              @if (one.email) {
                <p class="sm muted name">{{ one.email }}</p>
              } @else if (one.email === '') {
                <p class="sm muted">{{ t('confirmations.addressless') }}</p>
              }
              @if (one.signer; as signer) {
                <p class="sm muted name">
                  {{ t('confirmations.signer', { name: signer.name, post: signer.post }) }}
                </p>
              }
              @if (one.reason) {
                <p class="sm name">{{ t('confirmations.reason', { reason: one.reason }) }}</p>
              }
              @if (one.proof; as proof) {
                <details>
                  <summary class="sm">{{ t('confirmations.proof') }}</summary>
                  <p class="sm muted">
                    {{
                      t('confirmations.consent', {
                        title: t('confirmations.purpose.' + proof.purpose),
                        version: proof.version,
                      })
                    }}
                  </p>
                  <p class="sm hash">SHA-256 {{ proof.hash }}</p>
                </details>
              }
            </div>
            <div class="act">
              <span [class]="'badge ' + look(one)[0]">
                <ok-icon [name]="look(one)[1]" [size]="15" />
                {{ word(one) }}
              </span>
              @if (manages() && one.mayInvite) {
                <button
                  type="button"
                  class="btn btn--s"
                  [attr.aria-disabled]="busy() || null"
                  [attr.aria-label]="t(ask(one)) + ': ' + one.name"
                  (click)="invite([one.key])"
                >
                  {{ t(ask(one)) }}
                </button>
              }
              @if (manages() && one.mayCancel) {
                <button
                  type="button"
                  class="btn btn--t btn--s"
                  [attr.aria-disabled]="busy() || null"
                  [attr.aria-label]="t('confirmations.cancel') + ': ' + one.name"
                  (click)="cancel(one)"
                >
                  {{ t('confirmations.cancel') }}
                </button>
              }
            </div>
          </li>
        }
      </ul>
      @if (manages() && unasked() > 1) {
        <p class="all">
          <button
            type="button"
            class="btn"
            [attr.aria-disabled]="busy() || null"
            (click)="invite()"
          >
            {{ t('confirmations.inviteAll', { count: unasked() }) }}
          </button>
        </p>
      }
    </ok-panel>
  `,
  styleUrl: './row-confirmations.css',
})
export class RowConfirmations {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  private readonly f = injectFormats();

  readonly applicationId = input.required<string>();
  /** Tables to show; all when there are none. */
  readonly fields = input<readonly string[]>([]);
  /** Whether the person asks for the organisation. */
  readonly manages = input(false);
  /** Read again whenever this changes. */
  readonly tick = input<unknown>();
  /** Done before anybody is asked; the letters go out when it answers true. */
  readonly before = input<() => Promise<boolean>>(() => Promise.resolve(true));

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly answer = httpResource<RowConfirmationsDto>(
    () => `/api/v1/applications/${this.applicationId()}/confirmations`,
  );
  protected readonly items = computed(() => {
    const fields = this.fields();
    const all = this.answer.hasValue() ? this.answer.value().items : [];
    return all.filter(({ field }) => fields.length === 0 || fields.includes(field));
  });
  protected readonly unasked = computed(
    () =>
      this.items().filter(
        ({ state, mayInvite }) =>
          mayInvite && ['NOT_INVITED', 'BOUNCED', 'EXPIRED'].includes(state),
      ).length,
  );
  protected readonly summary = computed(() => {
    const total = this.items().length;
    const given = this.items().filter(({ state }) => state === 'CONFIRMED').length;
    return total > 0 ? this.t('confirmations.summary', { given, total }) : '';
  });

  constructor() {
    effect(() => {
      this.tick();
      untracked(() => this.answer.reload());
    });
  }

  protected look({ state }: RowConfirmationDto): readonly [tone: string, icon: IconName] {
    return LOOKS[state];
  }

  protected word({ state, answeredAt, invitedAt }: RowConfirmationDto): string {
    const at = answeredAt ?? invitedAt;
    return this.t(`confirmations.state.${state}`, { date: at ? this.f().date(at) : '' });
  }

  protected ask({ state }: RowConfirmationDto): string {
    return state === 'NOT_INVITED' ? 'confirmations.invite' : 'confirmations.again';
  }

  protected async invite(keys?: readonly string[]): Promise<void> {
    await this.one.run(async () => {
      if (await this.before()()) {
        await this.send('', keys === undefined ? {} : { keys });
        this.toasts.say(this.t('confirmations.sent'));
      }
    });
  }

  protected async cancel({ key }: RowConfirmationDto): Promise<void> {
    await this.one.run(async () => {
      await this.send('/cancel', { key });
      this.toasts.say(this.t('confirmations.cancelled'));
    });
  }

  private async send(path: string, body: object): Promise<void> {
    const url = `/api/v1/applications/${this.applicationId()}/confirmations${path}`;
    this.answer.set(await firstValueFrom(this.http.post<RowConfirmationsDto>(url, body)));
  }
}
