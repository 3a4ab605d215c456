import type { Routes } from '@angular/router';

import { permitted, signedIn, staffOnly } from './shell/permitted';
import { PublicLayout } from './shell/public-layout';
import { texts } from './shell/route-texts';

/** The areas of the portal; each keeps its own routes file and loads when it is opened. */
export const routes: Routes = [
  {
    path: 'office',
    canMatch: [staffOnly],
    resolve: { texts: texts('office', 'ui') },
    loadComponent: () => import('./office/office-layout').then((m) => m.OfficeLayout),
    loadChildren: () => import('./office/office.routes'),
  },
  {
    path: 'council',
    canMatch: [permitted('session.read')],
    resolve: { texts: texts('council', 'office', 'ui') },
    loadComponent: () => import('./office/office-layout').then((m) => m.OfficeLayout),
    loadChildren: () => import('./council/council.routes'),
  },
  {
    path: '',
    component: PublicLayout,
    children: [
      {
        path: 'cabinet/profile',
        title: 'account.profile.heading',
        canMatch: [signedIn],
        resolve: { texts: texts('account', 'announcements', 'ui') },
        loadComponent: () => import('./account/profile/profile').then((m) => m.Profile),
      },
      {
        path: 'cabinet',
        canMatch: [signedIn],
        resolve: { texts: texts('cabinet', 'ui', 'form') },
        loadChildren: () => import('./cabinet/cabinet.routes'),
      },
      {
        path: '',
        resolve: { texts: texts('public', 'ui') },
        loadChildren: () => import('./public/public.routes'),
      },
      {
        path: '',
        resolve: { texts: texts('account', 'ui') },
        loadChildren: () => import('./account/account.routes'),
      },
      {
        path: 'no-access',
        title: 'shell.noAccess.title',
        resolve: { texts: texts('ui') },
        loadComponent: () => import('./shell/no-access').then((m) => m.NoAccess),
      },
      {
        path: 'failure',
        title: 'shell.failure.title',
        loadComponent: () => import('./shell/failure').then((m) => m.Failure),
      },
      {
        path: '**',
        title: 'shell.notFound.title',
        loadComponent: () => import('./shell/not-found').then((m) => m.NotFound),
      },
    ],
  },
];
