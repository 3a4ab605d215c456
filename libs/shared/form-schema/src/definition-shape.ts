import { isArray, isRecord, read } from './answers';
import { FILE_TYPES, IDENTIFIER_TYPES, type FormDefinition } from './definition';

/** Reports what is wrong with the shape of a value: where, and what was expected. */
type Report = (path: string, expected: string) => void;
export type Shape = (value: unknown, path: string, report: Report) => void;

function primitive(expected: string, accepts: (value: unknown) => boolean): Shape {
  return (value, path, report) => {
    if (!accepts(value)) {
      report(path, expected);
    }
  };
}

const string = primitive('a text', (value) => typeof value === 'string' && value.trim() !== '');
const number = primitive('a number', (value) => Number.isFinite(value));
const whole = primitive('a whole number', (value) => Number.isSafeInteger(value));
const count = primitive('a whole number from 0', (v) => Number.isSafeInteger(v) && Number(v) >= 0);
const scalar = primitive('a text, number or boolean', (value) =>
  ['string', 'number', 'boolean'].includes(typeof value),
);
const fieldKey = primitive(
  'a key like mk.goal',
  (v) => typeof v === 'string' && /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/u.test(v),
);
const code = primitive(
  'a code like SERVICE_MARKETING or D-TOR',
  (value) => typeof value === 'string' && /^[A-Z][A-Z0-9]*([_-][A-Z0-9]+)*$/u.test(value),
);
const yes = literal(true);

function literal(...values: readonly unknown[]): Shape {
  return primitive(values.map(String).join(' | '), (value) => values.includes(value));
}

function list(shape: Shape, min = 0): Shape {
  return (value, path, report) => {
    if (!isArray(value) || value.length < min) {
      report(path, `a list of at least ${min}`);
      return;
    }
    value.forEach((one, i) => shape(one, `${path}[${i}]`, report));
  };
}

function either(expected: string, pick: (value: unknown) => Shape | undefined): Shape {
  return (value, path, report) => {
    const shape = pick(value);
    if (shape) {
      shape(value, path, report);
    } else {
      report(path, expected);
    }
  };
}

/** An object with these parts; a part named with `?` may be absent. No other parts. */
function object(parts: Readonly<Record<string, Shape>>): Shape {
  const shapes = new Map(
    Object.entries(parts).map(([name, shape]) => [name.replace(/\?$/u, ''), { name, shape }]),
  );
  return (value, path, report) => {
    if (!isRecord(value)) {
      report(path, 'an object');
      return;
    }
    for (const [key, { name, shape }] of shapes) {
      const part = read(value, key);
      if (part !== undefined || !name.endsWith('?')) {
        shape(part, `${path}.${key}`, report);
      }
    }
    Object.keys(value)
      .filter((key) => !shapes.has(key))
      .forEach((key) => {
        report(`${path}.${key}`, 'nothing: this part is not known');
      });
  };
}

/** An object whose `tag` names one of the shapes. */
function tagged(tag: string, shapes: () => Readonly<Record<string, Shape>>): Shape {
  return either(`an object with a known "${tag}"`, (value) => {
    const name = isRecord(value) ? read(value, tag) : undefined;
    const known = shapes();
    return typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
  });
}

function each(names: readonly string[], shape: Shape): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

/** An object of numbers by any name. */
const numbers: Shape = (value, path, report) => {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    report(path, 'an object of numbers');
    return;
  }
  Object.entries(value).forEach(([key, one]) => {
    number(one, `${path}.${key}`, report);
  });
};

const text = object({ ru: string, en: string });

const condition: Shape = tagged('op', () => CONDITIONS);
const CONDITIONS: Readonly<Record<string, Shape>> = {
  ...each(['eq', 'ne'], object({ op: string, ref: string, value: scalar })),
  in: object({ op: string, ref: string, values: list(scalar, 1) }),
  includes: object({ op: string, ref: string, value: string }),
  ...each(['gt', 'gte', 'lt', 'lte'], object({ op: string, ref: string, value: number })),
  length: object({ op: string, ref: string, value: count }),
  present: object({ op: string, ref: string }),
  ...each(['and', 'or'], object({ op: string, of: list(condition, 1) })),
  not: object({ op: string, of: condition }),
};

const expression: Shape = tagged('op', () => EXPRESSIONS);
const EXPRESSIONS: Readonly<Record<string, Shape>> = {
  value: object({ op: string, value: number }),
  ref: object({ op: string, ref: string }),
  sum: object({ op: string, table: string, column: string, 'where?': condition }),
  count: object({ op: string, table: string, 'where?': condition }),
  ...each(['add', 'product', 'min', 'max'], object({ op: string, of: list(expression, 1) })),
  subtract: object({ op: string, from: expression, take: expression }),
  lineSum: object({ op: string, quantity: expression, price: expression }),
  share: object({ op: string, of: expression, bp: expression }),
  split: object({
    op: string,
    part: literal('state', 'own'),
    cost: expression,
    'cap?': expression,
  }),
  if: object({ op: string, when: condition, then: expression, else: expression }),
  choice: object({ op: string, ref: string, values: numbers }),
  netOfVat: object({ op: string, gross: expression, bp: expression }),
  scale: object({ op: string, of: expression, part: expression, whole: expression }),
};

const required = either('true or a condition', (value) => (value === true ? yes : condition));
const optionList = either('options or a source', (value) =>
  isArray(value) ? list(object({ value: string, label: text }), 1) : object({ source: string }),
);

const FIELD = {
  key: fieldKey,
  type: string,
  label: text,
  'help?': text,
  'required?': required,
  'visibleIf?': condition,
  'prefill?': string,
  'locked?': yes,
};

const COLUMNS: Readonly<Record<string, Shape>> = {
  ...each(
    ['text', 'longtext'],
    object({ ...FIELD, 'minLength?': count, maxLength: count, 'suggest?': string }),
  ),
  ...each(
    ['int', 'money', 'bp', 'decimal'],
    object({ ...FIELD, 'min?': number, 'max?': number, 'compute?': expression }),
  ),
  ...each(['date', 'period'], object(FIELD)),
  enum: object({ ...FIELD, options: optionList }),
  multi: object({ ...FIELD, options: optionList, 'minItems?': count, 'maxItems?': count }),
  bool: object({ ...FIELD, 'mustBeTrue?': yes, 'textVersion?': string }),
  org: object({ ...FIELD, 'source?': string, 'onlyListed?': yes }),
  ...each(IDENTIFIER_TYPES, object(FIELD)),
};

const column = tagged('type', () => COLUMNS);
const field = tagged('type', () => ({
  ...COLUMNS,
  table: object({
    ...FIELD,
    columns: list(column, 1),
    'confirmedBy?': literal('PERSON', 'ORGANISATION'),
    'confirmAbout?': list(fieldKey, 1),
    'minRows?': count,
    maxRows: count,
  }),
}));

export const section = object({
  code,
  title: text,
  'help?': text,
  fields: list(field, 1),
});

const slot = object({
  code,
  label: text,
  'help?': text,
  'required?': required,
  'visibleIf?': condition,
  'min?': count,
  'max?': count,
  types: list(literal(...FILE_TYPES), 1),
  'maxBytes?': count,
  'maxAgeDays?': count,
});

const compareOp = literal('eq', 'lt', 'lte', 'gt', 'gte');
const anchor = object({
  base: literal('filing', 'roundYearStart', 'roundYearEnd', 'field'),
  'ref?': string,
  'workingDays?': either('a whole number or reviewTerm', (value) =>
    value === 'reviewTerm' ? literal('reviewTerm') : whole,
  ),
  'calendarDays?': whole,
  'months?': whole,
});

const RULE = {
  id: string,
  kind: string,
  at: string,
  'message?': text,
  'when?': condition,
  'table?': string,
};
const rule = tagged('kind', () => ({
  compare: object({ ...RULE, left: expression, op: compareOp, right: expression }),
  dateBound: object({ ...RULE, ref: string, op: compareOp, bound: anchor }),
  distinct: object({ ...RULE, columns: list(string, 1) }),
  must: object({ ...RULE, then: condition }),
  maxShare: object({ ...RULE, part: expression, whole: expression, maxBp: count }),
  ownShare: object({ ...RULE, own: expression, cost: expression }),
  orgIdentity: object({ ...RULE, inn: string, 'ogrn?': string, 'kpp?': string }),
  bankAccount: object({
    ...RULE,
    account: string,
    bik: string,
    accountKind: literal('client', 'correspondent'),
  }),
  confirmedEmail: object({ ...RULE, ref: string }),
  differ: object({ ...RULE, left: string, right: string }),
}));

const scoring = object({
  criteria: list(
    object({
      code,
      label: text,
      weight: count,
      points: object({ '0': text, '3': text, '5': text }),
    }),
    1,
  ),
  threshold: count,
  fifoCriteria: list(code),
});

const form = object({
  code,
  version: count,
  title: text,
  'intro?': text,
  documents: list(slot),
  rules: list(rule),
  checks: list(code),
  checklist: list(object({ code, label: text, 'help?': text, about: list(string, 1) })),
  'scoring?': scoring,
  refusalReasons: list(object({ code, label: text, advice: text })),
  limits: object(
    each(
      [
        'stateShareBp?',
        'minOwnBp?',
        'limitPerApplicationKopecks?',
        'limitPerYearKopecks?',
        'maxPerYear?',
        'maxActivePerCluster?',
      ],
      count,
    ),
  ),
  sections: list(section, 1),
});

/** What is wrong with the shape of a form definition: paths and what was expected there. */
export function shapeFaults(
  value: unknown,
  shape: Shape = form,
): readonly { readonly path: string; readonly expected: string }[] {
  const faults: { path: string; expected: string }[] = [];
  shape(value, '', (path, expected) => faults.push({ path: path.replace(/^\./u, ''), expected }));
  return faults;
}

/** Whether the value has the shape of a form definition. Its meaning is checked by `validateDefinition`. */
export function isFormDefinition(value: unknown): value is FormDefinition {
  return shapeFaults(value).length === 0;
}
