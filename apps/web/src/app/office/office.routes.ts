import type { Routes } from '@angular/router';

import { permitted } from '../shell/permitted';
import { texts } from '../shell/route-texts';

/** Everything the centre does. Mounted at /office inside the compact layout. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'inbox' },
  {
    path: 'inbox',
    title: 'office.inbox.title',
    canMatch: [permitted('application.read')],
    loadComponent: () => import('./inbox/inbox').then((m) => m.Inbox),
  },
  {
    path: 'cases/:id',
    title: 'review.title',
    canMatch: [permitted('application.read')],
    resolve: { texts: texts('review', 'form', 'eligibility', 'confirmations') },
    loadComponent: () => import('./case/case-page').then((m) => m.CasePage),
  },
  {
    path: 'organisations',
    title: 'office.organisations.title',
    canMatch: [permitted('organisation.confirm')],
    loadComponent: () =>
      import('./organisations/confirm-organisations').then((m) => m.ConfirmOrganisations),
  },
] satisfies Routes;
