import { Module } from '@nestjs/common';

import { provideConfig } from '@okno/server/core';

import { DocumentsConfig } from './documents.config';
import { DocumentsHandlers } from './documents.handlers';
import { DocumentsRepository } from './documents.repository';
import { DocumentsService } from './documents.service';
import { FileStore } from './file-store';
import { GeneratedFiles } from './generated-files';
import { PdfPrinter } from './pdf-printer';

@Module({
  providers: [
    provideConfig(DocumentsConfig),
    FileStore,
    DocumentsRepository,
    DocumentsService,
    GeneratedFiles,
    PdfPrinter,
  ],
  exports: [DocumentsService, GeneratedFiles, PdfPrinter, FileStore, DocumentsRepository],
})
export class DocumentsModule {}

@Module({ imports: [DocumentsModule], providers: [DocumentsHandlers] })
export class DocumentsWorkerModule {}
