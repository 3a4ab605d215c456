import {
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CommentDto, CommentTargetDto } from '@okno/web/api-client';
import { Confirm, OkIcon, injectFormats, injectTexts } from '@okno/web/ui';

import { CommentLine } from './comment-line';
import type { CommentThread } from './comment-threads';
import { Discussion } from './discussion';
import { initialsOf } from './team';

/** What a thread is about, in words, and where that is. */
export interface ThreadPlace {
  readonly words: string;
  /** Null: nowhere to go, it is read where it stands. */
  readonly path: readonly string[] | null;
  readonly fragment: string | undefined;
}

/** Threads of comments, each with its answers, «settled» and the line to answer in. What came into view counts as read. */
@Component({
  selector: 'okno-thread-list',
  imports: [CommentLine, OkIcon, RouterLink],
  template: `
    @for (thread of threads(); track thread.id) {
      <article class="thread" [attr.aria-label]="nameOf(thread)">
        @if (placeOf()(thread.target); as place) {
          <p class="sm muted">
            @if (place.path; as path) {
              <a [routerLink]="path" [fragment]="place.fragment">{{ place.words }}</a>
            } @else {
              {{ place.words }}
            }
          </p>
        }
        @if (thread.resolved; as by) {
          <p class="row wrap sm t-ok settled">
            <ok-icon name="circle-check" />{{
              t('team.thread.settled', { name: by.by, date: f().dateTime(by.at) })
            }}
            <button
              type="button"
              class="btn btn--t btn--s"
              [attr.aria-expanded]="opened().includes(thread.id)"
              (click)="toggle(thread.id)"
            >
              {{ t('team.thread.count', { count: thread.comments.length }) }}
            </button>
          </p>
        }
        @if (!thread.resolved || opened().includes(thread.id)) {
          <ol>
            @for (one of thread.comments; track one.id) {
              <li>
                <div class="row wrap">
                  <span class="ava s" aria-hidden="true">{{ initials(one.author.name) }}</span>
                  <b class="strong grow">{{ one.mine ? t('team.thread.you') : one.author.name }}</b>
                  @if (fresh().has(one.no)) {
                    <span class="badge you">{{ t('team.thread.new') }}</span>
                  }
                  <span class="sm muted">{{ f().dateTime(one.at) }}</span>
                </div>
                @if (one.deleted) {
                  <p class="muted">{{ t('team.thread.deleted') }}</p>
                } @else {
                  <p class="words">{{ one.text }}</p>
                  @if (one.mine) {
                    <button
                      type="button"
                      class="btn btn--t btn--s"
                      [attr.aria-label]="t('team.thread.removeLabel', { text: short(one) })"
                      (click)="remove(one)"
                    >
                      {{ t('team.thread.remove') }}
                    </button>
                  }
                }
              </li>
            }
          </ol>
        }
        <div class="row wrap">
          @if (answering() !== thread.id) {
            <button
              type="button"
              class="btn btn--s"
              [attr.aria-label]="t('team.thread.answerLabel', { text: short(thread.comments[0]) })"
              (click)="answering.set(thread.id)"
            >
              {{ t('team.thread.answer') }}
            </button>
          }
          <button
            type="button"
            class="btn btn--t btn--s"
            [attr.aria-label]="
              t(thread.resolved ? 'team.thread.reopenLabel' : 'team.thread.settleLabel', {
                text: short(thread.comments[0]),
              })
            "
            (click)="discussion.settle(thread, !thread.resolved)"
          >
            {{ t(thread.resolved ? 'team.thread.reopen' : 'team.thread.settle') }}
          </button>
        </div>
        @if (answering() === thread.id) {
          <okno-comment-line
            [label]="t('team.thread.yourAnswer')"
            [place]="{ threadId: thread.id }"
          />
        }
      </article>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .thread {
      display: grid;
      gap: 10px;
    }
    .thread + .thread {
      padding-top: 16px;
      border-top: 1px solid var(--ok-hairline);
    }
    li + li {
      margin-top: 12px;
    }
    .words {
      margin-top: 4px;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .settled {
      margin: 0;
    }
  `,
})
export class ThreadList {
  private readonly confirm = inject(Confirm);
  protected readonly discussion = inject(Discussion);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly initials = initialsOf;

  readonly threads = input.required<readonly CommentThread[]>();
  /** What a thread is about; null where that is plain from where it stands. */
  readonly placeOf = input<(target: CommentTargetDto) => ThreadPlace | null>(() => null);

  protected readonly answering = signal('');
  protected readonly opened = signal<readonly string[]>([]);
  /** Were new when they came to the screen: the mark must not vanish while it is read. */
  protected readonly fresh = signal<ReadonlySet<number>>(new Set());
  /** Below the edge of the screen nothing is read. */
  private readonly inView = signal(false);
  private readonly shown = computed(() =>
    (this.inView() ? this.threads() : [])
      .filter(({ id, resolved }) => !resolved || this.opened().includes(id))
      .flatMap(({ unread }) => unread),
  );

  constructor() {
    const observer = new IntersectionObserver((entries) => {
      this.inView.set(entries.at(-1)?.isIntersecting === true);
    });
    observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
    effect(() => {
      const numbers = this.shown();
      if (numbers.length > 0) {
        untracked(() => {
          this.fresh.update((before) => new Set([...before, ...numbers]));
          void this.discussion.see(numbers);
        });
      }
    });
  }

  protected nameOf({ comments }: CommentThread): string {
    return this.t('team.thread.name', { text: this.short(comments[0]) });
  }

  protected short(comment: CommentDto | undefined): string {
    const text = comment?.text || this.t('team.thread.deleted');
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  }

  protected toggle(id: string): void {
    this.opened.update((all) =>
      all.includes(id) ? all.filter((one) => one !== id) : [...all, id],
    );
  }

  protected async remove(comment: CommentDto): Promise<void> {
    const reply = await this.confirm.ask({
      heading: this.t('team.thread.removeHeading'),
      text: this.t('team.thread.removeText'),
      confirm: this.t('team.thread.remove'),
      danger: true,
    });
    if (reply) {
      await this.discussion.remove(comment);
    }
  }
}
