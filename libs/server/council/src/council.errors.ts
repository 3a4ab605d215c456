import { defineErrors } from '@okno/server/core';

/** What can be wrong with a session of the Council, its questions, votes and minutes. */
export class CouncilError extends defineErrors({
  /** Also when it exists and the actor may not know of it. */
  'council.not_found': 404,
  /** The session, question or ballot stands where this cannot be done; details say where. */
  'council.wrong_state': 409,
  /** The case does not wait for the Council, or another agenda has it. */
  'council.case_not_waiting': 409,
  /** Too few members are here; details say how many and how many are needed. */
  'council.no_quorum': 409,
  /** The actor has no seat in office. */
  'council.not_a_member': 403,
  /** The member takes no part in this question. */
  'council.recused': 403,
  /** The member is not marked as present, and the rules know no absent votes. */
  'council.absent': 409,
  'council.voting_not_open': 409,
  'council.voting_closed': 409,
  /** By the rules a vote that was cast stays as it is. */
  'council.vote_final': 409,
  /** The ballot is secret and asks for a seal, or open and asks for a choice. */
  'council.vote_form': 422,
  /** What was handed in fits no seal in the box: it was changed, or is of another question. */
  'council.reveal_tampered': 422,
  /** The key opens none of the envelopes in the box: it is of another ballot. */
  'council.key_wrong': 422,
  /** A vote in the box is not what was sealed, or a seal came or went: nothing is counted. */
  'council.box_tampered': 409,
  /** The one who presides must be a member in office. */
  'council.chair_unknown': 422,
  /** Nobody has an account with that address. */
  'council.person_unknown': 422,
  /** The person has no role that votes in this cluster: the administrator gives roles. */
  'council.role_missing': 422,
  /** A term begins and ends today at the earliest, and begins before it ends. */
  'council.term_wrong': 422,
  /** The person has a seat at that time. */
  'council.seat_taken': 409,
  /** There is a chair at that time. */
  'council.chair_taken': 409,
  /** Only who presides over the session, or its secretary, signs. */
  'council.not_a_signer': 403,
  'council.already_signed': 409,
  'council.code_wrong': 422,
}) {}
