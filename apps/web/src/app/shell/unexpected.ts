import { Injectable, inject, type ErrorHandler } from '@angular/core';
import { HttpErrorResponse } from '@angular/common/http';

import { Problems } from './problem';

/** Last stop of an error nobody caught: the person learns that something failed and what to do. */
@Injectable()
export class Unexpected implements ErrorHandler {
  private readonly problems = inject(Problems);

  handleError(error: unknown): void {
    if (!(error instanceof HttpErrorResponse)) {
      console.error(error);
    }
    this.problems.show(error);
  }
}
