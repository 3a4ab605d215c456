import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { Footer } from './footer';
import { Header } from './header';

/** Frame of the public pages and of the cabinet. */
@Component({
  selector: 'okno-public-layout',
  imports: [Footer, Header, RouterOutlet],
  template: `
    <okno-header />
    <main id="main"><router-outlet /></main>
    @defer (on idle) {
      <okno-footer />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-height: 100vh;
    }
    main {
      flex: 1;
    }
    /* Until the page is there the footer keeps out of sight: nothing jumps, and nobody reads it first. */
    main:not(:has(router-outlet + *)),
    main:has(ok-skeleton) {
      min-height: 100vh;
    }
    main:not(:has(router-outlet + *)) ~ okno-footer,
    main:has(ok-skeleton) ~ okno-footer {
      visibility: hidden;
    }
  `,
})
export class PublicLayout {}
