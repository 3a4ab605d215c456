import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

import type { DraftExportDto } from './draft-export.dto';

const WORDS = {
  ru: {
    title: 'Черновик заявки',
    unfiled: 'Не подано: это не расписка. Выгружено',
    organisation: 'Организация',
    documents: 'Приложенные файлы',
    none: 'Файлов нет',
  },
  en: {
    title: 'Draft of an application',
    unfiled: 'Not filed: this is no receipt. Exported',
    organisation: 'Organisation',
    documents: 'Files attached',
    none: 'No files',
  },
} as const;

/** A draft as pages to print and to show to a colleague. */
export function draftPage(draft: DraftExportDto, lang: 'ru' | 'en'): TDocumentDefinitions {
  const words = WORDS[lang];
  const { organisation, measure, exportedAt } = draft;
  const sections = draft.sections.flatMap((section): Content[] => [
    { text: section.title[lang], fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
    {
      table: {
        widths: [170, '*'],
        body: section.fields.map(({ label, text }) => [
          { text: label[lang], color: '#555555' },
          { text: text[lang] },
        ]),
      },
      layout: 'lightHorizontalLines',
    },
  ]);
  const files: Content[] = draft.documents.map(({ name, sha256 }) => ({
    stack: [{ text: name }, { text: sha256, fontSize: 8, color: '#555555' }],
    margin: [0, 0, 0, 4],
  }));
  return {
    info: { title: `${words.title}: ${measure.title[lang]}` },
    content: [
      { text: words.title, color: '#555555' },
      { text: measure.title[lang], fontSize: 18, bold: true, margin: [0, 0, 0, 6] },
      { text: `${words.organisation}: ${organisation.shortName}, ${organisation.inn}` },
      { text: `${words.unfiled} ${exportedAt.slice(0, 16).replace('T', ' ')} UTC`, fontSize: 9 },
      ...sections,
      { text: words.documents, fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
      ...(files.length > 0 ? files : [{ text: words.none }]),
    ],
  };
}
