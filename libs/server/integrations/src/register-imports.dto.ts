import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';

import { REGISTERS, type RegisterCode } from '@okno/server/organisations';

import type { RegisterImportRow } from './register-import.entity';

/** Where something was left out; never what stood there. */
export class ImportSampleDto {
  @ApiProperty({ type: String }) file!: string;
  /** Its place in the file, from 1; for a file, how many documents of it were taken. */
  @ApiProperty({ type: Number }) document!: number;
  @ApiProperty({ type: String, example: 'INN_CHECKSUM' }) reason!: string;
}

const COUNT_BY_NAME = { type: 'object', additionalProperties: { type: 'integer' } } as const;

/** What an import found. */
export class ImportCountsDto {
  @ApiProperty({ type: Number }) filesRead!: number;
  @ApiProperty(COUNT_BY_NAME) filesRejected!: Record<string, number>;
  @ApiProperty({ type: Number }) filesIgnored!: number;
  @ApiProperty({ type: Number }) documents!: number;
  /** Documents left out, by reason. */
  @ApiProperty(COUNT_BY_NAME) rejected!: Record<string, number>;
  /** Fields that made no sense and were left empty, by their name in the register. */
  @ApiProperty(COUNT_BY_NAME) blank!: Record<string, number>;
  @ApiProperty({ type: Number }) added!: number;
  @ApiProperty({ type: Number }) changed!: number;
  @ApiProperty({ type: Number }) unchanged!: number;
  /** Records older than what is known. */
  @ApiProperty({ type: Number }) outdated!: number;
}

/** One run over a register's archive. */
export class RegisterImportDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ enum: REGISTERS }) register!: RegisterCode;
  @ApiProperty({ type: String }) fileName!: string;
  /** RUNNING: under way, or broken off; the command goes on where it was. */
  @ApiProperty({ enum: ['RUNNING', 'DONE'] }) state!: 'RUNNING' | 'DONE';
  /** A part of a set: nobody is missing who is not in it. */
  @ApiProperty({ type: Boolean }) part!: boolean;
  /** ДатаСост of what was read so far. */
  @ApiProperty({ type: String, format: 'date', nullable: true }) asOf!: string | null;
  @ApiProperty({ type: Number }) files!: number;
  /** Share of the archive that is done, 0 to 100. */
  @ApiProperty({ type: Number }) percent!: number;
  @ApiProperty({ type: ImportCountsDto }) counts!: ImportCountsDto;
  @ApiProperty({ type: [ImportSampleDto] }) samples!: ImportSampleDto[];
  @ApiProperty({ type: String, format: 'date-time' }) startedAt!: string;
  /** When something of it was stored last. */
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;

  static from(row: RegisterImportRow): RegisterImportDto {
    return {
      id: row.id,
      register: row.register,
      fileName: row.fileName,
      state: row.state,
      part: row.part,
      asOf: row.asOf,
      files: row.files,
      percent: percentOf(row),
      counts: row.counts,
      samples: row.samples,
      startedAt: row.startedAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    };
  }
}

export class RegisterImportListDto {
  @ApiProperty({ type: [RegisterImportDto] })
  @Type(() => RegisterImportDto)
  items!: RegisterImportDto[];

  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

/** Share of the archive's bytes that are done, in whole per cent. */
export function percentOf(row: Pick<RegisterImportRow, 'bytesRead' | 'packedBytes'>): number {
  return row.packedBytes === 0 ? 0 : Math.floor((row.bytesRead / row.packedBytes) * 100);
}
