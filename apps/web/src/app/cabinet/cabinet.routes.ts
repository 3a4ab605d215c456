import type { Routes } from '@angular/router';

import { texts } from '../shell/route-texts';

/** Everything an applicant does after signing in. Mounted at /cabinet. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'applications' },
  {
    path: 'applications',
    pathMatch: 'full',
    title: 'applications.list.heading',
    resolve: { texts: texts('applications') },
    loadComponent: () => import('./applications/applications').then((m) => m.Applications),
  },
  {
    path: 'apply',
    title: 'apply.start.title',
    resolve: { texts: texts('apply') },
    loadComponent: () => import('./apply/start').then((m) => m.Start),
  },
  {
    path: 'applications/:id/edit',
    pathMatch: 'full',
    redirectTo: 'applications/:id/edit/first',
  },
  {
    path: 'applications/:id/edit/:section',
    title: 'apply.title',
    resolve: { texts: texts('apply', 'applications', 'eligibility', 'confirmations', 'team') },
    loadComponent: () => import('./apply/editor').then((m) => m.Editor),
  },
  {
    path: 'applications/:id',
    pathMatch: 'full',
    title: 'track.title',
    resolve: { texts: texts('track', 'applications', 'apply', 'confirmations', 'team') },
    loadComponent: () => import('./track/track').then((m) => m.Track),
  },
  {
    path: 'applications/:id/sign',
    title: 'team.sign.act',
    resolve: { texts: texts('apply', 'applications', 'eligibility', 'team') },
    loadComponent: () => import('./sign/sign').then((m) => m.Sign),
  },
  {
    path: 'applications/:id/receipt',
    title: 'apply.receipt.title',
    resolve: { texts: texts('apply') },
    loadComponent: () => import('./apply/receipt').then((m) => m.Receipt),
  },
  {
    path: 'notifications',
    title: 'cabinet.notifications.heading',
    loadComponent: () => import('./notifications/notifications').then((m) => m.Notifications),
  },
  {
    path: 'organisations',
    resolve: { texts: texts('organisations') },
    children: [
      {
        path: '',
        title: 'organisations.list.heading',
        loadComponent: () => import('./organisations/organisations').then((m) => m.Organisations),
      },
      {
        path: 'new',
        title: 'organisations.add.heading',
        loadComponent: () =>
          import('./organisations/add-organisation').then((m) => m.AddOrganisation),
      },
      {
        path: ':id/documents',
        title: 'organisations.documents.heading',
        loadComponent: () =>
          import('./organisations/document-passport').then((m) => m.DocumentPassport),
      },
      {
        path: ':id',
        title: 'organisations.card.heading',
        loadComponent: () =>
          import('./organisations/organisation-page').then((m) => m.OrganisationPage),
      },
    ],
  },
] satisfies Routes;
