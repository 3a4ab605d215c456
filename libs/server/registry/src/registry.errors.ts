import { defineErrors } from '@okno/server/core';

/** What can go wrong with the register and the joining agreements. */
export class RegistryError extends defineErrors({
  'cluster.not_found': 404,
  /** Also for a participant who is not shown in public. */
  'participant.not_found': 404,
  /** The organisation has an open membership in this cluster; `registryNumber` says which. */
  'registry.already_member': 409,
  'registry.organisation_unknown': 409,
  'agreement.not_found': 404,
  'agreement.already_signed': 409,
  'agreement.expired': 409,
  /** No text of the joining agreement is loaded for the cluster. */
  'agreement.no_template': 409,
}) {}
