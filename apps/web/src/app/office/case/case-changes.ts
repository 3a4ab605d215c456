import { Component, computed, inject } from '@angular/core';
import { injectTexts } from '@okno/web/ui';

import { CaseFile } from './case-file';
import { injectValueText } from './value-text';

/** What the applicant changed in the last round: only what remarks had opened could change. */
@Component({
  selector: 'okno-case-changes',

  template: `
    @for (change of changes(); track change.id) {
      <dl class="change">
        <dt>{{ text.place(change) }}</dt>
        <dd class="diff">
          <span class="muted">{{ t('ui.remark.before') }}</span>
          <del>{{ text.value(change.target.path, change.before) }}</del>
          <span class="muted">{{ t('ui.remark.after') }}</span>
          <ins>{{ text.value(change.target.path, change.after) }}</ins>
        </dd>
      </dl>
    } @empty {
      <p class="sm muted">
        {{ t(rounds() ? 'review.changes.none' : 'review.changes.firstRound') }}
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 14px;
      font: var(--ok-body-small);
    }
    .change {
      padding: 10px 0;
      border-bottom: 1px solid var(--ok-hairline);
    }
    dt {
      font: var(--ok-title-small);
      margin-bottom: 4px;
    }
    .diff {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 4px 10px;
    }
    del,
    ins {
      white-space: pre-line;
      overflow-wrap: anywhere;
      text-decoration: none;
    }
    del {
      text-decoration: line-through;
      color: var(--ok-on-surface-variant);
    }
    ins {
      background: var(--ok-success-container);
      color: var(--ok-on-success-container);
    }
  `,
})
export class CaseChanges {
  protected readonly file = inject(CaseFile);
  protected readonly text = injectValueText();
  protected readonly t = injectTexts();

  protected readonly rounds = computed(() => this.file.application()?.round ?? 0);
  protected readonly changes = computed(() => this.file.changes());
}
