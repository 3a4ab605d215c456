import { inject } from '@angular/core';

import { Languages } from './languages';

/**
 * The first moment that a page prints makes the browser load its tables for 20 ms and more (a bare date needs none). In a
 * pause of its own, while texts or data are on their way, that holds up neither the first screen nor a touch. For pages
 * that begin with moments; call it where they are made.
 */
export function loadDateTables(): void {
  const lang = inject(Languages).current();
  setTimeout(() => {
    new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'Asia/Novokuznetsk' }).format();
  });
}
