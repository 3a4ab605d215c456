import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import type { DraftPort, SaveAnswer, TheirChange } from '@okno/web/form';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../../shell/problem';
import type { SavedAnswersDto } from '../applications/application-api';

const isChange = (value: unknown): value is TheirChange =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';

/** Saves a draft over HTTP. `saved` hears what the server made of it. */
export function draftPort(
  http: HttpClient,
  id: string,
  saved: (answer: SavedAnswersDto) => void,
): DraftPort {
  return {
    async save(answers, revision) {
      try {
        const answer = await firstValueFrom(
          http.patch<SavedAnswersDto>(`/api/v1/applications/${id}/answers`, { revision, answers }),
        );
        saved(answer);
        return { kind: 'saved', revision: answer.revision, changed: answer.changed };
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

/** What a failed save means for the draft. */
export function refusal(error: unknown): SaveAnswer {
  const problem = problemOf(error);
  if (problem.code === 'application.changed_meanwhile') {
    const { conflicts } = problem;
    return {
      kind: 'conflict',
      conflicts: Array.isArray(conflicts) ? conflicts.filter(isChange) : [],
    };
  }
  if (!(error instanceof HttpErrorResponse) || error.status === 0 || error.status >= 500) {
    return { kind: 'unreachable' };
  }
  if (error.status === 429) {
    const wait = problem['retryAfterSeconds'];
    return {
      kind: 'unreachable',
      ...(typeof wait === 'number' ? { retryAfterMs: wait * 1000 } : {}),
    };
  }
  return { kind: 'refused', code: problem.code };
}
