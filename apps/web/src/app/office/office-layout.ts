import { DOCUMENT, Component, DestroyRef, ViewEncapsulation, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { OkIcon, OkMark, injectTexts, type IconName } from '@okno/web/ui';

import { AccountMenu } from '../shell/account-menu';
import { LanguageSwitch } from '../shell/language-switch';
import { Session } from '../shell/session';
import { ThemeSwitch } from '../shell/theme-switch';

interface OfficeLink {
  readonly path: string;
  readonly text: string;
  readonly icon: IconName;
  readonly permission?: string;
  /** Only of those who work at the centre: members of the Council share the frame. */
  readonly staff?: true;
}

const LINKS: readonly OfficeLink[] = [
  { path: '/office/inbox', text: 'office.nav.inbox', icon: 'inbox', staff: true },
  {
    path: '/office/organisations',
    text: 'office.nav.organisations',
    icon: 'building-2',
    permission: 'organisation.confirm',
  },
  { path: '/council', text: 'office.nav.council', icon: 'landmark', permission: 'session.read' },
  { path: '/registry', text: 'office.nav.registry', icon: 'book-open' },
];

/** Frame of the centre and of the Council: a rail on the left, the compact density, tabs at the bottom of a phone. */
@Component({
  selector: 'okno-office-layout',
  imports: [
    AccountMenu,
    LanguageSwitch,
    OkIcon,
    OkMark,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    ThemeSwitch,
  ],
  templateUrl: './office-layout.html',
  styleUrl: './office-layout.css',
  encapsulation: ViewEncapsulation.None,
})
export class OfficeLayout {
  protected readonly session = inject(Session);
  protected readonly t = injectTexts();

  constructor() {
    // Dialogs and menus open in an overlay outside this component: they take the density from the body.
    const body = inject(DOCUMENT).body;
    body.classList.add('density-compact');
    inject(DestroyRef).onDestroy(() => {
      body.classList.remove('density-compact');
    });
  }

  protected links(): readonly OfficeLink[] {
    return LINKS.filter(
      ({ permission, staff }) =>
        (!permission || this.session.permissions().has(permission)) &&
        (!staff || this.session.staff()),
    );
  }
}
