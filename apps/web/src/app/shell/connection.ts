import { DOCUMENT, Service, inject, signal } from '@angular/core';

/** Whether the browser believes it is online. */
@Service()
export class Connection {
  private readonly state = signal(navigator.onLine);
  readonly online = this.state.asReadonly();

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    view?.addEventListener('online', () => {
      this.state.set(true);
    });
    view?.addEventListener('offline', () => {
      this.state.set(false);
    });
  }
}
