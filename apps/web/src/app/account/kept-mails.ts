import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import type { KeptMailPageDto } from '@okno/web/api-client';
import { OkEmpty, OkSkeleton, injectFormats, injectHasText, injectTexts } from '@okno/web/ui';

import { Problems } from '../shell/problem';
import { mailParts } from './mail-parts';

/** Letters of a portal without a mail server, newest first; links in them work. Offered by demo portals only. */
@Component({
  selector: 'okno-kept-mails',
  imports: [OkEmpty, OkSkeleton],
  template: `
    <div class="container">
      <div class="row wrap between top">
        <div>
          <h1>{{ t('account.mails.heading') }}</h1>
          <p class="muted">{{ t('account.mails.lead') }}</p>
        </div>
        <button type="button" class="btn" (click)="answer.reload()">
          {{ t('account.mails.refresh') }}
        </button>
      </div>
      @if (absent()) {
        <ok-empty
          picture="closed"
          [heading]="t('account.mails.absent')"
          [text]="t('account.mails.absentText')"
        />
      } @else if (answer.error(); as error) {
        <div role="alert">
          <ok-empty
            picture="broken"
            [heading]="t('account.mails.failed')"
            [text]="problems.explain(error)"
          />
        </div>
      } @else if (!answer.hasValue()) {
        <ok-skeleton [label]="t('account.mails.loading')" />
      } @else {
        <ol class="stack">
          @for (mail of mails(); track mail.id) {
            <li class="panel pb">
              <h2>{{ mail.subject }}</h2>
              <p class="sm muted">
                {{ t('account.mails.to', { to: mail.to, at: f().dateTime(mail.at) }) }} ·
                {{ mail.stateName }}
              </p>
              <p class="text">
                @for (part of mail.parts; track $index) {
                  @if (part.href) {
                    <a [href]="part.href" [textContent]="part.text"></a>
                  } @else {
                    <span [textContent]="part.text"></span>
                  }
                }
              </p>
            </li>
          } @empty {
            <li>
              <ok-empty
                picture="start"
                [heading]="t('account.mails.none')"
                [text]="t('account.mails.noneText')"
              />
            </li>
          }
        </ol>
      }
    </div>
  `,
  styles: `
    .top {
      padding: 32px 0 24px;
    }
    .top p {
      margin-top: 6px;
    }
    h2 {
      font: var(--ok-title-medium);
    }
    .text {
      margin-top: 12px;
      white-space: pre-line;
      overflow-wrap: anywhere;
      font: var(--ok-body-small);
    }
  `,
})
export class KeptMails {
  private readonly has = injectHasText();
  protected readonly problems = inject(Problems);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly answer = httpResource<KeptMailPageDto>(() => '/api/v1/dev/mails?limit=50');
  protected readonly absent = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && [403, 404].includes(error.status);
  });
  protected readonly mails = computed(() =>
    (this.answer.hasValue() ? this.answer.value().items : []).map((mail) => ({
      ...mail,
      stateName: this.stateName(mail.state),
      parts: mailParts(mail.text, location.origin),
    })),
  );

  private stateName(state: string): string {
    const key = `account.mails.state.${state}`;
    return this.has(key) ? this.t(key) : state;
  }
}
