import { ApiProperty } from '@nestjs/swagger';

import type { PartialUpload } from '@okno/server/documents';

/** A file of which a part has come. */
export class PartialUploadDto {
  @ApiProperty() id!: string;
  @ApiProperty() slot!: string;
  @ApiProperty() name!: string;
  /** Bytes of the whole file. */
  @ApiProperty({ type: 'integer' }) size!: number;
  /** Bytes that are here; the next ones begin there. */
  @ApiProperty({ type: 'integer' }) offset!: number;
  /** As the client gave it. */
  @ApiProperty() fingerprint!: string;
  @ApiProperty() createdAt!: string;
  /** What is not finished by then is thrown away. */
  @ApiProperty() expiresAt!: string;

  static from(this: void, upload: PartialUpload): PartialUploadDto {
    return {
      id: upload.id,
      slot: upload.slot,
      name: upload.name,
      size: upload.size,
      offset: upload.received,
      fingerprint: upload.fingerprint,
      createdAt: upload.createdAt.toISOString(),
      expiresAt: upload.expiresAt.toISOString(),
    };
  }
}

/** All of them: there are never more than fit on a page. */
export class PartialUploadListDto {
  @ApiProperty({ type: [PartialUploadDto] }) items!: PartialUploadDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}
