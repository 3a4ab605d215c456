import { Component } from '@angular/core';
import { OkToasts } from '@okno/web/ui';

/** Toasts, out of the first load: a part of the lib is deferred through a file of its own, or the whole lib comes along. */
@Component({
  selector: 'okno-toast-place',
  imports: [OkToasts],
  template: '<ok-toasts />',
})
export class ToastPlace {}
