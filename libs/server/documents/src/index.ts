export { DocumentError, refused, type RefusalCode } from './document.errors';
export { DocumentsModule, DocumentsWorkerModule } from './documents.module';
export {
  DocumentsService,
  downloadHeaders,
  MAX_APPLICATION_BYTES,
  MAX_FILE_BYTES,
  type DocumentContent,
  type DocumentData,
  type Upload,
} from './documents.service';
export type { DocumentDates, DocumentUse } from './documents.repository';
export { FILE_KINDS, type FileKind } from './file-kind';
export { GeneratedFiles, type GeneratedFile } from './generated-files';
export { PdfPrinter } from './pdf-printer';
