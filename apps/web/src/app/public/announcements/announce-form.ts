import { HttpClient, httpResource } from '@angular/common/http';
import {
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AnnouncementConsentDto, SavedFilterDto, SubscribedDto } from '@okno/web/api-client';
import { OkCheck, OkField, OkIcon, OkInput, OkNote, injectSay, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Languages } from '../../shell/languages';
import { Problems, problemOf } from '../../shell/problem';
import { Session } from '../../shell/session';

/** What somebody wants to be told of. */
export type AnnounceTarget = { readonly measureCode: string } | { readonly filter: SavedFilterDto };

/** Leaves an address for letters about a measure or a search. The address is confirmed by a letter. */
@Component({
  selector: 'okno-announce-form',
  imports: [OkCheck, OkField, OkIcon, OkInput, OkNote, RouterLink],
  template: `
    @if (done(); as how) {
      <section class="panel pb stack" role="status">
        <h2 class="row">
          <ok-icon name="circle-check" class="t-ok" [size]="24" />
          {{ t('announcements.done.' + how) }}
        </h2>
        <p>{{ t('announcements.doneText.' + how, { email: email() }) }}</p>
        @if (how === 'CONFIRMED') {
          <p>
            <a routerLink="/cabinet/profile">{{ t('announcements.toProfile') }}</a>
          </p>
        }
      </section>
    } @else {
      <form class="panel pb stack" novalidate (submit)="send($event)">
        <h2>
          {{ t('measureCode' in target() ? 'announcements.measure' : 'announcements.search') }}
        </h2>
        <p class="sm muted">{{ t('announcements.lead') }}</p>
        @if (failure(); as words) {
          <ok-note tone="no" [live]="true">{{ words }}</ok-note>
        }
        <ok-field
          [label]="t('announcements.email')"
          fieldId="announce-email"
          [required]="true"
          [error]="wrongEmail()"
        >
          <input
            #box
            okInput
            type="email"
            autocomplete="email"
            maxlength="254"
            [value]="email()"
            (input)="email.set(box.value)"
          />
        </ok-field>
        @if (consent(); as text) {
          <details>
            <summary class="sm">{{ say(text.title) }}</summary>
            <p class="text">{{ say(text.text) }}</p>
          </details>
        }
        <ok-check
          controlId="announce-consent"
          [label]="t('announcements.agree')"
          [error]="missing() ? t('announcements.consentMissing') : ''"
          [(checked)]="agreed"
        />
        <button type="submit" class="btn btn--p" [attr.aria-disabled]="busy() || null">
          {{ t('announcements.button') }}
        </button>
      </form>
    }
  `,
  styles: `
    :host {
      display: block;
      text-align: left;
    }
    h2 {
      font: var(--ok-title-large);
    }
    summary {
      cursor: pointer;
      padding: 6px 0;
      color: var(--ok-link);
    }
    .text {
      white-space: pre-line;
      font: var(--ok-body-small);
      padding: 8px 0 0 14px;
      border-left: 3px solid var(--ok-hairline);
    }
  `,
})
export class AnnounceForm {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly languages = inject(Languages);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  readonly target = input.required<AnnounceTarget>();

  private readonly answer = httpResource<AnnouncementConsentDto>(
    () => '/api/v1/subscriptions/consent',
  );
  protected readonly consent = (): AnnouncementConsentDto | null =>
    this.answer.hasValue() ? this.answer.value() : null;
  protected readonly email = linkedSignal(() => this.session.me()?.email ?? '');
  protected readonly agreed = signal(false);
  protected readonly busy = signal(false);
  protected readonly wrongEmail = signal('');
  protected readonly missing = signal(false);
  protected readonly failure = signal('');
  protected readonly done = signal<'ASKED' | 'CONFIRMED' | null>(null);

  constructor() {
    // The button that was pressed is gone: its form takes the focus.
    afterNextRender(() => this.box()?.nativeElement.focus());
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const email = this.email().trim();
    this.wrongEmail.set(/^\S+@\S+$/.test(email) ? '' : this.t('announcements.emailWrong'));
    this.missing.set(!this.agreed());
    const consent = this.consent();
    if (this.busy() || this.wrongEmail() || this.missing() || !consent) {
      document.getElementById(this.wrongEmail() ? 'announce-email' : 'announce-consent')?.focus();
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      const { confirmed } = await firstValueFrom(
        this.http.post<SubscribedDto>('/api/v1/subscriptions', {
          email,
          lang: this.languages.current(),
          version: consent.version,
          ...this.target(),
        }),
      );
      this.done.set(confirmed ? 'CONFIRMED' : 'ASKED');
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy.set(false);
    }
  }

  private fail(error: unknown): void {
    const { code, fields = [] } = problemOf(error);
    if (fields.some(({ path }) => path === 'email')) {
      this.wrongEmail.set(this.t('announcements.emailWrong'));
      return;
    }
    this.failure.set(this.problems.explain(error));
    if (code === 'consent.outdated') {
      this.agreed.set(false);
      this.answer.reload();
    }
  }
}
