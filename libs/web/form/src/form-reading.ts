import {
  compute,
  fieldKeyOf,
  fieldsByKey,
  normalise,
  validate,
  viewOf,
  type Answers,
  type FieldDefinition,
  type FormContext,
  type FormDefinition,
  type FormView,
  type Problem,
} from '@okno/shared/form-schema';

/** A form, what is typed in it, and everything the shared engine says about it. Made once a change, by the page. */
export interface FormReading {
  readonly definition: FormDefinition;
  readonly context: FormContext;
  /** As typed: a trailing space must not disappear under the fingers. */
  readonly typed: Answers;
  /** In normal form, computed fields set: what would be filed. */
  readonly answers: Answers;
  readonly view: FormView;
  /** Everything that keeps the form from being filed, documents aside. */
  readonly problems: readonly Problem[];
}

/** Reads typed answers through their form; the same code the server runs. */
export function readForm(
  definition: FormDefinition,
  typed: Answers,
  context: FormContext,
): FormReading {
  const normal = normalise(definition, typed);
  const answers = compute(definition, normal.answers, context);
  return {
    definition,
    context,
    typed,
    answers,
    view: viewOf(definition, answers, context),
    problems: [...normal.problems, ...validate(definition, answers, context)],
  };
}

/** The field a path leads into: `money.lines[0].price` → the table `money.lines`. */
export function fieldAt(definition: FormDefinition, path: string): FieldDefinition | undefined {
  const fields = fieldsByKey(definition);
  return fields.get(fieldKeyOf(path, new Set(fields.keys())));
}

/** The section a path belongs to, or `DOCUMENTS`. */
export function sectionOf(definition: FormDefinition, path: string): string | undefined {
  if (path === 'doc' || path.startsWith('doc.')) {
    return 'DOCUMENTS';
  }
  const key = fieldAt(definition, path)?.key;
  return definition.sections.find((section) => section.fields.some((field) => field.key === key))
    ?.code;
}

/** Id of the control at a path: links of the error summary and of remarks lead to it. */
export function fieldIdOf(path: string): string {
  return `f-${path.replace(/[[\].]+/g, '-').replace(/-$/, '')}`;
}
