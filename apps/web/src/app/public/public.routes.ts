import type { Routes } from '@angular/router';

import { texts } from '../shell/route-texts';

/** What everybody sees without signing in. Mounted at /. */
export default [
  {
    path: '',
    pathMatch: 'full',
    title: 'public.home.title',
    loadComponent: () => import('./home/home').then((m) => m.Home),
  },
  {
    path: 'measures/:code',
    title: 'public.measure.title',
    resolve: { texts: texts('eligibility') },
    loadComponent: () => import('./measure/measure-page').then((m) => m.MeasurePage),
  },
  { path: 'measures', pathMatch: 'full', redirectTo: '' },
  {
    path: 'support',
    title: 'public.fit.title',
    resolve: { texts: texts('eligibility') },
    loadComponent: () => import('./support/support-page').then((m) => m.SupportPage),
  },
  {
    path: 'subscription',
    title: 'announcements.page.title',
    resolve: { texts: texts('announcements') },
    loadComponent: () =>
      import('./announcements/subscription-page').then((m) => m.SubscriptionPage),
  },
  {
    path: 'participation',
    title: 'participation.title',
    resolve: { texts: texts('participation') },
    loadComponent: () =>
      import('../confirmations/participation-page').then((m) => m.ParticipationPage),
  },
  {
    path: '',
    resolve: { texts: texts('registry') },
    children: [
      {
        path: 'registry',
        title: 'registry.heading',
        loadComponent: () => import('./registry/registry-page').then((m) => m.RegistryPage),
      },
      {
        path: 'registry/:number',
        title: 'registry.participant',
        loadComponent: () => import('./registry/participant-page').then((m) => m.ParticipantPage),
      },
      {
        path: 'clusters',
        title: 'registry.clusters.heading',
        loadComponent: () => import('./clusters/clusters-page').then((m) => m.ClustersPage),
      },
      {
        path: 'clusters/:code',
        title: 'registry.clusters.one',
        loadComponent: () => import('./clusters/cluster-page').then((m) => m.ClusterPage),
      },
      {
        path: 'receipts',
        title: 'registry.receipt.heading',
        loadComponent: () => import('./receipt/receipt-page').then((m) => m.ReceiptPage),
      },
      {
        path: 'receipts/:number',
        title: 'registry.receipt.heading',
        loadComponent: () => import('./receipt/receipt-page').then((m) => m.ReceiptPage),
      },
    ],
  },
] satisfies Routes;
