import type { Routes } from '@angular/router';

/** The Council: its sessions and the room of each. Mounted at /council. */
export default [
  {
    path: '',
    title: 'council.title',
    loadComponent: () => import('./session-list').then((m) => m.SessionList),
  },
  {
    path: ':id',
    title: 'council.title',
    loadComponent: () => import('./session-room').then((m) => m.SessionRoom),
  },
] satisfies Routes;
