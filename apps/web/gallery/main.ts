import { provideHttpClient } from '@angular/common/http';
import { bootstrapApplication } from '@angular/platform-browser';

import { FormGallery } from './form-gallery';
import { Gallery } from './gallery';

const Page = location.search.includes('form=') ? FormGallery : Gallery;

// The parts under their real styles and texts, on a page of its own: no part of the product's bundle.
bootstrapApplication(Page, { providers: [provideHttpClient()] }).catch((error: unknown) => {
  console.error(error);
});
