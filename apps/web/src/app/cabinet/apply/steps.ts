import type { FormDefinition } from '@okno/shared/form-schema';
import type { TaskState } from '@okno/web/ui';

/** Steps that are not sections of the form. */
export const DOCUMENTS = 'DOCUMENTS';
export const CONSENTS = 'CONSENTS';
export const CHECK = 'CHECK';

/**
 * The steps of a form in the order they are filled in: its sections, the documents before the declarations
 * that speak of them, consents, and the check before filing.
 */
export function stepsOf(
  definition: Pick<FormDefinition, 'sections' | 'documents'>,
  withConsents: boolean,
): readonly string[] {
  const sections = definition.sections.map((section) => section.code);
  const last = sections.indexOf('DECLARATIONS');
  const at = last < 0 ? sections.length : last;
  return [
    ...sections.slice(0, at),
    ...(definition.documents.length > 0 ? [DOCUMENTS] : []),
    ...sections.slice(at),
    ...(withConsents ? [CONSENTS] : []),
    CHECK,
  ];
}

/** Where a draft goes on: the first step that is not done, else the check. */
export function firstOpenStep(
  steps: readonly { readonly code: string; readonly state: TaskState }[],
): string {
  return steps.find(({ state }) => state !== 'COMPLETE')?.code ?? CHECK;
}
