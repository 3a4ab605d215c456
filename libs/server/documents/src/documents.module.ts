import { Module } from '@nestjs/common';

import { provideConfig } from '@okno/server/core';

import { Antivirus } from './clamd.adapter';
import { DocumentsConfig } from './documents.config';
import { DocumentsHandlers } from './documents.handlers';
import { DocumentsRepository } from './documents.repository';
import { DocumentsService } from './documents.service';
import { FileStore } from './file-store';
import { DocumentsScan } from './documents.scan';
import { GeneratedFiles } from './generated-files';
import { PdfPrinter } from './pdf-printer';

@Module({
  providers: [
    provideConfig(DocumentsConfig),
    FileStore,
    Antivirus,
    DocumentsRepository,
    DocumentsService,
    GeneratedFiles,
    PdfPrinter,
  ],
  exports: [
    DocumentsService,
    GeneratedFiles,
    PdfPrinter,
    FileStore,
    DocumentsRepository,
    Antivirus,
  ],
})
export class DocumentsModule {}

@Module({ imports: [DocumentsModule], providers: [DocumentsHandlers, DocumentsScan] })
export class DocumentsWorkerModule {}
