import { Component, ElementRef, computed, effect, inject, input, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { CommentTargetDto } from '@okno/web/api-client';
import type { FormDefinition } from '@okno/shared/form-schema';
import { fieldAt, fieldIdOf, sectionOf } from '@okno/web/form';
import { OkNote, OkSkeleton, injectSay, injectTexts } from '@okno/web/ui';

import { CommentLine } from './comment-line';
import { Discussion } from './discussion';
import { Team } from './team';
import { ThreadList, type ThreadPlace } from './thread-list';

/** Everything colleagues said about a request, each thread with what it is about. Never the centre's to see. */
@Component({
  selector: 'okno-whole-discussion',
  imports: [CommentLine, OkNote, OkSkeleton, ThreadList],
  template: `
    @if (team.talks()) {
      <section
        #box
        class="panel"
        id="discussion"
        tabindex="-1"
        aria-labelledby="discussion-heading"
      >
        <div class="ph">
          <h3 class="grow" id="discussion-heading">{{ t('team.discussion.heading') }}</h3>
        </div>
        <div class="pb stack">
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
            <ok-skeleton [label]="t('team.discussion.loading')" [cells]="2" />
          } @else if (discussion.ready()) {
            @if (discussion.threads().length === 0) {
              <p class="muted">{{ t('team.discussion.empty') }}</p>
            } @else {
              <okno-thread-list [threads]="discussion.threads()" [placeOf]="place" />
            }
          }
          <okno-comment-line [label]="t('team.line.whole')" [place]="{ target: whole }" />
        </div>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:empty) {
      display: none;
    }
    h3 {
      font: var(--ok-title-large);
    }
  `,
})
export class WholeDiscussion {
  protected readonly team = inject(Team);
  protected readonly discussion = inject(Discussion);
  protected readonly t = injectTexts();
  private readonly say = injectSay();
  protected readonly whole: CommentTargetDto = { kind: 'APPLICATION', path: '' };

  /** Says what threads are about; nothing is named while it is unknown. */
  readonly definition = input<FormDefinition | undefined>(undefined);
  /** Whether the parts can be gone to: the request is being filled in. */
  readonly editable = input(false);

  protected readonly place = (target: CommentTargetDto): ThreadPlace | null => this.placeOf(target);

  private readonly base = computed(() => ['/cabinet/applications', this.team.id()]);

  private readonly box = viewChild<ElementRef<HTMLElement>>('box');
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);

  constructor() {
    effect(() => {
      const box = this.box()?.nativeElement;
      if (this.fragment() === 'discussion' && box) {
        // What stands above is drawn in the same turn; the place is right one frame later.
        requestAnimationFrame(() => {
          box.focus({ preventScroll: true });
          box.scrollIntoView({ block: 'start' });
        });
      }
    });
  }

  private placeOf({ kind, path }: CommentTargetDto): ThreadPlace | null {
    const definition = this.definition();
    if (!definition || kind === 'APPLICATION') {
      return null;
    }
    const at = kind === 'DOCUMENT' ? `doc.${path}` : path;
    const code = kind === 'SECTION' ? path : (sectionOf(definition, at) ?? '');
    const section = definition.sections.find((one) => one.code === code)?.title;
    const title = section ? this.say(section) : this.t('apply.step.DOCUMENTS');
    const parts = {
      SECTION: undefined,
      FIELD: fieldAt(definition, path)?.label,
      DOCUMENT: definition.documents.find((one) => one.code === path)?.label,
    };
    const words = [title, this.say(parts[kind])].filter(Boolean).join(' · ');
    return this.editable()
      ? { words, path: [...this.base(), 'edit', code], fragment: fieldIdOf(at) }
      : { words, path: null, fragment: undefined };
  }
}
