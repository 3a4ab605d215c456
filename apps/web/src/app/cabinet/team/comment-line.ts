import { Component, computed, inject, input, signal } from '@angular/core';
import { OkField, OkIcon, OkNote, OkTextArea, injectTexts } from '@okno/web/ui';

import { Connection } from '../../shell/connection';
import { Discussion, type Said } from './discussion';
import { Team } from './team';

const MAX_LETTERS = 2_000;

/** The line to write a comment in. What was written stays until the portal has it. */
@Component({
  selector: 'okno-comment-line',
  imports: [OkField, OkIcon, OkNote, OkTextArea],
  template: `
    <form (submit)="send($event)">
      <ok-field [label]="label()">
        <ok-text-area [rows]="2" [maxLength]="max" [(value)]="words" [disabled]="busy()" />
      </ok-field>
      @if (team.colleagues().length > 0) {
        <div class="row wrap" role="group" [attr.aria-label]="t('team.line.call')">
          <span class="sm muted" aria-hidden="true">{{ t('team.line.call') }}</span>
          @for (one of team.colleagues(); track one.id) {
            <button
              type="button"
              class="chip"
              [attr.aria-pressed]="called().includes(one.id)"
              (click)="toggle(one.id)"
            >
              {{ one.name }}
            </button>
          }
        </div>
      }
      @if (!connection.online()) {
        <ok-note tone="plain" icon="cloud-off">{{ t('team.line.offline') }}</ok-note>
      }
      <button type="submit" class="btn" [attr.aria-disabled]="blocked() || null">
        <ok-icon name="send" />{{ t(busy() ? 'team.line.sending' : 'team.line.send') }}
      </button>
    </form>
  `,
  styles: `
    :host {
      display: block;
    }
    form {
      display: grid;
      gap: 10px;
      justify-items: start;
    }
    ok-field {
      width: 100%;
    }
    .chip {
      max-width: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
    }
  `,
})
export class CommentLine {
  private readonly discussion = inject(Discussion);
  protected readonly team = inject(Team);
  protected readonly connection = inject(Connection);
  protected readonly t = injectTexts();
  protected readonly max = MAX_LETTERS;

  readonly label = input.required<string>();
  /** A new thread about this, or an answer in that. */
  readonly place = input.required<Pick<Said, 'target' | 'threadId'>>();

  protected readonly words = signal('');
  protected readonly called = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly blocked = computed(() => {
    const letters = this.words().trim().length;
    return this.busy() || !this.connection.online() || letters === 0 || letters > MAX_LETTERS;
  });

  protected toggle(id: string): void {
    this.called.update((all) =>
      all.includes(id) ? all.filter((one) => one !== id) : [...all, id],
    );
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.blocked()) {
      return;
    }
    this.busy.set(true);
    const said = { text: this.words().trim(), mentions: this.called(), ...this.place() };
    if (await this.discussion.post(said)) {
      this.words.set('');
      this.called.set([]);
    }
    this.busy.set(false);
  }
}
