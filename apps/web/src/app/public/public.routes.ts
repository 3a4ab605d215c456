import type { Routes } from '@angular/router';

/** What everybody sees without signing in. Mounted at /. */
export default [
  {
    path: '',
    pathMatch: 'full',
    title: 'public.home.title',
    loadComponent: () => import('./home/home').then((m) => m.Home),
  },
] satisfies Routes;
