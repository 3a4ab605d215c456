import { basename } from 'node:path';

import { Injectable } from '@nestjs/common';

import { Clock, Database, newId, type Tx } from '@okno/server/core';
import {
  RegisterCardsService,
  RegisterFactsService,
  type RegisterCode,
  type SmeRecord,
  type StoredCounts,
  type SupportRecord,
} from '@okno/server/organisations';

import { documentsOf } from './document-stream';
import { FileProblem } from './file-problem';
import { countOne, isWhole, keepSample, noCounts } from './import-tally';
import { RegisterArchive, type ArchiveFile, type ArchiveLimits } from './register-archive';
import {
  readSme,
  readSupports,
  REGISTER_KINDS,
  type Reading,
  type ReadingDays,
} from './register-document';
import type { RegisterImportRow } from './register-import.entity';
import { RegisterImportError } from './register-import.errors';
import { RegisterImportsRepository } from './register-imports.repository';
import type { XmlElement } from './register-xml';

/** Documents of one transaction. A file of the published sets has fewer, so it is taken whole or not at all. */
const BATCH = 2_000;
const DAY_MS = 24 * 3_600_000;

/** What to load, and how. */
export interface ImportRequest {
  path: string;
  /** Absent: what the files say they are. */
  register?: RegisterCode;
  /** The archive is a part of the set: nobody is missing who is not in it. */
  part?: boolean;
  /** Loads an archive once more that was loaded to its end. */
  again?: boolean;
  limits?: ArchiveLimits;
  /** Told after every transaction. */
  onProgress?: (row: Readonly<RegisterImportRow>) => void | Promise<void>;
}

/** Records of a batch that are not stored yet. Each key is in it once. */
interface Batch {
  documents: number;
  sme: Map<string, SmeRecord>;
  supports: Map<string, SupportRecord>;
}

/**
 * Loads registers out of their published archives: one document after the other, in constant memory.
 * Records and the place in the archive are one transaction, so a killed run goes on where it was; loading
 * the same again changes nothing.
 */
@Injectable()
export class RegisterImportService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: RegisterFactsService,
    private readonly cards: RegisterCardsService,
    private readonly imports: RegisterImportsRepository,
  ) {}

  /** @throws RegisterImportError register.* */
  async run(request: ImportRequest): Promise<RegisterImportRow> {
    const archive = await RegisterArchive.open(request.path, request.limits);
    try {
      const register = request.register ?? (await kindOf(archive));
      const row = await this.begin(archive, register, request);
      for (let index = row.fileIndex; index < archive.files.length; index += 1) {
        const file = archive.files[index];
        if (file !== undefined) {
          await new FileRun(this, row, file, request.onProgress).read();
        }
      }
      await this.finish(row);
      await request.onProgress?.(row);
      if (row.register === 'rsmp') {
        await this.cards.applyAll();
      }
      return row;
    } finally {
      archive.close();
    }
  }

  private async begin(
    archive: RegisterArchive,
    register: RegisterCode,
    request: ImportRequest,
  ): Promise<RegisterImportRow> {
    const known = await this.imports.find(register, archive.fingerprint);
    if (known?.state === 'DONE' && request.again !== true) {
      throw new RegisterImportError('register.loaded_before', {
        at: known.finishedAt?.toISOString() ?? '',
      });
    }
    if (known !== null && request.again === true) {
      await this.imports.forget(register, archive.fingerprint);
    }
    const now = this.clock.now();
    return this.imports.begin({
      id: newId(),
      register,
      fileName: basename(request.path),
      fingerprint: archive.fingerprint,
      part: request.part ?? false,
      state: 'RUNNING',
      owner: newId(),
      files: archive.files.length,
      packedBytes: archive.files.reduce((sum, { packedBytes }) => sum + packedBytes, 0),
      fileIndex: 0,
      documentIndex: 0,
      bytesRead: 0,
      asOf: null,
      counts: { ...noCounts(), filesIgnored: archive.ignored },
      samples: [],
      startedAt: now,
      updatedAt: now,
      finishedAt: null,
    });
  }

  private async finish(row: RegisterImportRow): Promise<void> {
    const { id, register, asOf, counts } = row;
    await this.store({ documents: 0, sme: new Map(), supports: new Map() }, row, async (tx) => {
      row.state = 'DONE';
      row.finishedAt = this.clock.now();
      if (asOf !== null) {
        const whole = !row.part && isWhole(counts);
        await this.facts.complete(tx, { importId: id, register, asOf, whole });
      }
    });
  }

  /** How far in the future a statement may lie: clocks and zones differ by a day. */
  daysFor(row: RegisterImportRow): ReadingDays {
    const latest = new Date(this.clock.now().getTime() + DAY_MS).toISOString().slice(0, 10);
    return { latest, fallback: row.asOf };
  }

  /** Stores a batch and the place after it together. @throws RegisterImportError register.taken_over */
  async store(
    batch: Batch,
    row: RegisterImportRow,
    more: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const counts = structuredClone(row.counts);
    await this.db.transaction(async (tx) => {
      row.counts = structuredClone(counts);
      if (batch.sme.size > 0) {
        add(row, await this.facts.storeSme(tx, [...batch.sme.values()], row.id));
      }
      if (batch.supports.size > 0) {
        add(row, await this.facts.storeSupports(tx, [...batch.supports.values()], row.id));
      }
      row.updatedAt = this.clock.now();
      await more(tx);
      if (!(await this.imports.advance(tx, row))) {
        throw new RegisterImportError('register.taken_over');
      }
    });
  }
}

/** Reads one file of an archive from the place where the run is. */
class FileRun {
  private batch = emptyBatch();
  /** Counts and place as they were stored last: what a broken file is set back to. */
  private stored: Pick<RegisterImportRow, 'counts' | 'samples' | 'asOf' | 'documentIndex'>;

  constructor(
    private readonly service: RegisterImportService,
    private readonly row: RegisterImportRow,
    private readonly file: ArchiveFile,
    private readonly onProgress: ImportRequest['onProgress'],
  ) {
    this.stored = this.place();
  }

  async read(): Promise<void> {
    try {
      await this.readDocuments();
      this.row.counts.filesRead += 1;
    } catch (error) {
      if (!(error instanceof FileProblem)) {
        throw error;
      }
      this.leaveOut(error);
    }
    this.row.fileIndex += 1;
    this.row.documentIndex = 0;
    this.row.bytesRead += this.file.packedBytes;
    await this.flush();
  }

  private async readDocuments(): Promise<void> {
    const skip = this.row.documentIndex;
    let seen = 0;
    for await (const { header, documents } of documentsOf(this.file)) {
      if (REGISTER_KINDS[header.kind] !== this.row.register) {
        throw new FileProblem('OTHER_REGISTER');
      }
      for (const document of documents) {
        seen += 1;
        if (seen > skip) {
          await this.take(document);
        }
      }
    }
  }

  private async take(document: XmlElement): Promise<void> {
    const { row } = this;
    const days = this.service.daysFor(row);
    if (row.register === 'rsmp') {
      const reading = readSme(document, days);
      await this.flushBefore(reading.records.some(({ inn }) => this.batch.sme.has(inn)));
      reading.records.forEach((one) => this.batch.sme.set(one.inn, one));
      this.count(reading);
    } else {
      const reading = readSupports(document, days);
      const keyOf = ({ inn, key }: SupportRecord): string => `${inn} ${key}`;
      await this.flushBefore(reading.records.some((one) => this.batch.supports.has(keyOf(one))));
      reading.records.forEach((one) => this.batch.supports.set(keyOf(one), one));
      this.count(reading);
    }
    this.batch.documents += 1;
    await this.flushBefore(this.batch.documents >= BATCH || this.batch.supports.size >= BATCH);
  }

  private count({ records, rejected, blank }: Reading<SmeRecord | SupportRecord>): void {
    const { row } = this;
    row.documentIndex += 1;
    row.counts.documents += 1;
    const [first] = records;
    if (first !== undefined && (row.asOf === null || first.asOf > row.asOf)) {
      row.asOf = first.asOf;
    }
    blank.forEach((field) => countOne(row.counts.blank, field));
    if (rejected !== null) {
      countOne(row.counts.rejected, rejected);
      const { name } = this.file;
      keepSample(row.samples, { file: name, document: row.documentIndex, reason: rejected });
    }
  }

  private leaveOut(problem: FileProblem): void {
    const { row, stored } = this;
    Object.assign(row, structuredClone(stored));
    this.batch = emptyBatch();
    countOne(row.counts.filesRejected, problem.code);
    keepSample(row.samples, {
      file: this.file.name,
      document: row.documentIndex,
      reason: problem.code,
    });
  }

  private async flushBefore(needed: boolean): Promise<void> {
    if (needed && this.batch.documents > 0) {
      await this.flush();
    }
  }

  private async flush(): Promise<void> {
    await this.service.store(this.batch, this.row);
    this.batch = emptyBatch();
    this.stored = this.place();
    await this.onProgress?.(this.row);
  }

  private place(): Pick<RegisterImportRow, 'counts' | 'samples' | 'asOf' | 'documentIndex'> {
    const { counts, samples, asOf, documentIndex } = this.row;
    return structuredClone({ counts, samples, asOf, documentIndex });
  }
}

function emptyBatch(): Batch {
  return { documents: 0, sme: new Map(), supports: new Map() };
}

function add({ counts }: RegisterImportRow, stored: StoredCounts): void {
  counts.added += stored.added;
  counts.changed += stored.changed;
  counts.unchanged += stored.unchanged;
  counts.outdated += stored.outdated;
}

/** What the first file that can be read says it is. */
async function kindOf(archive: RegisterArchive): Promise<RegisterCode> {
  for (const file of archive.files) {
    try {
      for await (const { header } of documentsOf(file)) {
        const register = REGISTER_KINDS[header.kind];
        if (register !== undefined) {
          return register;
        }
        break;
      }
    } catch (error) {
      if (!(error instanceof FileProblem)) {
        throw error;
      }
    }
  }
  throw new RegisterImportError('register.wrong_kind', { known: Object.keys(REGISTER_KINDS) });
}
