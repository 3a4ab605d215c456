export { answerWith } from './document-answer';
export { DocumentError, refused, type RefusalCode } from './document.errors';
export { DocumentsModule, DocumentsWorkerModule } from './documents.module';
export type { DocumentData } from './document-data';
export {
  MAX_APPLICATION_BYTES,
  MAX_FILE_BYTES,
  type Upload,
  type UploadPlace,
} from './document-intake';
export { DocumentsService, downloadHeaders, type DocumentContent } from './documents.service';
export { PartialUploads, type PartialUpload } from './partial-uploads.service';
export type { DocumentDates, DocumentUse } from './documents.repository';
export { FILE_KINDS, type FileKind } from './file-kind';
export { FilesCheck } from './files-check';
export { GeneratedFiles, type GeneratedFile } from './generated-files';
export { PdfPrinter } from './pdf-printer';
