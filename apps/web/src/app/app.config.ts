import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  ErrorHandler,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  type ApplicationConfig,
} from '@angular/core';
import {
  RedirectCommand,
  Router,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';

import { routes } from './app.routes';
import { loadDateTables } from './shell/date-tables';
import { broughtToGuest, delivered } from './shell/delivered';
import { Languages } from './shell/languages';
import { PageTitle } from './shell/page-title';
import { Session } from './shell/session';
import { signedOut } from './shell/signed-out';
import { Unexpected } from './shell/unexpected';

/** Wiring of the browser application. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([delivered, signedOut])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler(
        () =>
          new RedirectCommand(inject(Router).parseUrl('/failure'), { skipLocationChange: true }),
      ),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    PageTitle,
    { provide: ErrorHandler, useClass: Unexpected },
    provideAppInitializer(async () => {
      const languages = inject(Languages);
      const session = inject(Session);
      if (broughtToGuest()) {
        // What a guest sees first says until when one may apply.
        loadDateTables();
      }
      await languages.need('shell', 'errors');
      if (session.likely) {
        // Not waited for: the public pages show at once, the header follows.
        session.known().catch(() => undefined);
      }
    }),
  ],
};
