import type { ApplicationRef } from '@okno/server/contracts';
import type { LiveMessage } from '@okno/server/core';

import type { ApplicationData } from './case-row';

/** A request as events speak of it. */
export function refOf(row: ApplicationData): ApplicationRef {
  const { id: applicationId, organisationId, clusterId, kind } = row;
  return { applicationId, organisationId, clusterId, kind };
}

/** What open screens are told of a change. */
export function liveMessage(row: ApplicationData): Extract<LiveMessage, { kind: 'application' }> {
  const { id, revision, state, organisationId, clusterId } = row;
  return { kind: 'application', id, revision, state, organisationId, clusterId };
}
