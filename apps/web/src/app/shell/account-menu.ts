import { Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { Problems } from './problem';
import { Session, type Me } from './session';

/**
 * Who is signed in, and their links. A disclosure with plain links, not an ARIA menu:
 * it holds navigation, and links must stay links.
 */
@Component({
  selector: 'okno-account-menu',
  imports: [OkIcon, RouterLink],
  template: `
    <button
      type="button"
      class="who"
      aria-controls="account-menu"
      [attr.aria-expanded]="open()"
      (click)="open.set(!open())"
    >
      <span class="ava" aria-hidden="true">{{ initials() }}</span>
      <span class="names">
        {{ me().firstName }} {{ me().lastName }}
        @if (organisation(); as name) {
          <small>{{ name }}</small>
        }
      </span>
      <ok-icon name="chevron-down" [size]="16" />
    </button>
    <div class="menu" id="account-menu" [hidden]="!open()">
      <p class="xs muted">{{ me().email }}</p>
      <ul>
        @if (session.staff()) {
          <li>
            <a routerLink="/office" (click)="open.set(false)">{{ t('shell.account.office') }}</a>
          </li>
        }
        @if (session.permissions().has('session.read')) {
          <li>
            <a routerLink="/council" (click)="open.set(false)">{{ t('shell.account.council') }}</a>
          </li>
        }
        <li>
          <a routerLink="/cabinet/organisations" (click)="open.set(false)">{{
            t('shell.account.organisations')
          }}</a>
        </li>
        <li>
          <a routerLink="/cabinet/profile" (click)="open.set(false)">{{
            t('shell.account.profile')
          }}</a>
        </li>
        <li>
          <button type="button" (click)="signOut()">{{ t('shell.account.signOut') }}</button>
        </li>
      </ul>
    </div>
  `,
  styleUrl: './account-menu.css',
  host: {
    '(document:keydown.escape)': 'closeMenu()',
    '(document:click)': 'closeOnOutside($event)',
  },
})
export class AccountMenu {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly router = inject(Router);
  private readonly problems = inject(Problems);
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();

  readonly me = input.required<Me>();

  protected readonly open = signal(false);
  /** Letters only: demo people carry a mark in brackets. */
  protected readonly initials = computed(() =>
    [this.me().firstName, this.me().lastName]
      .map((name) => /^\p{L}/u.exec(name)?.[0] ?? '')
      .join(''),
  );
  protected readonly organisation = computed(() => {
    const [first, ...others] = this.me().organisations;
    if (!first) {
      return '';
    }
    return others.length === 0
      ? first.shortName
      : this.t('shell.account.several', { first: first.shortName, count: others.length });
  });

  protected closeMenu(): void {
    if (this.open()) {
      this.open.set(false);
      this.element.nativeElement.querySelector('button')?.focus();
    }
  }

  protected closeOnOutside(event: Event): void {
    if (event.target instanceof Node && !this.element.nativeElement.contains(event.target)) {
      this.open.set(false);
    }
  }

  protected async signOut(): Promise<void> {
    this.open.set(false);
    try {
      await this.session.end();
      await this.router.navigateByUrl('/');
    } catch (error) {
      // Signing out needs the server: without it the cookie would stay alive.
      this.problems.show(error);
    }
  }
}
