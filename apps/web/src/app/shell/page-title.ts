import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { injectTexts } from '@okno/web/ui';

/** A route's `title` is a translation key; the tab follows the language. A page may set its own text. */
@Injectable()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly t = injectTexts();
  private readonly key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      const key = this.key();
      const product = this.t('shell.product');
      this.title.setTitle(key ? `${this.t(key)} — ${product}` : product);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }

  /** For a page whose title is its data: the name of a measure, the number of an application. */
  show(text: string): void {
    this.title.setTitle(`${text} — ${this.t('shell.product')}`);
  }
}
