import { Injectable } from '@nestjs/common';

/** What is known of a conflict of interest between a member of the Council and an applicant. */
export interface ConflictAnswer {
  /** NOT_CHECKED is no PASS: nobody has looked, so the member has to declare it himself. */
  outcome: 'NOT_CHECKED' | 'NONE' | 'FOUND';
  reason: string | null;
}

/** Asks the graph of conflicts (people, organisations, addresses, earlier work) about a member. */
export abstract class ConflictCheck {
  abstract of(accountId: string, organisationId: string): Promise<ConflictAnswer>;
}

/** No graph is connected: the answer is that nobody has looked. */
@Injectable()
export class NoConflictGraph extends ConflictCheck {
  of(): Promise<ConflictAnswer> {
    return Promise.resolve({ outcome: 'NOT_CHECKED', reason: null });
  }
}
