import { Module } from '@nestjs/common';

import { provideConfig } from '@okno/server/core';

import { Antivirus } from './clamd.adapter';
import { DocumentIntake } from './document-intake';
import { DocumentsConfig } from './documents.config';
import { DocumentsHandlers } from './documents.handlers';
import { DocumentsRepository } from './documents.repository';
import { DocumentsService } from './documents.service';
import { FileStorage } from './file-storage';
import { IncomingFiles } from './incoming-files';
import { LocalStorage } from './local-storage';
import { S3Storage } from './s3-storage';
import { DocumentsScan } from './documents.scan';
import { FilesCheck } from './files-check';
import { GeneratedFiles } from './generated-files';
import { PartialUploadsRepository } from './partial-uploads.repository';
import { PartialUploads } from './partial-uploads.service';
import { PdfPrinter } from './pdf-printer';

@Module({
  providers: [
    provideConfig(DocumentsConfig),
    IncomingFiles,
    {
      provide: FileStorage,
      inject: [DocumentsConfig, IncomingFiles],
      useFactory: (
        config: DocumentsConfig,
        incoming: IncomingFiles,
      ): FileStorage | Promise<FileStorage> =>
        config.s3Bucket === undefined
          ? new LocalStorage(config.folder, incoming)
          : S3Storage.open(config, incoming),
    },
    Antivirus,
    DocumentsRepository,
    DocumentIntake,
    FilesCheck,
    DocumentsService,
    PartialUploads,
    PartialUploadsRepository,
    GeneratedFiles,
    PdfPrinter,
  ],
  exports: [
    DocumentsService,
    FilesCheck,
    PartialUploads,
    GeneratedFiles,
    PdfPrinter,
    IncomingFiles,
    FileStorage,
    DocumentsRepository,
    Antivirus,
  ],
})
export class DocumentsModule {}

@Module({ imports: [DocumentsModule], providers: [DocumentsHandlers, DocumentsScan] })
export class DocumentsWorkerModule {}
