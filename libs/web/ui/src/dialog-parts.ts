// A file of its own, so that it can be loaded apart: the package's door would bring more.
export { Dialog } from '@angular/cdk/dialog';
