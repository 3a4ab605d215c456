import { Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { LiveUpdates } from './live-updates';
import { Session } from './session';
import { Unread } from './unread';

const MANY = 99;

/** The way to the notices, with how many are unread; follows the server without a reload. */
@Component({
  selector: 'okno-bell',
  imports: [OkIcon, RouterLink],
  template: `
    <a class="icon-btn" routerLink="/cabinet/notifications" [attr.aria-label]="words()">
      <ok-icon name="bell" [size]="20" />
      @if (count() > 0) {
        <span class="figure" aria-hidden="true">{{ shown() }}</span>
      }
    </a>
  `,
  styles: `
    :host {
      display: block;
    }
    a {
      position: relative;
      color: inherit;
    }
    .figure {
      position: absolute;
      top: 2px;
      right: 0;
      min-width: 18px;
      padding: 0 4px;
      border-radius: 9px;
      background: var(--ok-signal);
      color: var(--ok-on-signal);
      font: 650 11px/18px var(--ok-font);
      text-align: center;
    }
  `,
})
export class Bell {
  private readonly session = inject(Session);
  private readonly unread = inject(Unread);
  protected readonly t = injectTexts();

  protected readonly count = computed(
    () => this.unread.count() ?? this.session.me()?.unreadNotifications ?? 0,
  );
  protected readonly shown = computed(() => (this.count() > MANY ? `${MANY}+` : this.count()));
  protected readonly words = computed(() => this.t('shell.bell', { count: this.count() }));

  constructor() {
    inject(LiveUpdates)
      .notifications()
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        void this.unread.ask();
      });
  }
}
