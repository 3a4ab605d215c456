import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';

import { Session } from './session';

/** A session that ended meanwhile (401 on anything but signing in) leads to the login page and back. */
export const signedOut: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const router = inject(Router);
  const own = request.url.startsWith('/api/v1/me') || request.url.startsWith('/api/v1/auth/');
  return next(request).pipe(
    tap({
      error: (error: unknown) => {
        if (!own && error instanceof HttpErrorResponse && error.status === 401) {
          session.forget();
          void router.navigate(['/login'], { queryParams: { return: router.url } });
        }
      },
    }),
  );
};
