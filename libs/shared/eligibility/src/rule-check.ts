import { definitionOf, isFactName, type FactName, type FactType } from './fact';
import { REMEDIES, type Rule } from './rule';

/** What is wrong with rules as data, one sentence each with the place; empty when they can be evaluated. */
export function ruleProblems(rules: unknown): string[] {
  if (!Array.isArray(rules)) {
    return ['the rules are not a list'];
  }
  const codes = rules.map((rule) => String(fieldsOf(rule).get('code')));
  const twice = codes.filter((code, at) => codes.indexOf(code) < at);
  return [
    ...twice.map((code) => `${code} is there twice`),
    ...rules.flatMap((rule: unknown) => problemsOfRule(rule)),
  ];
}

/** Rules from outside, known to be well typed. @throws RangeError naming what is wrong */
export function readRules(rules: unknown): readonly Rule[] {
  if (areRules(rules)) {
    return rules;
  }
  throw new RangeError(`eligibility rules: ${ruleProblems(rules).join('; ')}`);
}

function areRules(rules: unknown): rules is readonly Rule[] {
  return ruleProblems(rules).length === 0;
}

type Fields = ReadonlyMap<string, unknown>;
type Check = (value: unknown, path: string) => string[];

const ORDERS: readonly unknown[] = ['lt', 'lte', 'gt', 'gte', 'eq'];
const SELECTION = ['sameMeasure', 'sameKind', 'violation', 'misuse', 'inForce', 'within'];

function fieldsOf(value: unknown): Fields {
  return new Map<string, unknown>(
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [],
  );
}

function problemsOfRule(rule: unknown): string[] {
  const fields = fieldsOf(rule);
  const code = fields.get('code');
  if (typeof code !== 'string' || code === '') {
    return ['a rule has no code'];
  }
  const steps = fields.get('steps');
  return [
    ...unknownFields(
      fields,
      ['code', 'caseOnly', 'follows', 'shows', 'source', 'missing', 'steps', 'pass'],
      code,
    ),
    ...flag(fields.get('caseOnly'), `${code}.caseOnly`),
    ...(['string', 'undefined'].includes(typeof fields.get('follows'))
      ? []
      : [`${code}.follows is no code`]),
    ...factName(fields.get('shows'), `${code}.shows`),
    ...(typeof fields.get('source') === 'string' ? [] : [`${code}.source is no text`]),
    ...answer(['FAIL', 'WARN', 'UNAVAILABLE'])(fields.get('missing'), `${code}.missing`),
    ...message(fields.get('pass'), `${code}.pass`),
    ...(Array.isArray(steps) && steps.length > 0
      ? steps.flatMap((one: unknown, at) => problemsOfStep(one, `${code}.steps[${at}]`))
      : [`${code} has no steps`]),
  ];
}

function problemsOfStep(step: unknown, path: string): string[] {
  const fields = fieldsOf(step);
  const ifKnown = fields.get('ifKnown');
  const missing = fields.get('missing');
  const remedy = fields.get('remedy');
  const remedies: readonly unknown[] = REMEDIES;
  const conditions: readonly unknown[] = Array.isArray(ifKnown) ? ifKnown : [ifKnown];
  const optional =
    ifKnown === undefined ||
    conditions.every((name) => isFactName(name) && definitionOf(name).optional === true);
  return [
    ...unknownFields(fields, ['test', 'ifKnown', 'proof', 'otherwise', 'missing', 'remedy'], path),
    ...condition(fields.get('test'), `${path}.test`),
    ...answer(['FAIL', 'WARN'])(fields.get('otherwise'), `${path}.otherwise`),
    ...(missing === undefined
      ? []
      : answer(['FAIL', 'WARN', 'UNAVAILABLE'])(missing, `${path}.missing`)),
    ...(optional ? [] : [`${path}.ifKnown: the absence of ${String(ifKnown)} is no answer`]),
    ...flag(fields.get('proof'), `${path}.proof`),
    ...(remedy === undefined || remedies.includes(remedy) ? [] : [`${path}.remedy is not known`]),
  ];
}

function unknownFields(fields: Fields, known: readonly string[], path: string): string[] {
  return [...fields.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => `${path}.${name} is not known`);
}

function flag(value: unknown, path: string): string[] {
  return value === undefined || value === true ? [] : [`${path} is either true or left out`];
}

function answer(outcomes: readonly string[]): Check {
  return (value, path) => {
    const fields = fieldsOf(value);
    return [
      ...(outcomes.includes(String(fields.get('outcome')))
        ? []
        : [`${path}.outcome is none of ${outcomes.join(', ')}`]),
      ...message(fields.get('message'), `${path}.message`),
    ];
  };
}

function message(value: unknown, path: string): string[] {
  const fields = fieldsOf(value);
  const key = fields.get('key');
  return [
    ...(typeof key === 'string' && key !== '' ? [] : [`${path}.key is no text`]),
    ...[...fieldsOf(fields.get('params'))].flatMap(([name, fact]) =>
      factName(fact, `${path}.params.${name}`),
    ),
  ];
}

function factName(value: unknown, path: string, ...types: FactType[]): string[] {
  if (!isFactName(value)) {
    return [`${path}: there is no fact ${String(value)}`];
  }
  return types.length === 0 || types.includes(definitionOf(value).type)
    ? []
    : [`${path}: ${value} is a ${definitionOf(value).type}, not a ${types.join(' or ')}`];
}

/** A condition with everything below it. */
function condition(value: unknown, path: string): string[] {
  const fields = fieldsOf(value);
  const op = String(fields.get('op'));
  const check = Object.hasOwn(CONDITIONS, op) ? CONDITIONS[op] : undefined;
  return check === undefined ? [`${path}.op ${op} is not known`] : check(fields, path);
}

function group(fields: Fields, path: string): string[] {
  const of = fields.get('of');
  return Array.isArray(of) && of.length > 0
    ? of.flatMap((one: unknown, at) => condition(one, `${path}.of[${at}]`))
    : [`${path}.of is empty`];
}

const CONDITIONS: Readonly<Record<string, (fields: Fields, path: string) => string[]>> = {
  all: group,
  any: group,
  not: (fields, path) => condition(fields.get('of'), `${path}.of`),
  is: (fields, path) => {
    const fact = fields.get('fact');
    const wrong = factName(fact, `${path}.fact`, 'boolean', 'code', 'okved');
    return wrong.length > 0 || !isFactName(fact)
      ? wrong
      : sameType(fact, fields.get('value'), `${path}.value`);
  },
  in: (fields, path) => [
    ...factName(fields.get('fact'), `${path}.fact`, 'code'),
    ...codes(
      fields.get('list'),
      `${path}.list`,
      'codes',
      isFactName(fields.get('fact')) ? valuesOf(fields.get('fact')) : undefined,
    ),
  ],
  under: (fields, path) => [
    ...factName(fields.get('fact'), `${path}.fact`, 'okved', 'okveds'),
    ...codes(fields.get('list'), `${path}.list`, 'okveds'),
  ],
  compare: (fields, path) => [
    ...factName(fields.get('fact'), `${path}.fact`, 'number'),
    ...limit(fields, path),
  ],
  age: (fields, path) => [
    ...factName(fields.get('fact'), `${path}.fact`, 'date'),
    ...duration(fields.get('atLeast'), `${path}.atLeast`),
  ],
  known: (fields, path) => factName(fields.get('fact'), `${path}.fact`),
  from: (fields, path) => factName(fields.get('fact'), `${path}.fact`, 'date'),
  count: history,
  sum: history,
};

function history(fields: Fields, path: string): string[] {
  const plus = fields.get('plus');
  return [
    ...factName(fields.get('fact'), `${path}.fact`, 'records'),
    ...selection(fields.get('select'), `${path}.select`),
    ...(plus === undefined ? [] : factName(plus, `${path}.plus`, 'number')),
    ...limit(fields, path),
  ];
}

function selection(value: unknown, path: string): string[] {
  const { within, ...flags } = Object.fromEntries(fieldsOf(value));
  const badWindow =
    within !== undefined &&
    within !== 'THIS_YEAR' &&
    (fieldsOf(within).has('days') || duration(within, '').length > 0);
  return [
    ...unknownFields(fieldsOf(value), SELECTION, path),
    ...Object.entries(flags).flatMap(([name, one]) => flag(one, `${path}.${name}`)),
    ...(badWindow ? [`${path}.within is neither THIS_YEAR nor a number of months`] : []),
  ];
}

function duration(value: unknown, path: string): string[] {
  const [entry, ...rest] = fieldsOf(value);
  const good =
    entry !== undefined &&
    rest.length === 0 &&
    (entry[0] === 'months' || entry[0] === 'days') &&
    isCount(entry[1]);
  return good ? [] : [`${path} is no number of months or days`];
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 12_000;
}

function limit(fields: Fields, path: string): string[] {
  const value = fields.get('value');
  return [
    ...(ORDERS.includes(fields.get('order')) ? [] : [`${path}.order is not known`]),
    ...(typeof value === 'number'
      ? Number.isSafeInteger(value)
        ? []
        : [`${path}.value is no whole number`]
      : factName(fieldsOf(value).get('fact'), `${path}.value`, 'number')),
  ];
}

function codes(value: unknown, path: string, type: FactType, known?: readonly string[]): string[] {
  if (!Array.isArray(value)) {
    return factName(fieldsOf(value).get('fact'), path, type);
  }
  const wrong = value.filter(
    (one) => typeof one !== 'string' || (known !== undefined && !known.includes(one)),
  );
  return wrong.length > 0 || value.length === 0 ? [`${path} has values that cannot be`] : [];
}

function valuesOf(fact: unknown): readonly string[] | undefined {
  return isFactName(fact) ? definitionOf(fact).values : undefined;
}

function sameType(fact: FactName, value: unknown, path: string): string[] {
  const { type, values } = definitionOf(fact);
  const other = fieldsOf(value).get('fact');
  if (other !== undefined) {
    return factName(other, path, type);
  }
  const good =
    type === 'boolean'
      ? typeof value === 'boolean'
      : typeof value === 'string' && (values === undefined || values.includes(value));
  return good ? [] : [`${path} is no value of ${fact}`];
}
