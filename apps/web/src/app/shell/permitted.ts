import { inject } from '@angular/core';
import {
  RedirectCommand,
  Router,
  type CanMatchFn,
  type GuardResult,
  type UrlTree,
} from '@angular/router';

import { Session } from './session';

/** Shows the route to signed-in people only; others sign in first and come back. */
export const signedIn: CanMatchFn = async () => {
  const session = inject(Session);
  const toLogin = loginTree();
  return (await session.known()) ? true : toLogin;
};

/** Shows the route only to those who work at the centre. */
export const staffOnly: CanMatchFn = () => allow((session) => session.staff());

/**
 * Shows the route only to those who may use it; others see the no-permission page at the same address.
 * The server decides again: this is courtesy, not security.
 */
export const permitted =
  (permission: string): CanMatchFn =>
  () =>
    allow((session) => session.permissions().has(permission));

async function allow(may: (session: Session) => boolean): Promise<GuardResult> {
  const session = inject(Session);
  const toLogin = loginTree();
  const noAccess = new RedirectCommand(inject(Router).parseUrl('/no-access'), {
    skipLocationChange: true,
  });
  const me = await session.known();
  return me ? may(session) || noAccess : toLogin;
}

function loginTree(): UrlTree {
  const router = inject(Router);
  const asked = router.currentNavigation()?.initialUrl.toString() ?? '/';
  return router.createUrlTree(['/login'], { queryParams: { return: asked } });
}
