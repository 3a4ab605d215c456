import { Component, ElementRef, computed, inject, signal } from '@angular/core';
import {
  NavigationEnd,
  Router,
  RouterLink,
  RouterLinkActive,
  type IsActiveMatchOptions,
} from '@angular/router';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { OkIcon, OkMark, injectTexts } from '@okno/web/ui';
import { filter } from 'rxjs';

import { AccountMenu } from './account-menu';
import { Bell } from './bell';
import { LanguageSwitch } from './language-switch';
import { Session } from './session';
import { ThemeSwitch } from './theme-switch';

// A filter of the catalogue is still the catalogue.
const PAGE: IsActiveMatchOptions = {
  paths: 'exact',
  queryParams: 'ignored',
  fragment: 'ignored',
  matrixParams: 'ignored',
};
const BELOW: IsActiveMatchOptions = { ...PAGE, paths: 'subset' };

/** Header of the public pages and of the applicant's cabinet. */
@Component({
  selector: 'okno-header',
  imports: [
    AccountMenu,
    Bell,
    LanguageSwitch,
    OkIcon,
    OkMark,
    RouterLink,
    RouterLinkActive,
    ThemeSwitch,
  ],
  templateUrl: './header.html',
  host: {
    '(document:keydown.escape)': 'closeMenu()',
    '(document:click)': 'closeOnOutside($event)',
  },
})
export class Header {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();
  protected readonly menuOpen = signal(false);

  protected readonly links = computed(() => [
    { path: '/', match: PAGE, text: 'shell.nav.measures' },
    { path: '/registry', match: BELOW, text: 'shell.nav.registry' },
    ...(this.session.signedIn()
      ? [{ path: '/cabinet/applications', match: BELOW, text: 'shell.nav.applications' }]
      : []),
  ]);

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.closeMenu();
      });
  }

  protected closeMenu(): void {
    this.menuOpen.set(false);
  }

  protected closeOnOutside(event: Event): void {
    if (event.target instanceof Node && !this.element.nativeElement.contains(event.target)) {
      this.closeMenu();
    }
  }
}
