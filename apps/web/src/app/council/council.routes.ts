import type { Routes } from '@angular/router';

import { permitted } from '../shell/permitted';

/** The Council: its sessions and the room of each. Mounted at /council. */
export default [
  {
    path: '',
    title: 'council.title',
    loadComponent: () => import('./session-list').then((m) => m.SessionList),
  },
  {
    path: 'seats',
    title: 'council.seats.title',
    canMatch: [permitted('seat.manage')],
    loadComponent: () => import('./seat-list').then((m) => m.SeatList),
  },
  {
    path: ':id',
    title: 'council.title',
    loadComponent: () => import('./session-room').then((m) => m.SessionRoom),
  },
] satisfies Routes;
