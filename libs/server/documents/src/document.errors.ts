import { DomainError, defineErrors, type FieldProblem } from '@okno/server/core';

/** What can go wrong with files and documents. */
export class DocumentError extends defineErrors({
  'document.not_found': 404,
  /** The file is not one we take; `fields` names the slot and the reason. */
  'document.refused': 422,
  /** The upload broke off. */
  'document.upload_broken': 400,
  /** The storage of the files does not answer, or not as it should. */
  'document.storage_unavailable': 503,
  /** The client speaks another version of the protocol: details `versions`. */
  'upload.version_unknown': 412,
  /** Also when it is somebody else's, or its time is over. */
  'upload.not_found': 404,
  /** Bytes were sent for another place than where the file ends: details `offset`. */
  'upload.offset_wrong': 409,
  /** Not all of the file has come: details `offset`. */
  'upload.incomplete': 409,
  /** More bytes came than were announced. */
  'upload.too_long': 413,
  /** The file came in too many pieces, or its person has too many files on their way. */
  'upload.too_many': 409,
}) {}

/** Why a file is not taken: one stable code each. */
export type RefusalCode =
  | 'FILE_TYPE'
  | 'FILE_TOO_LARGE'
  | 'TOTAL_TOO_LARGE'
  | 'FILE_EMPTY'
  | 'FILE_EXTENSION'
  | 'FILE_DAMAGED'
  | 'FILE_UNPACKS_TOO_LARGE'
  | 'PICTURE_TOO_LARGE'
  | 'FILE_NAME'
  | 'FILE_INFECTED'
  | 'TOO_MANY_FILES'
  | 'TOO_MANY_EVER';

/** A refusal, pinned to the slot. */
export function refused(
  slot: string,
  code: RefusalCode,
  params?: FieldProblem['params'],
): DomainError {
  return new DocumentError('document.refused', { reason: code }, [
    { path: `doc.${slot}`, code, ...(params === undefined ? {} : { params }) },
  ]);
}
