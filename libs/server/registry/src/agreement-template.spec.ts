import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  agreementPages,
  fill,
  templateHash,
  type AgreementFacts,
  type AgreementTemplate,
} from './agreement-template';

const template: AgreementTemplate = JSON.parse(
  readFileSync(join(process.cwd(), 'db/reference/agreements/joining-kuzbass.json'), 'utf8'),
);
const FACTS: AgreementFacts = {
  fullName: 'ООО «Пример» (демо)',
  inn: '4299000019',
  ogrn: '1244200000010',
  kpp: null,
  headName: 'Примеров Пример Примерович',
  headPost: 'директор',
  addressLegal: 'г. Кемерово',
  applicationNumber: 'KZB-MEM-2026-000001',
  role: 'Производитель медицинских изделий',
  specialisations: [],
  date: '2026-11-22',
  versionNo: 1,
};

describe('the text of the joining agreement', () => {
  it('has every placeholder filled', () => {
    const text = JSON.stringify(agreementPages(template, FACTS).content);
    expect(text).not.toContain('{{');
    expect(text).toContain('ИНН 4299000019, ОГРН 1244200000010, в лице: директор, Примеров');
    expect(text).toContain('Направления специализации: не указаны.');
    expect(text).toContain('22.11.2026');
  });

  it('calls the number of a sole trader ОГРНИП', () => {
    expect(fill('{{ogrnPhrase}}', { ...FACTS, ogrn: '324420000000017' })).toBe(
      ', ОГРНИП 324420000000017',
    );
  });

  it('does not read placeholders in what applicants typed, and knows no others', () => {
    expect(fill('{{fullName}}', { ...FACTS, fullName: '{{inn}} $& $1' })).toBe('{{inn}} $& $1');
    expect(() => fill('{{secret}}', FACTS)).toThrow('secret');
  });

  it('has another hash with any other word', () => {
    expect(templateHash({ ...template, title: `${template.title}.` })).not.toBe(
      templateHash(template),
    );
  });
});
