import type { ScanState } from './document.entity';
import type { DocumentRecord } from './documents.repository';

/** A document as others see it. */
export interface DocumentData {
  id: string;
  applicationId: string;
  slot: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  sha256: string;
  scan: ScanState;
  /** 1 for the first; one more for each that took the place of another. */
  version: number;
  uploadedAt: Date;
  uploadedBy: string;
  /** Another has taken its place; kept as history. */
  replaced: boolean;
  /** Taken away by the applicant; kept as history. */
  removed: boolean;
  /** Local days that its people have named; null: not known. */
  issuedOn: string | null;
  validTo: string | null;
}

export function dataOf(record: DocumentRecord): DocumentData {
  return {
    id: record.id,
    applicationId: record.applicationId,
    slot: record.slot,
    name: record.name,
    mime: record.mime,
    size: record.size,
    sha256: record.sha256,
    scan: record.scan,
    version: record.version,
    uploadedAt: record.uploadedAt,
    uploadedBy: record.uploadedBy,
    replaced: record.state === 'REPLACED',
    removed: record.state === 'REMOVED',
    issuedOn: record.issuedOn,
    validTo: record.validTo,
  };
}
