import { dirname } from 'node:path';

import { Injectable } from '@nestjs/common';
import type pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** What a page looks like where the definition says nothing else. A4, 11 pt, in points. */
const HOUSE_STYLE: Partial<TDocumentDefinitions> = {
  pageSize: 'A4',
  pageMargins: [56, 56, 56, 64],
  defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
};

/** Makes PDF out of a pdfmake definition, with Cyrillic. A QR code is a node of it: `{ qr: 'https://…' }`. */
@Injectable()
export class PdfPrinter {
  private loaded: Promise<typeof pdfmake> | undefined;

  async render(definition: TDocumentDefinitions): Promise<Buffer> {
    this.loaded ??= load();
    const printer = await this.loaded;
    return printer.createPdf({ ...HOUSE_STYLE, ...definition }).getBuffer();
  }
}

/** Loaded with the first page: a process that prints nothing keeps its 30 MiB. */
async function load(): Promise<typeof pdfmake> {
  const [{ default: printer }, { default: roboto }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/fonts/Roboto.js'),
  ]);
  printer.setFonts(roboto);
  // A definition holds what applicants typed: it reaches no file but the fonts, and no address.
  const fonts = dirname(String(roboto['Roboto']?.normal));
  printer.setLocalAccessPolicy((path) => path.startsWith(fonts));
  printer.setUrlAccessPolicy(() => false);
  return printer;
}
