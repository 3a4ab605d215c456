/**
 * Everything that may be allowed to somebody. Roles (data: `db/reference/roles.json`) bundle these
 * codes with a scope; a route asks for one of them. What a guest may do is `@Public()` and has no
 * code. A code is part of the contract and is never renamed.
 */
export const PERMISSIONS = [
  /** See a case: answers, documents, checks, history. */
  'application.read',
  /** Open a draft and change its answers and documents. */
  'application.draft',
  /** Hand a request in and hand answers to remarks in (needs the filing right as well). */
  'application.submit',
  /** Take a request back before it is decided (needs the filing right as well). */
  'application.withdraw',
  /** Register an incoming request, correct its routing. */
  'application.register',
  /** Take a case or give it to a reviewer. */
  'application.assign',
  /** Send a case back with remarks. */
  'application.return',
  /** Formal check: checklist, checks, remarks, conclusion. */
  'application.check',
  /** Judge the payments of a compensation: accepted, reduced, refused. */
  'cost.audit',
  /** Score by criteria as an expert. */
  'application.score',
  /** Give an opinion or a vote in the Council. */
  'application.vote',
  /** Approve, reject, end. */
  'application.decide',
  /** Accept an agreement for the organisation. */
  'agreement.accept',
  /** Draw up the agreement of a support service. */
  'agreement.prepare',
  /** Sign an agreement for the centre. */
  'agreement.sign',
  /** See bank details unmasked. */
  'bank.read',
  /** Record payments, returns of money and the end of payments. */
  'payment.record',
  /** Publish measures and intake rounds. */
  'measure.edit',
  /** Prepare changes of measures and rounds for publishing. */
  'measure.propose',
  /** See indicators and export them. */
  'indicators.read',
  /** Accounts and their roles. */
  'people.manage',
  /** Dictionaries and work calendars. */
  'dictionary.manage',
  /** Read the audit log. */
  'audit.read',
  /** Suspend, restore and exclude participants. */
  'registry.manage',
  /** See cards of organisations. */
  'organisation.read',
  /** Add an organisation by its ИНН. */
  'organisation.create',
  /** Invite and remove representatives, give the filing right. */
  'organisation.manage',
  /** Confirm a card and its first administrator. */
  'organisation.confirm',
  /** Texts of the catalogue, news, help. */
  'catalogue.edit',
  /** Write in the thread of a case that both sides read. */
  'message.write',
  /** Write notes that only the centre reads. */
  'note.write',
  /** Council sessions, agenda and minutes. */
  'session.manage',
  /** See sessions of the Council: agenda, decision packs, results, minutes. */
  'session.read',
  /** Appoint members of the Council, and end their terms. */
  'seat.manage',
  /** Sign minutes: as who presides, or as the secretary. */
  'minutes.sign',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/**
 * How far a permission reaches: own organisations, cases (or, for `audit.read`, actions) assigned
 * to or done by the actor, everything of a cluster, everything.
 */
export const PERMISSION_SCOPES = ['OWN', 'ASSIGNED', 'CLUSTER', 'ALL'] as const;

export type PermissionScope = (typeof PERMISSION_SCOPES)[number];

/** Roles of `domain.md` §2 and ruling 13; a guest has none. */
export const ROLES = [
  'APPLICANT',
  'APPLICANT_ADMIN',
  'REGISTRAR',
  'REVIEWER',
  'EXPERT',
  'COUNCIL_MEMBER',
  'COUNCIL_CHAIR',
  'COUNCIL_SECRETARY',
  'COMMISSION',
  'CENTRE_HEAD',
  'FINANCE',
  'ANALYST',
  'AUTHORITY_VIEWER',
  'CONTENT_EDITOR',
  'SYS_ADMIN',
  'AUDITOR',
] as const;

export type RoleCode = (typeof ROLES)[number];

/** One permission inside a role. */
export interface RolePermission {
  code: Permission;
  scope: PermissionScope;
  /** Personal and bank data are masked. */
  masked?: true;
}

/** A row of `db/reference/roles.json`. */
export interface RoleBundle {
  role: RoleCode;
  name: { ru: string; en: string };
  permissions: RolePermission[];
}
