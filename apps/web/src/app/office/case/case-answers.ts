import { Component, computed, inject } from '@angular/core';
import { OkIcon, injectSay, injectTexts } from '@okno/web/ui';
import type { RemarkDto } from '@okno/web/api-client';

import { CaseDesk } from './case-desk';
import { CaseFile } from './case-file';
import { isAbout, sectionsOf, type CaseLine } from './case-lines';
import { RemarkComposer } from './remark-composer';
import { injectValueText } from './value-text';

/** The answers, line by line, each with its remarks and a pin for a new one. */
@Component({
  selector: 'okno-case-answers',
  imports: [OkIcon, RemarkComposer],
  templateUrl: './case-answers.html',
  styleUrl: './case-answers.css',
})
export class CaseAnswers {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly text = injectValueText();
  protected readonly file = inject(CaseFile);
  protected readonly desk = inject(CaseDesk);

  protected readonly sections = computed(() => {
    const [application, definition] = [this.file.application(), this.file.definition()];
    return application && definition
      ? sectionsOf(definition, application.answers, this.file.context())
      : [];
  });

  protected remarksOf(path: string): readonly RemarkDto[] {
    return (this.file.application()?.remarks ?? []).filter(({ target }) =>
      isAbout(path, target.path),
    );
  }

  /** Yellow while something is asked, green once all of it is accepted. */
  protected tone(path: string): string {
    const remarks = this.remarksOf(path);
    if (remarks.length === 0) {
      return '';
    }
    return remarks.every(({ state }) => state === 'ACCEPTED') ? 'pinned done' : 'pinned';
  }

  protected label(line: CaseLine): string {
    const name = this.say(line.field.label);
    return line.row === undefined
      ? name
      : `${name}, ${this.t('form.row', { number: line.row + 1 })}`;
  }
}
