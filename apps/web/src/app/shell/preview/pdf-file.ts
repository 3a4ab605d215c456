import type { PDFDocumentProxy } from 'pdfjs-dist';

export type { PDFDocumentProxy } from 'pdfjs-dist';

/** Where the build puts PDF.js: it is asked for with the first PDF and never before. */
const PDFJS = '/pdfjs/';
/** A picture inside a PDF may unpack to gigabytes as any other: a larger one stays white. */
const MAX_PICTURE_POINTS = 100_000_000;
/** What a phone still draws. */
const MAX_PAGE_POINTS = 16_000_000;

/** The file needs a password: nobody here knows it. */
export class PdfLocked extends Error {}

const isPdfjs = (loaded: unknown): loaded is typeof import('pdfjs-dist') =>
  typeof loaded === 'object' && loaded !== null && 'getDocument' in loaded;

/** Opens a PDF. Nothing in it runs, and nothing is fetched but from the portal. @throws PdfLocked, Error */
export async function openPdf(content: ArrayBuffer): Promise<PDFDocumentProxy> {
  const at = (path: string): string => new URL(PDFJS + path, document.baseURI).href;
  const script = at('pdf.min.mjs');
  const pdfjs: unknown = await import(/* @vite-ignore */ script);
  if (!isPdfjs(pdfjs)) {
    throw new Error(`${script} is not PDF.js`);
  }
  pdfjs.GlobalWorkerOptions.workerSrc = at('pdf.worker.min.mjs');
  const task = pdfjs.getDocument({
    data: content,
    cMapUrl: at('cmaps/'),
    standardFontDataUrl: at('standard_fonts/'),
    wasmUrl: at('wasm/'),
    // Our policy allows no WebAssembly; scans are unpacked by the same decoders as scripts.
    useWasm: false,
    maxImageSize: MAX_PICTURE_POINTS,
    enableXfa: false,
  });
  task.onPassword = () => {
    void task.destroy();
  };
  try {
    return await task.promise;
  } catch (error) {
    throw task.destroyed ? new PdfLocked() : error;
  }
}

/** Draws a page as wide as asked (CSS pixels), as sharp as the screen. Returns its text, in the order of the file. */
export async function drawPage(
  file: PDFDocumentProxy,
  canvas: HTMLCanvasElement,
  { number, width, signal }: { number: number; width: number; signal: AbortSignal },
): Promise<string> {
  const page = await file.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const scale = width / whole.width;
  const points = whole.width * whole.height * scale ** 2;
  const sharpness = Math.min(devicePixelRatio, Math.sqrt(MAX_PAGE_POINTS / points));
  const viewport = page.getViewport({ scale: scale * sharpness });
  if (signal.aborted) {
    return '';
  }
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.style.width = `${Math.floor(width)}px`;
  const drawing = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => {
    drawing.cancel();
  });
  await drawing.promise;
  const { items } = await page.getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
