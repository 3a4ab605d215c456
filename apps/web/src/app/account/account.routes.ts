import { inject } from '@angular/core';
import { Router, type CanMatchFn, type Routes } from '@angular/router';

import { Session } from '../shell/session';

/** Who is signed in already has nothing to do at the door. */
const atTheDoor: CanMatchFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  if (!session.likely) {
    return true;
  }
  const me = await session.known().catch(() => null);
  return me ? router.parseUrl(session.staff() ? '/office' : '/cabinet/applications') : true;
};

/** Signing in and everything before it. Mounted at /. */
export default [
  {
    path: 'login',
    title: 'account.login.heading',
    canMatch: [atTheDoor],
    loadComponent: () => import('./login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: 'account.register.heading',
    loadComponent: () => import('./register').then((m) => m.Register),
  },
  {
    path: 'confirm',
    title: 'account.confirm.heading',
    loadComponent: () => import('./confirm').then((m) => m.Confirm),
  },
  {
    path: 'forgot',
    title: 'account.forgot.heading',
    loadComponent: () => import('./forgot').then((m) => m.Forgot),
  },
  {
    path: 'reset',
    title: 'account.reset.heading',
    loadComponent: () => import('./reset').then((m) => m.Reset),
  },
  {
    path: 'invitation',
    title: 'account.invitation.heading',
    loadComponent: () => import('./invitation').then((m) => m.Invitation),
  },
  {
    path: 'dev/mail',
    title: 'account.mails.heading',
    loadComponent: () => import('./kept-mails').then((m) => m.KeptMails),
  },
] satisfies Routes;
