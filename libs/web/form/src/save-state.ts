import { Component, computed, input, output } from '@angular/core';
import { OkIcon, injectFormats, injectTexts, type IconName } from '@okno/web/ui';

import type { DraftState } from './draft-keeper';

const ICONS = {
  saved: 'cloud-check',
  waiting: 'cloud-upload',
  saving: 'cloud-upload',
  offline: 'cloud-off',
  conflict: 'triangle-alert',
  refused: 'circle-alert',
} as const satisfies Record<DraftState['kind'], IconName>;

/** Where the person's words are: saved at, saving, kept on this device, waiting for a choice. */
@Component({
  selector: 'ok-save-state',
  imports: [OkIcon],
  template: `
    <span class="save" role="status">
      <ok-icon
        [name]="icon()"
        [class.t-ok]="state().kind === 'saved'"
        [class.t-no]="state().kind === 'refused'"
      />
      {{ words() }}
    </span>
    @if (state().kind === 'offline') {
      <button type="button" class="btn btn--t btn--s" (click)="retry.emit()">
        {{ t('form.save.retry') }}
      </button>
    }
  `,
  styles: `
    .save {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      font: var(--ok-body-small);
      color: var(--ok-on-surface-variant);
    }
  `,
})
export class OkSaveState {
  protected readonly t = injectTexts();
  private readonly f = injectFormats();

  readonly state = input.required<DraftState>();
  /** Whether this device can keep a copy. */
  readonly localCopy = input(true);
  readonly retry = output();

  protected readonly icon = computed(() => ICONS[this.state().kind]);
  protected readonly words = computed(() => {
    const state = this.state();
    if (state.kind === 'saved') {
      return state.at === null
        ? this.t('form.save.fresh')
        : this.t('form.save.saved', { time: this.f().time(state.at) });
    }
    if (state.kind === 'offline' && !this.localCopy()) {
      return this.t('form.save.offlineNoCopy');
    }
    return this.t(`form.save.${state.kind}`);
  });
}
