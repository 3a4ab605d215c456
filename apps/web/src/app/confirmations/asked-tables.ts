import type { FormDefinition } from '@okno/shared/form-schema';

/** Tables whose rows are confirmed by whom they name: of the whole form, or of one section. */
export function askedTables(form: FormDefinition | undefined, section?: string): readonly string[] {
  return (form?.sections ?? [])
    .filter(({ code }) => section === undefined || code === section)
    .flatMap(({ fields }) => fields)
    .filter((field) => field.type === 'table' && field.confirmedBy !== undefined)
    .map(({ key }) => key);
}
