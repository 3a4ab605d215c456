import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding } from '@angular/router';

import { appConfig } from '../src/app/app.config';
import { Gallery } from './gallery';

// The parts under their real styles and texts, on a page of its own: no part of the product's bundle.
bootstrapApplication(Gallery, {
  providers: [
    ...appConfig.providers,
    provideRouter([{ path: '**', children: [] }], withComponentInputBinding()),
  ],
}).catch((error: unknown) => {
  console.error(error);
});
