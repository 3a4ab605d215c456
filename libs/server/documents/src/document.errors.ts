import { DomainError, defineErrors, type FieldProblem } from '@okno/server/core';

/** What can go wrong with files and documents. */
export class DocumentError extends defineErrors({
  'document.not_found': 404,
  /** The file is not one we take; `fields` names the slot and the reason. */
  'document.refused': 422,
  /** The upload broke off. */
  'document.upload_broken': 400,
}) {}

/** Why a file is not taken: one stable code each. */
export type RefusalCode =
  | 'FILE_TYPE'
  | 'FILE_TOO_LARGE'
  | 'TOTAL_TOO_LARGE'
  | 'FILE_EMPTY'
  | 'FILE_NAME'
  | 'FILE_INFECTED'
  | 'TOO_MANY_FILES';

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
