import type { Routes } from '@angular/router';

/** Everything an applicant does after signing in. Mounted at /cabinet. */
export default [{ path: '', pathMatch: 'full', redirectTo: 'applications' }] satisfies Routes;
