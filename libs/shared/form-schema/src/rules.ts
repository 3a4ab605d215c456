import { isLocalDate } from '@okno/shared/work-calendar';
import { read, rowsOf } from './answers';
import { holds, ordered } from './condition';
import type { FormContext } from './context';
import { resolveAnchor } from './date-anchor';
import { evaluate } from './expression';
import { fieldsByKey } from './field-index';
import type { FormView, Scope } from './form-view';
import { accountFault } from './identifier-check';
import { ownShareIsEnough } from './money-terms';
import { ISO_DATE, matches } from './patterns';
import { problemAt, type Problem, type ProblemCode } from './problem';
import type { CompareOp, Rule } from './rule-ast';

/** Where a rule is asked: the form, or one row of its table. */
interface Place {
  readonly view: FormView;
  readonly scope: Scope;
  readonly context: FormContext;
  readonly path: string;
}

type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;
type Verdict = readonly [code: ProblemCode, params?: Problem['params']] | undefined;

/** What the rules between fields find. A rule shown at a hidden field is not asked. */
export function ruleProblems(view: FormView, context: FormContext): readonly Problem[] {
  return view.definition.rules.flatMap((rule) => askRule(rule, view, context));
}

function askRule(rule: Rule, view: FormView, context: FormContext): readonly Problem[] {
  if (rule.kind === 'distinct') {
    return distinctProblems(rule, view);
  }
  if (rule.table === undefined) {
    const field = fieldsByKey(view.definition).get(rule.at);
    return field && view.isVisible(rule.at)
      ? askAt(rule, { view, scope: view.scope, context, path: rule.at })
      : [];
  }
  const table = fieldsByKey(view.definition).get(rule.table);
  if (table?.type !== 'table' || !view.isVisible(table.key)) {
    return [];
  }
  return rowsOf(read(view.answers, table.key))
    .slice(0, table.maxRows)
    .flatMap((row, i) => {
      const inRow = view.rowView(table, row);
      const path = `${table.key}[${i}].${rule.at}`;
      return inRow.isVisible(rule.at)
        ? askAt(rule, { view, scope: inRow.scope, context, path })
        : [];
    });
}

function askAt(rule: Exclude<Rule, { kind: 'distinct' }>, place: Place): readonly Problem[] {
  if (rule.when && !holds(rule.when, place.scope)) {
    return [];
  }
  const verdict = judge(rule, place);
  return verdict
    ? [{ ...problemAt(place.path, verdict[0], verdict[1]), rule: rule.id, outside: true }]
    : [];
}

function judge(rule: Exclude<Rule, { kind: 'distinct' }>, place: Place): Verdict {
  switch (rule.kind) {
    case 'compare':
      return compare(rule, place);
    case 'dateBound':
      return dateBound(rule, place);
    case 'must':
      return holds(rule.then, place.scope) ? undefined : ['MUST_HOLD'];
    case 'maxShare':
      return maxShare(rule, place);
    case 'ownShare':
      return ownShare(rule, place);
    case 'orgIdentity':
      return orgIdentity(rule, place);
    case 'bankAccount':
      return bankAccount(rule, place);
    case 'confirmedEmail':
      return confirmedEmail(rule, place);
    case 'differ':
      return differ(rule, place);
  }
}

const COMPARE_CODES = {
  eq: 'COMPARE_EQ',
  lt: 'COMPARE_LT',
  lte: 'COMPARE_LTE',
  gt: 'COMPARE_GT',
  gte: 'COMPARE_GTE',
} as const satisfies Record<CompareOp, ProblemCode>;

function compare(rule: RuleOf<'compare'>, place: Place): Verdict {
  const left = number(rule.left, place);
  const right = number(rule.right, place);
  if (left === undefined || right === undefined || ordered(rule.op, left, right)) {
    return undefined;
  }
  return [COMPARE_CODES[rule.op], { left, right }];
}

function number(expression: RuleOf<'compare'>['left'], place: Place): number | undefined {
  return evaluate(expression, {
    view: place.view,
    scope: place.scope,
    money: place.context.money,
  });
}

const DATE_CODES = {
  eq: 'DATE_NOT_EQUAL',
  lt: 'DATE_TOO_LATE',
  lte: 'DATE_TOO_LATE',
  gt: 'DATE_TOO_EARLY',
  gte: 'DATE_TOO_EARLY',
} as const satisfies Record<CompareOp, ProblemCode>;

function dateBound(rule: RuleOf<'dateBound'>, place: Place): Verdict {
  const actual = dateAt(rule.ref, place.scope);
  if (actual === undefined) {
    return undefined;
  }
  const from = rule.bound.base === 'field' ? dateAt(rule.bound.ref ?? '', place.scope) : undefined;
  if (rule.bound.base === 'field' && from === undefined) {
    return undefined;
  }
  const bound = resolveAnchor(rule.bound, place.context, from);
  if (!bound) {
    return ['DATE_BOUND_UNAVAILABLE'];
  }
  if (ordered(rule.op, actual, bound.date)) {
    return undefined;
  }
  const { date, provisional } = bound;
  return [DATE_CODES[rule.op], { bound: date, actual, ...(provisional && { provisional }) }];
}

function dateAt(ref: string, scope: Scope): string | undefined {
  const value = scope.read(ref);
  return typeof value === 'string' && matches(ISO_DATE, value) && isLocalDate(value)
    ? value
    : undefined;
}

function maxShare(rule: RuleOf<'maxShare'>, place: Place): Verdict {
  const part = number(rule.part, place);
  const whole = number(rule.whole, place);
  if (!isWhole(part) || !isWhole(whole)) {
    return undefined;
  }
  return BigInt(part) * 10_000n <= BigInt(whole) * BigInt(rule.maxBp)
    ? undefined
    : ['SHARE_TOO_LARGE', { part, whole, maxBp: rule.maxBp }];
}

function ownShare(rule: RuleOf<'ownShare'>, place: Place): Verdict {
  const cost = number(rule.cost, place);
  if (!isWhole(cost)) {
    return undefined;
  }
  const { money } = place.context;
  if (!money) {
    return ['MONEY_TERMS_UNAVAILABLE'];
  }
  const own = number(rule.own, place);
  return !isWhole(own) || ownShareIsEnough(cost, own, money.minOwnBp)
    ? undefined
    : ['OWN_SHARE_TOO_SMALL', { own, cost, minOwnBp: money.minOwnBp }];
}

function isWhole(value: number | undefined): value is number {
  return Number.isSafeInteger(value);
}

function orgIdentity(rule: RuleOf<'orgIdentity'>, place: Place): Verdict {
  const lengthAt = (ref: string | undefined): number => {
    const value = ref === undefined ? undefined : place.scope.read(ref);
    return typeof value === 'string' ? value.length : 0;
  };
  const inn = lengthAt(rule.inn);
  const ogrn = lengthAt(rule.ogrn);
  if (inn === 12 && lengthAt(rule.kpp) > 0) {
    return ['KPP_FORBIDDEN'];
  }
  const agrees = ogrn === 0 || (inn === 10 ? ogrn === 13 : inn !== 12 || ogrn === 15);
  return agrees ? undefined : ['ORG_KIND_MISMATCH', { innLength: inn, ogrnLength: ogrn }];
}

function bankAccount(rule: RuleOf<'bankAccount'>, place: Place): Verdict {
  const account = place.scope.read(rule.account);
  const bik = place.scope.read(rule.bik);
  if (typeof account !== 'string' || typeof bik !== 'string') {
    return undefined;
  }
  const code = accountFault(account, bik, rule.accountKind);
  return code ? [code] : undefined;
}

function confirmedEmail(rule: RuleOf<'confirmedEmail'>, place: Place): Verdict {
  const value = place.scope.read(rule.ref);
  const { confirmedEmails } = place.context;
  return typeof value !== 'string' || !confirmedEmails || confirmedEmails.includes(value)
    ? undefined
    : ['EMAIL_NOT_CONFIRMED'];
}

function differ(rule: RuleOf<'differ'>, place: Place): Verdict {
  const left = comparable(place.scope.read(rule.left));
  return left !== undefined && left === comparable(place.scope.read(rule.right))
    ? ['SAME_VALUE']
    : undefined;
}

/** The second and later rows that repeat an earlier one in all the named columns; wholly blank rows do not count. */
function distinctProblems(rule: RuleOf<'distinct'>, view: FormView): readonly Problem[] {
  const table = fieldsByKey(view.definition).get(rule.at);
  if (table?.type !== 'table' || !view.isVisible(table.key)) {
    return [];
  }
  const first = new Map<string, number>();
  return rowsOf(read(view.answers, table.key))
    .slice(0, table.maxRows)
    .flatMap((row, i) => {
      const { scope } = view.rowView(table, row);
      const cells = rule.columns.map((column) => comparable(scope.read(`row.${column}`)));
      const key = JSON.stringify(cells);
      const earlier = first.get(key);
      if (cells.every((cell) => cell === undefined) || (rule.when && !holds(rule.when, scope))) {
        return [];
      }
      first.set(key, earlier ?? i);
      return earlier === undefined
        ? []
        : [
            {
              ...problemAt(`${table.key}[${i}]`, 'ROW_REPEATED', {
                row: i + 1,
                earlier: earlier + 1,
              }),
              rule: rule.id,
            },
          ];
    });
}

/** Texts without regard to case; of lists, periods and organisations the plain parts. Never deep: any JSON may stand here. */
function comparable(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, typeof part === 'object' ? null : comparable(part)]);
  }
  return typeof value === 'string' ? value.toLowerCase() : value;
}
