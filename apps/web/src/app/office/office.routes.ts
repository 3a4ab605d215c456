import type { Routes } from '@angular/router';

/** Everything the centre does. Mounted at /office inside the compact layout. */
export default [{ path: '', pathMatch: 'full', redirectTo: 'inbox' }] satisfies Routes;
