/** Why an archive, or one file in it, cannot be read further. The code is kept with the counts of an import. */
export const FILE_PROBLEMS = [
  'XML_BROKEN',
  'DTD_REFUSED',
  'TOO_DEEP',
  'TOO_LONG',
  'ENCODING_UNKNOWN',
  'ENCODING_MISMATCH',
  'NOT_A_REGISTER',
  'OTHER_REGISTER',
  'ENTRY_BROKEN',
  'ENTRY_ENCRYPTED',
  'ENTRY_TOO_LARGE',
  'ENTRY_RATIO',
] as const;
export type FileProblemCode = (typeof FILE_PROBLEMS)[number];

/** One file of an archive is at fault: what it says is left out, the other files go on. */
export class FileProblem extends Error {
  constructor(
    readonly code: FileProblemCode,
    /** For the operator; holds nothing of the file's contents. */
    detail = '',
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }
}
