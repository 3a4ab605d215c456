import { defineErrors } from '@okno/server/core';

/** Everything that can go wrong with an organisation, its people and its invitations. */
export class OrganisationError extends defineErrors({
  /** Also when it exists and the actor may not know: ids must not be guessable. */
  'organisation.not_found': 404,
  /** The actor has added this ИНН before; `organisationId` says where. */
  'organisation.already_claimed': 409,
  /** The actor waits for the centre on too many organisations. */
  'organisation.too_many_claims': 409,
  /** Somebody saved since; `revision` is the present one. */
  'organisation.changed_meanwhile': 409,
  /** Fields that the centre has confirmed change by a request to the registry, not here. */
  'organisation.field_confirmed': 409,
  /** Only an administrator of the organisation may. */
  'organisation.not_admin': 403,
  /** People are invited once the centre has confirmed the card and its first administrator. */
  'organisation.not_confirmed': 409,
  /** An organisation keeps at least one administrator. */
  'organisation.last_admin': 409,
  /** Nobody confirms an organisation that he acts for. */
  'organisation.own_card': 403,
  /** The self-employed and foreign organisations have no number in ЕГРЮЛ or ЕГРИП. */
  'organisation.not_in_egrul': 409,
  'organisation.already_represents': 409,
  'organisation.too_many_invitations': 409,
  'representative.not_found': 404,
  /** The link is wrong, used, withdrawn or older than 14 days: one answer for all. */
  'invitation.not_found': 404,
  /** The letter was sent to another address than the one signed in with. */
  'invitation.other_person': 403,
}) {}
