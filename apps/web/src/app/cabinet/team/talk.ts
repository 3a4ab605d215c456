import { Component, computed, inject, input, signal } from '@angular/core';
import type { CommentTargetDto } from '@okno/web/api-client';
import { OkIcon, OkNote, OkSkeleton, injectTexts, nextId } from '@okno/web/ui';

import { CommentLine } from './comment-line';
import { Discussion } from './discussion';
import { Presence } from './presence';
import { Team, initialsOf } from './team';
import { ThreadList } from './thread-list';

/** Beside a part of a request: who is there, how much was said about it, and, opened, the talk itself. */
@Component({
  selector: 'okno-talk',
  imports: [CommentLine, OkIcon, OkNote, OkSkeleton, ThreadList],
  template: `
    @if (team.talks()) {
      <div class="row line">
        <button
          type="button"
          class="btn btn--t btn--s"
          [attr.aria-expanded]="open()"
          [attr.aria-controls]="open() ? boxId : null"
          [attr.aria-label]="name()"
          (click)="open.set(!open())"
        >
          <ok-icon name="message-square" />{{ words() }}
          @if (unread() > 0) {
            <span class="badge you">{{ t('team.talk.new', { count: unread() }) }}</span>
          }
        </button>
        @for (one of here(); track one.accountId) {
          <span
            class="ava s"
            role="img"
            [attr.aria-label]="t('team.talk.isHere', { name: one.name })"
            [title]="t('team.talk.isHere', { name: one.name })"
            >{{ initials(one.name) }}</span
          >
        }
      </div>
      @if (open()) {
        <section class="panel pb stack" [id]="boxId" [attr.aria-label]="name()">
          <p class="sm muted">{{ t('team.discussion.private') }}</p>
          @if (discussion.failure(); as why) {
            <ok-note tone="no" [live]="true">
              {{ why }}
              <button type="button" class="btn btn--s" (click)="discussion.load()">
                {{ t('cabinet.retry') }}
              </button>
            </ok-note>
          }
          @if (discussion.loading()) {
            <ok-skeleton [label]="t('team.discussion.loading')" [cells]="1" />
          } @else {
            <okno-thread-list [threads]="threads()" />
            <okno-comment-line
              [label]="t(threads().length > 0 ? 'team.line.another' : 'team.line.first')"
              [place]="{ target: target() }"
            />
          }
        </section>
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:empty) {
      display: none;
    }
    .line {
      min-height: 32px;
      gap: 8px;
    }
    .line .btn {
      margin-left: calc(-1 * var(--ctl-px) / 2);
    }
    section {
      max-width: 588px;
    }
  `,
})
export class Talk {
  private readonly presence = inject(Presence);
  protected readonly team = inject(Team);
  protected readonly discussion = inject(Discussion);
  protected readonly t = injectTexts();
  protected readonly initials = initialsOf;
  protected readonly boxId = nextId('talk');

  readonly kind = input.required<CommentTargetDto['kind']>();
  /** Code of the section, key of the field, code of the document slot. */
  readonly path = input.required<string>();
  /** What it is called on the page. */
  readonly label = input.required<string>();

  protected readonly open = signal(false);
  protected readonly target = computed<CommentTargetDto>(() => ({
    kind: this.kind(),
    path: this.path(),
  }));
  protected readonly threads = computed(() => this.discussion.about(this.target()));
  protected readonly unread = computed(() =>
    this.threads().reduce((sum, { unread }) => sum + unread.length, 0),
  );
  private readonly count = computed(() =>
    this.threads().reduce(
      (sum, { comments }) => sum + comments.filter(({ deleted }) => !deleted).length,
      0,
    ),
  );
  protected readonly words = computed(() =>
    this.count() > 0
      ? this.t('team.talk.count', { count: this.count() })
      : this.t(this.kind() === 'SECTION' ? 'team.talk.beginSection' : 'team.talk.begin'),
  );
  protected readonly name = computed(() => {
    const fresh = this.unread() > 0 ? `, ${this.t('team.talk.new', { count: this.unread() })}` : '';
    return `${this.words()}${fresh}: ${this.label()}`;
  });
  protected readonly here = computed(() =>
    this.kind() === 'FIELD'
      ? this.presence.here().filter(({ field }) => field === this.path())
      : [],
  );
}
