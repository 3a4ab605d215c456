import { isBlank, sameAnswer } from './answers';
import type {
  ColumnDefinition,
  DocumentSlot,
  FieldDefinition,
  FormDefinition,
  FormLimits,
  Text,
} from './definition';
import { fieldsByKey } from './field-index';

/** What happened to a part of a form from one version to the next. */
export type FormChangeKind =
  | 'FIELD_ADDED'
  | 'FIELD_REMOVED'
  | 'FIELD_CHANGED'
  | 'DOCUMENT_ADDED'
  | 'DOCUMENT_REMOVED'
  | 'DOCUMENT_CHANGED'
  /** Rules between fields. */
  | 'RULES_CHANGED'
  /** Share, ceilings and counts of the measure. */
  | 'LIMIT_CHANGED';

/** In what respect a field or a document changed. */
export const FORM_ASPECTS = [
  'WORDING',
  'TYPE',
  'REQUIRED',
  'OPTIONAL',
  'OPTIONS',
  'LIMITS',
  'COLUMNS',
  'CONDITIONS',
  'COMPUTED',
  'OTHER',
] as const;
export type FormAspect = (typeof FORM_ASPECTS)[number];

/** One change, as it is shown to who fills the form in. */
export interface FormChange {
  readonly kind: FormChangeKind;
  /** Key of the field, `doc.<code>` of the slot, or the name of the limit; empty for rules. */
  readonly path: string;
  /** Of the newer version where the part is in both. */
  readonly label: Text | null;
  readonly aspects: readonly FormAspect[];
  /** Of a limit: kopecks, basis points or a count; null where there is none. */
  readonly before?: number | null;
  readonly after?: number | null;
}

/** A part of a form by its path. */
type Part = FieldDefinition | ColumnDefinition | DocumentSlot;
type Bag = Readonly<Record<string, unknown>>;

/** Which properties of a part stand for which respect; what is in none of them is OTHER. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  WORDING: ['label', 'help', 'textVersion'],
  TYPE: ['type', 'types'],
  OPTIONS: ['options', 'source', 'onlyListed', 'suggest'],
  LIMITS: [
    'minLength',
    'maxLength',
    'min',
    'max',
    'minItems',
    'maxItems',
    'minRows',
    'maxRows',
    'maxBytes',
    'maxAgeDays',
  ],
  COLUMNS: ['columns'],
  CONDITIONS: ['visibleIf'],
  COMPUTED: ['compute'],
};
const NAMED = new Set([
  'key',
  'code',
  'required',
  'mustBeTrue',
  ...Object.values(PROPERTIES).flat(),
]);

/** What changed from one version of a form to the next, in the order of the newer one; what is gone comes last. */
export function diffForms(before: FormDefinition, after: FormDefinition): readonly FormChange[] {
  return [
    ...diffParts(fieldsByKey(before), fieldsByKey(after), 'FIELD'),
    ...diffParts(slotsByPath(before), slotsByPath(after), 'DOCUMENT'),
    ...(sameJson(before.rules, after.rules)
      ? []
      : [{ kind: 'RULES_CHANGED', path: '', label: null, aspects: [] } as const]),
  ];
}

/** What changed of a measure's figures. */
export function diffLimits(before: FormLimits, after: FormLimits): readonly FormChange[] {
  const names = [
    'stateShareBp',
    'minOwnBp',
    'limitPerApplicationKopecks',
    'limitPerYearKopecks',
    'maxPerYear',
  ] as const;
  return names.flatMap((name): FormChange[] => {
    const [was, now] = [before[name] ?? null, after[name] ?? null];
    return was === now
      ? []
      : [{ kind: 'LIMIT_CHANGED', path: name, label: null, aspects: [], before: was, after: now }];
  });
}

function diffParts(
  before: ReadonlyMap<string, Part>,
  after: ReadonlyMap<string, Part>,
  what: 'FIELD' | 'DOCUMENT',
): FormChange[] {
  const present = [...after].flatMap(([path, part]): FormChange[] => {
    const was = before.get(path);
    const aspects = was ? aspectsOf(was, part) : [];
    if (was && aspects.length === 0) {
      return [];
    }
    return [{ kind: was ? `${what}_CHANGED` : `${what}_ADDED`, path, label: part.label, aspects }];
  });
  const gone = [...before].flatMap(([path, part]): FormChange[] =>
    after.has(path) ? [] : [{ kind: `${what}_REMOVED`, path, label: part.label, aspects: [] }],
  );
  return [...present, ...gone];
}

function slotsByPath({ documents }: FormDefinition): ReadonlyMap<string, Part> {
  return new Map(documents.map((slot) => [`doc.${slot.code}`, slot]));
}

function aspectsOf(before: Part, after: Part): FormAspect[] {
  const [was, now]: [Bag, Bag] = [{ ...before }, { ...after }];
  const differ = (names: Iterable<string>): boolean =>
    [...names].some((name) => !sameJson(was[name], now[name]));
  const others = [...Object.keys(was), ...Object.keys(now)].filter((name) => !NAMED.has(name));
  return FORM_ASPECTS.filter((aspect) => {
    switch (aspect) {
      case 'REQUIRED':
        return !isAlwaysNeeded(was) && isAlwaysNeeded(now);
      case 'OPTIONAL':
        return isAlwaysNeeded(was) && !isAlwaysNeeded(now);
      case 'CONDITIONS':
        return (
          differ(PROPERTIES[aspect] ?? []) ||
          (isAlwaysNeeded(was) === isAlwaysNeeded(now) && differ(['required', 'mustBeTrue']))
        );
      case 'OTHER':
        return differ(others);
      default:
        return differ(PROPERTIES[aspect] ?? []);
    }
  });
}

function isAlwaysNeeded(part: Bag): boolean {
  return part['required'] === true || part['mustBeTrue'] === true;
}

/** Equality of parts of a definition: absent and undefined are the same, an empty list is not. */
function sameJson(a: unknown, b: unknown): boolean {
  return isBlank(a) || isBlank(b) ? JSON.stringify(a) === JSON.stringify(b) : sameAnswer(a, b);
}
