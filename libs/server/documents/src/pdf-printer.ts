import { dirname } from 'node:path';

import { Injectable } from '@nestjs/common';
import pdfmake from 'pdfmake';
import roboto from 'pdfmake/fonts/Roboto.js';
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
  constructor() {
    pdfmake.setFonts(roboto);
    // A definition holds what applicants typed: it reaches no file but the fonts, and no address.
    const fonts = dirname(String(roboto['Roboto']?.normal));
    pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
    pdfmake.setUrlAccessPolicy(() => false);
  }

  async render(definition: TDocumentDefinitions): Promise<Buffer> {
    return pdfmake.createPdf({ ...HOUSE_STYLE, ...definition }).getBuffer();
  }
}
