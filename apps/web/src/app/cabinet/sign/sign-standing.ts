import type { SignatureRequestDto } from '@okno/web/api-client';

import type { ApplicationDto } from '../applications/application-api';

/**
 * How a request for signature stands for who opens its page: to be signed, or why there is nothing to sign.
 * EXPIRED and WITHDRAWN are the draft's own end.
 */
export type SignStanding =
  | 'SIGN'
  | 'NO_RIGHT'
  | 'FILED'
  | 'EXPIRED'
  | 'WITHDRAWN'
  | 'DELETING'
  | 'CANCELLED'
  | 'RETURNED'
  | 'NOT_ASKED';

/** The draft comes first: a request about one that is over is over too, however it is written down. */
export function standingOf(
  { state, deletesAt, allowed }: Pick<ApplicationDto, 'state' | 'deletesAt' | 'allowed'>,
  request: Pick<SignatureRequestDto, 'state'> | null,
): SignStanding {
  if (state === 'EXPIRED' || state === 'WITHDRAWN') {
    return state;
  }
  if (state !== 'DRAFT') {
    return 'FILED';
  }
  if (deletesAt !== undefined) {
    return 'DELETING';
  }
  if (request?.state === 'CANCELLED' || request?.state === 'RETURNED') {
    return request.state;
  }
  if (request?.state !== 'OPEN') {
    return 'NOT_ASKED';
  }
  return allowed.includes('submit') ? 'SIGN' : 'NO_RIGHT';
}
