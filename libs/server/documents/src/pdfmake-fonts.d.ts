declare module 'pdfmake/fonts/Roboto.js' {
  import type { TFontDictionary } from 'pdfmake/interfaces.js';

  /** Roboto with Cyrillic (Apache-2.0), as paths of the TTF files inside the package. */
  const fonts: TFontDictionary;
  export default fonts;
}
