import type { Routes } from '@angular/router';

import { permitted } from '../shell/permitted';

/** Everything the centre does. Mounted at /office inside the compact layout. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'inbox' },
  {
    path: 'inbox',
    title: 'office.inbox.title',
    canMatch: [permitted('application.read')],
    loadComponent: () => import('./inbox/inbox').then((m) => m.Inbox),
  },
] satisfies Routes;
