/** An application as events speak of it: ids only, no personal data. */
export interface ApplicationRef {
  applicationId: string;
  organisationId: string;
  clusterId: string;
  kind: string;
}

/**
 * Everything that one domain tells the others. An event is written in the transaction of the change
 * it tells of (outbox) and reaches every listener exactly once. Ids only: what a listener needs
 * more, it reads through the owner's service.
 */
export interface EventMap {
  'account.confirmationRequested': { accountId: string };
  'account.passwordResetRequested': { accountId: string };
  /** Somebody registered with an address that already has an account: its owner is told. */
  'account.registrationRepeated': { accountId: string };
  'organisation.claimed': { organisationId: string; accountId: string };
  'organisation.confirmed': { organisationId: string };
  'organisation.invitationCreated': { invitationId: string };
  /** A measure has got a new version; `after` is the place behind the drafts that follow it already. */
  'measure.published': { measureCode: string; versionId: string; after?: string };
  /** A draft was moved to a new version of its form, and something in it changed. */
  'draft.formChanged': ApplicationRef;
  'application.submitted': ApplicationRef;
  'application.stateChanged': ApplicationRef & {
    action: string;
    from: string;
    to: string;
    /** Sequence of the audit entry that records the change. */
    seq: number;
  };
  /** Anything else about a case that an open screen should show at once. */
  'application.touched': ApplicationRef & { revision: number };
  'application.assigned': ApplicationRef & { assigneeId: string };
  'application.messagePosted': ApplicationRef & { messageId: string; side: 'APPLICANT' | 'CENTRE' };
  'application.deadlineNear': ApplicationRef & { dueOn: string };
  'application.deadlineReached': ApplicationRef & { dueOn: string };
  /** A session was planned, or its time or place was changed: its members are invited. */
  'council.sessionPlanned': { sessionId: string };
  'council.codeRequested': { sessionId: string; accountId: string };
  'agreement.codeRequested': { applicationId: string; accountId: string };
  /** A draft will be deleted, at the wish of one of its people. */
  'draft.deleting': ApplicationRef;
  /** The days are over: the draft is gone, and whoever keeps something of it lets it go. */
  'draft.erased': ApplicationRef;
  /** Colleagues were called in a comment. */
  'team.mentioned': ApplicationRef & { accountIds: string[] };
  /** A draft waits for the signature of those named. */
  'signature.requested': ApplicationRef & { requestId: string; accountIds: string[] };
  /** It was sent back to who asked. */
  'signature.returned': ApplicationRef & { requestId: string; accountId: string };
  /** A file was put into a slot of a draft. */
  'document.added': ApplicationRef & { slot: string };
  /** Somebody named in an application is asked, by a letter, to confirm his row. */
  'confirmation.requested': { confirmationId: string };
  /** He confirmed, declined, or took his consent back. */
  'confirmation.answered': ApplicationRef & {
    confirmationId: string;
    answer: 'CONFIRMED' | 'DECLINED' | 'REVOKED';
  };
  /** A round was announced, has opened or closed; `after` is the place behind those who were told already. */
  'round.turned': {
    roundId: string;
    measureCode: string;
    turn: 'ANNOUNCED' | 'OPENED' | 'CLOSED';
    after?: string;
  };
  /** The catalogue has got a measure more. */
  'measure.added': { measureCode: string; after?: string };
  /** Somebody left an address to be told of measures: it is confirmed by letter. */
  'subscription.requested': { subscriptionId: string };
  /** A document of an organisation is valid for thirty more days. */
  'document.expiring': { passportId: string };
  /** An antivirus found something in a file that had been taken unscanned; the file is closed. */
  'document.infected': { documentId: string; applicationId: string };
  'registry.entered': { membershipId: string; applicationId: string };
  'review.checked': ApplicationRef;
}

export type EventName = keyof EventMap;
