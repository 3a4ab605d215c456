import { inject } from '@angular/core';
import type { FormDefinition } from '@okno/shared/form-schema';
import { fieldAt, injectAnswerText } from '@okno/web/form';
import { injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { RemarkDto } from '@okno/web/api-client';

import { CaseFile } from './case-file';

/** Prints values and names of places of the open case. */
export interface ValueText {
  /** What stood or stands at a path: a field, a row, a cell, one end of a period, the files of a slot. */
  value(path: string, value: unknown): string;
  /** «Смета, строка 2» for a remark's target. */
  place(remark: Pick<RemarkDto, 'target'>): string;
}

const ROW = /\[(\d+)\]/;

/** The printer for the current language; call it inside the case page. */
export function injectValueText(): ValueText {
  const file = inject(CaseFile);
  const print = injectAnswerText();
  const say = injectSay();
  const t = injectTexts();
  const formats = injectFormats();

  const ofField = (definition: FormDefinition, path: string, value: unknown): string => {
    const field = fieldAt(definition, path);
    if (!field) {
      return '';
    }
    const cell = /\]\.(\w+)/.exec(path)?.[1];
    if (field.type === 'table' && cell !== undefined) {
      const column = field.columns.find(({ key }) => key === cell);
      return column ? print(column, value, file.context()) : '';
    }
    if (field.type === 'table' && ROW.test(path)) {
      return print(field, value === null ? [] : [value], file.context());
    }
    if (field.type === 'period' && /\.(from|to)$/.test(path)) {
      return typeof value === 'string' ? formats().date(value) : '—';
    }
    return print(field, value, file.context());
  };

  return {
    value(path, value) {
      if (path.startsWith('doc.')) {
        return namesOf(value).join(', ') || t('review.documents.none');
      }
      const definition = file.definition();
      return definition ? ofField(definition, path, value) : '';
    },
    place({ target: { label, path } }) {
      return say({ ru: label.ru ?? path, en: label.en ?? path });
    },
  };
}

function namesOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) =>
    typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string'
      ? [one.name]
      : [],
  );
}
