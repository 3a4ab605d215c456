import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

import type { ReceiptDto } from './records.dto';

type Language = 'ru' | 'en';

const WORDS = {
  ru: {
    title: 'Расписка о приёме заявки',
    number: 'Номер',
    filed: 'Подана',
    registered: 'Дата регистрации',
    measure: 'Мера',
    cluster: 'Кластер',
    organisation: 'Заявитель',
    inn: 'ИНН',
    files: 'Приложенные файлы',
    none: 'Файлов нет',
    hash: 'Отпечаток поданного (SHA-256)',
    check: 'Проверить расписку',
  },
  en: {
    title: 'Receipt of a request',
    number: 'Number',
    filed: 'Filed',
    registered: 'Registration date',
    measure: 'Measure',
    cluster: 'Cluster',
    organisation: 'Applicant',
    inn: 'INN',
    files: 'Files attached',
    none: 'No files',
    hash: 'Fingerprint of what was filed (SHA-256)',
    check: 'Check the receipt',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** The receipt as a page: what, when, and the code by which anybody can check it. */
export function receiptPage(receipt: ReceiptDto, lang: Language): TDocumentDefinitions {
  const words = WORDS[lang];
  const facts: [string, string][] = [
    [words.number, receipt.number],
    [words.filed, `${receipt.localTime} (${receipt.zone})`],
    [words.registered, receipt.registeredOn],
    [words.measure, receipt.measure[lang]],
    [words.cluster, receipt.clusterName[lang]],
    [
      words.organisation,
      `${receipt.organisation.shortName}, ${words.inn} ${receipt.organisation.inn}`,
    ],
  ];
  const files: Content[] = receipt.files.map((file) => ({
    stack: [
      { text: `${file.name} (${file.size})` },
      { text: file.sha256, fontSize: 8, color: '#555555' },
    ],
    margin: [0, 0, 0, 4],
  }));
  return {
    info: { title: `${words.title} ${receipt.number}` },
    content: [
      { text: words.title, fontSize: 18, bold: true, margin: [0, 0, 0, 12] },
      {
        table: {
          widths: [130, '*'],
          body: facts.map(([name, value]) => [{ text: name, color: '#555555' }, { text: value }]),
        },
        layout: 'lightHorizontalLines',
        margin: [0, 0, 0, 16],
      },
      { text: words.files, bold: true, margin: [0, 0, 0, 4] },
      ...(files.length > 0 ? files : [{ text: words.none }]),
      { text: words.hash, bold: true, margin: [0, 12, 0, 4] },
      { text: receipt.hash, fontSize: 9 },
      { text: words.check, bold: true, margin: [0, 16, 0, 6] },
      {
        columns: [
          { qr: receipt.verifyUrl, fit: 120, width: 130 },
          { text: receipt.verifyUrl, fontSize: 8, margin: [8, 0, 0, 0] },
        ],
      },
    ],
  };
}
