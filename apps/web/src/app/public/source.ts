import { Component, computed, inject, input } from '@angular/core';
import type { SourceDto } from '@okno/web/api-client';
import { OkIcon, injectSay, injectTexts } from '@okno/web/ui';

import { Languages } from '../shell/languages';
import { publishedDate } from './published-date';

/** Where a statement was published: the words themselves, the document and the line. */
@Component({
  selector: 'okno-source',
  imports: [OkIcon],
  template: `
    <blockquote [attr.lang]="lang()">{{ source().quote }}</blockquote>
    <p class="src">
      <ok-icon name="file-text" [size]="15" />
      <span>{{
        t('public.source', {
          title: say(source().title),
          date: published(),
          line: source().line,
        })
      }}</span>
    </p>
  `,
  styles: `
    :host {
      display: block;
    }
    blockquote {
      margin: 0 0 8px;
      padding-left: 14px;
      border-left: 3px solid var(--ok-hairline);
      font: var(--ok-body-small);
      overflow-wrap: anywhere;
    }
  `,
})
export class Source {
  private readonly page = inject(Languages).current;
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  readonly source = input.required<SourceDto>();

  protected readonly published = computed(() =>
    publishedDate(this.source().publishedOn, this.page()),
  );
  protected readonly lang = computed(() => {
    const quoted = /[а-яё]/i.test(this.source().quote) ? 'ru' : 'en';
    return quoted === this.page() ? null : quoted;
  });
}
