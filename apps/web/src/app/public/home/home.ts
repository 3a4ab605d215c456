import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import type { MeasureListDto, MeasureSummaryDto } from '@okno/web/api-client';
import { injectTexts } from '@okno/web/ui';

import { keysetList } from '../keyset-list';
import { QuickFit } from '../support/quick-fit';
import { BelowCatalogue } from './below-catalogue';
import { Catalogue } from './catalogue';
import { Hero } from './hero';
import { PAGE_SIZE, readMeasureQuery, writeMeasureQuery, type MeasureQuery } from './measure-query';

/** A pause in typing long enough to mean "look now". */
const PAUSE_MS = 300;

/** First page: the catalogue of measures. What is asked stands in the address. */
@Component({
  selector: 'okno-home',
  imports: [BelowCatalogue, Catalogue, Hero, QuickFit],
  templateUrl: './home.html',
  styleUrl: './home.css',
})
export class Home {
  private readonly router = inject(Router);
  protected readonly t = injectTexts();

  /** From the address. */
  readonly q = input<string>();
  readonly cluster = input<string>();
  readonly category = input<string>();
  readonly open = input<string>();

  protected readonly query = computed(() =>
    readMeasureQuery({
      q: this.q(),
      cluster: this.cluster(),
      category: this.category(),
      open: this.open(),
    }),
  );
  protected readonly list = keysetList<MeasureSummaryDto, MeasureListDto>(() => ({
    url: '/api/v1/measures',
    params: { ...writeMeasureQuery(this.query()), limit: PAGE_SIZE },
  }));

  /** What stands in the search line: ahead of the address while somebody types. */
  protected readonly line = signal('');
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const q = this.query().q;
      untracked(() => {
        // Our own change comes back while the next letters are already typed: those stay.
        if (q !== this.line().replace(/\s+/g, ' ').trim()) {
          this.line.set(q);
        }
      });
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.waiting);
    });
  }

  protected type(text: string): void {
    this.line.set(text);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.go({ q: text }, true);
    }, PAUSE_MS);
  }

  protected search(text: string): void {
    clearTimeout(this.waiting);
    this.go({ q: text }, false);
    document.getElementById('catalogue')?.scrollIntoView();
  }

  protected go(change: Partial<MeasureQuery>, replaceUrl: boolean): void {
    void this.router.navigate(['/'], {
      queryParams: writeMeasureQuery({ ...this.query(), ...change }),
      replaceUrl,
    });
  }
}
