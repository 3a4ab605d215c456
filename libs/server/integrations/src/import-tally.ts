import type { FileProblemCode } from './file-problem';
import type { Rejection } from './register-document';

/** What an import has found. Documents are read or rejected; records of read ones are added, changed, … */
export interface ImportCounts {
  filesRead: number;
  /** By reason. A file that broke in the middle counts here; what stood before its last full batch stays. */
  filesRejected: Partial<Record<FileProblemCode, number>>;
  filesIgnored: number;
  documents: number;
  rejected: Partial<Record<Rejection, number>>;
  /** Fields that made no sense and were left empty, by their name in the register. */
  blank: Record<string, number>;
  added: number;
  changed: number;
  unchanged: number;
  /** Older than what is known. */
  outdated: number;
}

/** Where something was left out, for who wants to look; never what stood there. */
export interface ImportSample {
  file: string;
  /** Its place in the file, from 1; 0 for the file itself. */
  document: number;
  reason: string;
}

const SAMPLES_OF_A_REASON = 5;
const MAX_SAMPLES = 50;
const ABOUT_NOBODY: readonly Rejection[] = [
  'SUBJECT_MISSING',
  'INN_FORMAT',
  'INN_LENGTH',
  'INN_KIND',
  'INN_REGION',
  'INN_CHECKSUM',
  'SUPPORT_MISSING',
];

export function noCounts(): ImportCounts {
  return {
    filesRead: 0,
    filesRejected: {},
    filesIgnored: 0,
    documents: 0,
    rejected: {},
    blank: {},
    added: 0,
    changed: 0,
    unchanged: 0,
    outdated: 0,
  };
}

/** Adds one to the count of a name. */
export function countOne<K extends string>(counts: Partial<Record<K, number>>, name: K): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Keeps a few samples of every reason. */
export function keepSample(samples: ImportSample[], sample: ImportSample): void {
  const same = samples.filter(({ reason }) => reason === sample.reason).length;
  if (same < SAMPLES_OF_A_REASON && samples.length < MAX_SAMPLES) {
    samples.push(sample);
  }
}

/**
 * Whether who is not among the records is not in the register: no file was left out, and no document
 * that speaks of a right ИНН.
 */
export function isWhole({ filesRejected, rejected }: ImportCounts): boolean {
  return (
    Object.keys(filesRejected).length === 0 &&
    Object.keys(rejected).every((reason) => ABOUT_NOBODY.some((one) => one === reason))
  );
}
