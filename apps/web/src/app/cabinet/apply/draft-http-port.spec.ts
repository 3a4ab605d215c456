import { HttpErrorResponse } from '@angular/common/http';

import { refusal } from './draft-http-port';

const answered = (status: number, error: unknown): HttpErrorResponse =>
  new HttpErrorResponse({ status, error });

describe('a save that failed', () => {
  it('waits for the connection and for a server that is down', () => {
    expect(refusal(answered(0, null))).toEqual({ kind: 'unreachable' });
    expect(refusal(answered(503, { code: 'service.unavailable' }))).toEqual({
      kind: 'unreachable',
    });
  });

  it('comes later when the server says when', () => {
    expect(refusal(answered(429, { code: 'rate.limited', retryAfterSeconds: 7 }))).toEqual({
      kind: 'unreachable',
      retryAfterMs: 7000,
    });
  });

  it('names the fields that somebody else changed', () => {
    const conflicts = [{ path: 'mk.goal', theirs: 'иначе' }];
    const error = answered(409, { code: 'application.changed_meanwhile', revision: 3, conflicts });
    expect(refusal(error)).toEqual({ kind: 'conflict', conflicts });
  });

  it('gives up where trying again would not help', () => {
    expect(refusal(answered(403, { code: 'application.field_locked' }))).toEqual({
      kind: 'refused',
      code: 'application.field_locked',
    });
  });
});
