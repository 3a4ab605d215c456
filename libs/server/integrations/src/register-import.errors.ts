import { defineErrors } from '@okno/server/core';

/** Why a register's archive cannot be loaded as a whole. */
export class RegisterImportError extends defineErrors({
  /** No such file, or not a zip: damaged, cut off. */
  'register.archive_unreadable': 422,
  /** A zip that no register would be: too many files, too large once unpacked, no XML. */
  'register.archive_refused': 422,
  /** The archive holds another register than was asked for, or none. */
  'register.wrong_kind': 422,
  /** The same archive was loaded to its end before. */
  'register.loaded_before': 409,
  /** Another process has taken the import over. */
  'register.taken_over': 409,
}) {}
