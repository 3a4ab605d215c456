import { createHash } from 'node:crypto';

import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

import { canonicalJson } from '@okno/server/core';

const OGRNIP_LENGTH = 15;

/** Text of an agreement as data; `{{name}}` stands for a value of {@link AgreementFacts}. */
export interface AgreementTemplate {
  code: string;
  version: number;
  clusterCode: string;
  note?: string;
  title: string;
  subtitle: string;
  preamble: string;
  sections: { heading: string; clauses: string[] }[];
  parties: { centre: string; participant: string };
}

/** What is written into the text. */
export interface AgreementFacts {
  fullName: string;
  inn: string;
  ogrn: string | null;
  kpp: string | null;
  headName: string;
  headPost: string | null;
  addressLegal: string;
  applicationNumber: string;
  /** As people read it: «Производитель фармпродукции». */
  role: string;
  specialisations: readonly string[];
  /** Date of the document in the cluster's zone, `2026-11-20`. */
  date: string;
  versionNo: number;
}

/** SHA-256 of the template: one version has one text for ever. */
export function templateHash(template: AgreementTemplate): string {
  return createHash('sha256').update(canonicalJson(template)).digest('hex');
}

/** @throws Error naming a placeholder that nobody fills */
export function fill(text: string, facts: AgreementFacts): string {
  const values = valuesOf(facts);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) {
      throw new Error(`The agreement's text asks for ${name}, which is not known`);
    }
    return value;
  });
}

/** The agreement as a page description for the PDF printer. */
export function agreementPages(
  template: AgreementTemplate,
  facts: AgreementFacts,
): TDocumentDefinitions {
  return {
    info: {
      title: `${template.title} ${template.subtitle}`,
      subject: facts.applicationNumber,
      producer: 'Okno',
    },
    content: [
      { text: template.title, fontSize: 16, bold: true, alignment: 'center' },
      { text: template.subtitle, alignment: 'center', margin: [0, 2, 0, 16] },
      {
        columns: [
          { text: `по заявке № ${facts.applicationNumber}` },
          { text: russianDate(facts.date), alignment: 'right' },
        ],
        margin: [0, 0, 0, 12],
      },
      { text: fill(template.preamble, facts), margin: [0, 0, 0, 8] },
      ...template.sections.map((section, at) => sectionOf(section, at + 1, facts)),
      {
        columns: [
          { text: `Центр\n\n${fill(template.parties.centre, facts)}` },
          { text: `Участник\n\n${fill(template.parties.participant, facts)}` },
        ],
        columnGap: 24,
        margin: [0, 24, 0, 0],
        unbreakable: true,
      },
    ],
    footer: (page, pages) => ({
      text: `${template.code}, версия текста ${template.version}, документ ${facts.versionNo} · стр. ${page} из ${pages}`,
      fontSize: 8,
      alignment: 'center',
      margin: [56, 24, 56, 0],
    }),
  };
}

function sectionOf(
  section: AgreementTemplate['sections'][number],
  number: number,
  facts: AgreementFacts,
): Content {
  return {
    stack: [
      { text: `${number}. ${section.heading}`, bold: true, margin: [0, 10, 0, 4] },
      ...section.clauses.map<Content>((clause, index) => ({
        text: `${number}.${index + 1}. ${fill(clause, facts)}`,
        margin: [0, 0, 0, 4],
      })),
    ],
  };
}

function valuesOf(facts: AgreementFacts): Map<string, string> {
  return new Map([
    ['fullName', facts.fullName],
    ['inn', facts.inn],
    ['ogrnPhrase', facts.ogrn === null ? '' : `, ${ogrnName(facts.ogrn)} ${facts.ogrn}`],
    ['kppPhrase', facts.kpp === null ? '' : `, КПП ${facts.kpp}`],
    ['head', [facts.headPost, facts.headName].filter((part) => part !== null).join(', ')],
    ['addressLegal', facts.addressLegal],
    ['applicationNumber', facts.applicationNumber],
    ['role', facts.role],
    ['specialisations', facts.specialisations.join('; ') || 'не указаны'],
  ]);
}

/** A sole trader's number is longer and has a name of its own. */
function ogrnName(ogrn: string): string {
  return ogrn.length === OGRNIP_LENGTH ? 'ОГРНИП' : 'ОГРН';
}

function russianDate(date: string): string {
  return date.split('-').reverse().join('.');
}
