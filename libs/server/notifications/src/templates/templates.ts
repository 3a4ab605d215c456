import { ACCOUNT_LETTERS } from './account-letters';
import { ANNOUNCEMENT_LETTERS } from './announcement-letters';
import { APPLICANT_NOTICES } from './applicant-notices';
import { CENTRE_NOTICES } from './centre-notices';
import { CONFIRMATION_LETTERS } from './confirmation-letters';
import { COUNCIL_NOTICES } from './council-notices';
import { DECISION_NOTICES } from './decision-notices';
import { DRAFT_NOTICES } from './draft-notices';
import { TEAM_NOTICES } from './team-notices';
import { fitsKind, type ParamsOf } from './params';
import type { Template } from './template';

/** Every kind of notice. A name is kept in the database and is never renamed. */
export const TEMPLATES = {
  ...ACCOUNT_LETTERS,
  ...APPLICANT_NOTICES,
  ...DRAFT_NOTICES,
  ...DECISION_NOTICES,
  ...CENTRE_NOTICES,
  ...TEAM_NOTICES,
  ...COUNCIL_NOTICES,
  ...CONFIRMATION_LETTERS,
  ...ANNOUNCEMENT_LETTERS,
};

export type TemplateName = keyof typeof TEMPLATES;

/** What a template must be told. */
export type TemplateParams<T extends TemplateName> = ParamsOf<(typeof TEMPLATES)[T]['params']>;

/** A template with its parameters: what a listener asks to be told. */
export type Notice = {
  [T in TemplateName]: { template: T; params: TemplateParams<T> };
}[TemplateName];

export const TEMPLATE_NAMES: readonly string[] = Object.keys(TEMPLATES);

/** @throws RangeError for a name that no release has known */
export function templateOf(name: string): Template {
  const found = new Map<string, Template>(Object.entries(TEMPLATES)).get(name);
  if (found === undefined) {
    throw new RangeError(`No template is called ${name}`);
  }
  return found;
}

/** Names of the parameters that are absent, of a wrong kind, or not asked for. */
export function wrongParams(name: string, params: Readonly<Record<string, unknown>>): string[] {
  const kinds = templateOf(name).params;
  return [
    ...Object.entries(kinds).flatMap(([param, kind]) =>
      fitsKind(kind, params[param]) ? [] : [param],
    ),
    ...Object.keys(params).filter((param) => !(param in kinds)),
  ];
}
