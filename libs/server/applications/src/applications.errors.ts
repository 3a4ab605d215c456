import { defineErrors } from '@okno/server/core';

/**
 * Everything that can go wrong with a request and the HTTP status it answers with.
 * A code is part of the API: clients branch on it and translate it, so none is ever renamed.
 */
export class ApplicationError extends defineErrors({
  /** Also when it exists and the actor may not know. */
  'application.not_found': 404,
  /** Details: `state`, `by`, `at` of the last step. */
  'application.wrong_state': 409,
  /** Details: `revision`, and `conflicts` or the `state` it was moved to, by whom and when. */
  'application.changed_meanwhile': 409,
  /** Details: `applicationId` of the open one. */
  'application.already_open': 409,
  /** Only what remarks are pinned to may be changed; a card's fields change with the card. */
  'application.field_locked': 403,
  /** Fields say what is missing or wrong. */
  'application.incomplete': 422,
  /** Details: `missing`, the purposes. */
  'application.consents_missing': 422,
  /** What the action needs did not come with it: fields say which. */
  'application.input_missing': 422,
  /** Details: `action` and `by`, the guards that are not met. */
  'application.action_blocked': 403,
  /** The case is not ready for the action: details `action` and `by`, the guards that are not met. */
  'application.not_ready': 409,
  /** Checks that fail on known facts: details `checks` (E02, E03, E10 …). */
  'application.not_eligible': 409,
  /** A payment is claimed by another request: fields say which row, and which request where the actor may know. */
  'application.cost_claimed': 409,
  'application.answers_too_large': 413,
  /** The draft is marked to be deleted: details `at`. It can be had back until then. */
  'application.deleting': 409,
  /** The measure takes no requests: no form yet, or the round is not open. */
  'measure.not_open': 409,
  'measure.not_found': 404,
  /** The actor may not act for the organisation, or not file for it. */
  'organisation.not_represented': 403,
  'membership.already_active': 409,
  'document.slot_unknown': 422,
  'document.slot_full': 409,
  'document.none_sent': 400,
  'document.total_too_large': 413,
  'document.not_found': 404,
  'remark.not_found': 404,
  'remark.target_unknown': 422,
  'remark.wrong_state': 409,
  'agreement.not_found': 404,
  'agreement.code_wrong': 422,
  'receipt.not_found': 404,
  /** The link is wrong, or too old. */
  'confirmation.not_found': 404,
  /** The row is another one now, the invitation was withdrawn or has run out, or the decision is taken. */
  'confirmation.closed': 409,
  /** Nobody in the table can be written to: no name or address, answered already, or asked too often. */
  'confirmation.nobody': 409,
}) {}
