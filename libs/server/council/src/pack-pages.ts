import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

import { footerOf } from './minutes-pages';

/** What a decision pack says of a case. */
export interface PackFacts {
  council: string;
  title: string;
  question: string;
  organisation: string;
  inn: string;
  number: string;
  measure: string;
  conclusion: { pass: boolean; text: string; by: string | null } | null;
  criteria: readonly { code: string; pass: boolean; reason: string }[];
  checks: readonly { code: string; outcome: string; source: string; asOf: string | null }[];
  sections: readonly { title: string; fields: readonly { label: string; text: string }[] }[];
  files: readonly { name: string; size: number; sha256: string }[];
}

const OUTCOMES: Readonly<Record<string, string>> = {
  PASS: 'пройдена',
  FAIL: 'не пройдена',
  WARN: 'требует внимания',
  UNAVAILABLE: 'источник недоступен',
};

/** Everything the Council decides on, as one document with numbered pages. */
export function packPages(facts: PackFacts): TDocumentDefinitions {
  return {
    info: { title: `Пакет решения: ${facts.title}` },
    content: [
      { text: `${facts.council} · пакет решения`, color: '#555555' },
      { text: facts.title, fontSize: 18, bold: true, margin: [0, 2, 0, 6] },
      { text: facts.question, margin: [0, 0, 0, 8] },
      rows([
        ['Заявитель', `${facts.organisation}, ИНН ${facts.inn}`],
        ['Заявка', facts.number],
        ['Мера', facts.measure],
      ]),
      heading('Заключение центра'),
      ...conclusionOf(facts),
      heading('Автоматические проверки'),
      facts.checks.length === 0
        ? { text: 'Проверок нет' }
        : rows(
            facts.checks.map(({ code, outcome, source, asOf }) => [
              code,
              `${OUTCOMES[outcome] ?? outcome}; источник ${source}${asOf === null ? '' : ` на ${asOf.slice(0, 10)}`}`,
            ]),
          ),
      ...facts.sections.flatMap(({ title, fields }): Content[] => [
        heading(title),
        rows(fields.map(({ label, text }) => [label, text])),
      ]),
      heading('Документы заявителя'),
      ...(facts.files.length === 0
        ? [{ text: 'Документов нет' }]
        : facts.files.map<Content>(({ name, sha256 }) => ({
            stack: [{ text: name }, { text: sha256, fontSize: 8, color: '#555555' }],
            margin: [0, 0, 0, 4],
          }))),
    ],
    footer: footerOf(`Пакет решения, заявка ${facts.number}`),
  };
}

function conclusionOf({ conclusion, criteria }: PackFacts): Content[] {
  if (conclusion === null) {
    return [{ text: 'Заключения нет' }];
  }
  return [
    { text: conclusion.pass ? 'Принять' : 'Не принимать', bold: true },
    { text: conclusion.text, margin: [0, 2, 0, 4] },
    ...criteria.map<Content>(({ code, pass, reason }) => ({
      text: `${code}: ${pass ? 'соответствует' : 'не соответствует'}. ${reason}`,
    })),
  ];
}

function heading(text: string): Content {
  return { text, fontSize: 13, bold: true, margin: [0, 14, 0, 6] };
}

function rows(lines: readonly (readonly [string, string] | string[])[]): Content {
  return {
    table: {
      widths: [170, '*'],
      body: lines.map(([label, text]) => [
        { text: label ?? '', color: '#555555' },
        { text: text ?? '' },
      ]),
    },
    layout: 'lightHorizontalLines',
  };
}
