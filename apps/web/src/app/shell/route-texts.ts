import { inject } from '@angular/core';
import type { ResolveFn } from '@angular/router';

import { Languages } from './languages';

/**
 * Loads the text files of a route before it shows:
 * `{ path: '', resolve: { texts: texts('public', 'ui') }, children: […] }`.
 */
export const texts =
  (...areas: string[]): ResolveFn<void> =>
  () =>
    inject(Languages).need(...areas);
