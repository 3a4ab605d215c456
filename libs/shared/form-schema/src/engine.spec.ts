import { compute } from './compute';
import { holds } from './condition';
import type { Condition } from './condition-ast';
import { addMonths, resolveAnchor } from './date-anchor';
import type { FormContext } from './context';
import type { FormDefinition } from './definition';
import { validateDefinition } from './definition-check';
import { validate } from './validate';

const L = { ru: 'а', en: 'a' };

/** A form with the parts later forms need: travel share, sums by kind, bank details, cost periods. */
const FORM: FormDefinition = {
  code: 'TEST',
  version: 1,
  title: L,
  documents: [],
  checks: [],
  checklist: [],
  refusalReasons: [],
  limits: {},
  sections: [
    {
      code: 'MAIN',
      title: L,
      fields: [
        {
          key: 'lines',
          type: 'table',
          label: L,
          maxRows: 9,
          columns: [
            {
              key: 'kind',
              type: 'enum',
              label: L,
              options: [
                { value: 'TRAVEL', label: L },
                { value: 'AREA', label: L },
              ],
            },
            { key: 'sum', type: 'money', label: L },
            { key: 'paidOn', type: 'date', label: L },
            {
              key: 'area',
              type: 'int',
              label: L,
              min: 1,
              required: true,
              visibleIf: { op: 'eq', ref: 'row.kind', value: 'AREA' },
            },
          ],
        },
        {
          key: 'total',
          type: 'money',
          label: L,
          compute: { op: 'sum', table: 'lines', column: 'sum' },
        },
        { key: 'count', type: 'int', label: L, compute: { op: 'count', table: 'lines' } },
        {
          key: 'tenth',
          type: 'money',
          label: L,
          compute: {
            op: 'share',
            of: { op: 'ref', ref: 'total' },
            bp: { op: 'value', value: 1000 },
          },
        },
        {
          key: 'least',
          type: 'money',
          label: L,
          compute: {
            op: 'min',
            of: [
              { op: 'ref', ref: 'total' },
              {
                op: 'product',
                of: [
                  { op: 'ref', ref: 'count' },
                  { op: 'value', value: 300 },
                ],
              },
            ],
          },
        },
        { key: 'bik', type: 'bik', label: L },
        { key: 'account', type: 'account', label: L },
        { key: 'corr', type: 'account', label: L },
      ],
    },
  ],
  rules: [
    {
      id: 'travel',
      kind: 'maxShare',
      at: 'lines',
      maxBp: 3000,
      part: {
        op: 'sum',
        table: 'lines',
        column: 'sum',
        where: { op: 'eq', ref: 'row.kind', value: 'TRAVEL' },
      },
      whole: { op: 'ref', ref: 'total' },
    },
    {
      id: 'paid-lately',
      kind: 'dateBound',
      table: 'lines',
      at: 'paidOn',
      ref: 'row.paidOn',
      op: 'gte',
      bound: { base: 'filing', months: -12 },
    },
    {
      id: 'paid-already',
      kind: 'dateBound',
      table: 'lines',
      at: 'paidOn',
      ref: 'row.paidOn',
      op: 'lte',
      bound: { base: 'filing' },
    },
    {
      id: 'key',
      kind: 'bankAccount',
      at: 'account',
      account: 'account',
      bik: 'bik',
      accountKind: 'client',
    },
    {
      id: 'corr-key',
      kind: 'bankAccount',
      at: 'corr',
      account: 'corr',
      bik: 'bik',
      accountKind: 'correspondent',
    },
  ],
};
const CONTEXT: FormContext = { filingDate: '2026-11-23' };

function found(answers: Record<string, unknown>): string[] {
  const computed = compute(FORM, answers, CONTEXT);
  return validate(FORM, computed, CONTEXT).map(({ path, code, rule }) =>
    `${path} ${code} ${rule ?? ''}`.trim(),
  );
}

describe('the engine on parts of later forms', () => {
  it('takes the form', () => {
    expect(validateDefinition(FORM)).toEqual([]);
  });

  it('computes in whatever order the fields read each other', () => {
    const lines = [{ sum: 1005 }, { sum: 2000 }];
    expect(compute(FORM, { lines }, CONTEXT)).toEqual({
      lines,
      total: 3005,
      count: 2,
      tenth: 300,
      least: 600,
    });
  });

  it('bounds one part of a sum by its share', () => {
    const lines = (travel: number): object => ({
      lines: [
        { kind: 'TRAVEL', sum: travel },
        { kind: 'AREA', sum: 700, area: 1 },
      ],
    });
    expect(found({ ...lines(300) })).toEqual([]);
    expect(found({ ...lines(301) })).toEqual(['lines SHARE_TOO_LARGE travel']);
  });

  it('judges columns and rules by their row', () => {
    expect(found({ lines: [{ kind: 'AREA' }, { kind: 'TRAVEL', area: 'hidden' }] })).toEqual([
      'lines[0].area REQUIRED',
    ]);
    const paid = ['2025-11-22', '2025-11-23', '2026-11-24'].map((paidOn) => ({ paidOn }));
    expect(found({ lines: paid })).toEqual([
      'lines[0].paidOn DATE_TOO_EARLY paid-lately',
      'lines[2].paidOn DATE_TOO_LATE paid-already',
    ]);
  });

  it('proves bank accounts by the BIK', () => {
    expect(found({ bik: '049805746', account: '40602810700000000025' })).toEqual([]);
    expect(found({ bik: '049805746', account: '40602810800000000025' })).toEqual([
      'account ACCOUNT_CHECKSUM key',
    ]);
    expect(found({ bik: '049805000', corr: '30101810800000000746' })).toEqual([]);
    expect(found({ bik: '049805000', corr: '30101810900000000746' })).toEqual([
      'corr CORR_ACCOUNT_CHECKSUM corr-key',
    ]);
  });
});

describe('conditions', () => {
  const scope = { read: (ref: string): unknown => ({ n: 5, t: 'abc', m: ['x'], b: false })[ref] };
  it.each<[Condition, boolean]>([
    [{ op: 'eq', ref: 'b', value: false }, true],
    [{ op: 'ne', ref: 't', value: 'x' }, true],
    [{ op: 'ne', ref: 'absent', value: 'x' }, false],
    [{ op: 'in', ref: 't', values: ['x', 'abc'] }, true],
    [{ op: 'includes', ref: 'm', value: 'x' }, true],
    [{ op: 'includes', ref: 't', value: 'a' }, false],
    [{ op: 'gt', ref: 'n', value: 5 }, false],
    [{ op: 'gte', ref: 'n', value: 5 }, true],
    [{ op: 'lt', ref: 't', value: 5 }, false],
    [{ op: 'length', ref: 't', value: 3 }, true],
    [{ op: 'present', ref: 'absent' }, false],
    [{ op: 'not', of: { op: 'present', ref: 'absent' } }, true],
    [
      {
        op: 'and',
        of: [
          { op: 'present', ref: 'n' },
          { op: 'present', ref: 'absent' },
        ],
      },
      false,
    ],
    [
      {
        op: 'or',
        of: [
          { op: 'present', ref: 'n' },
          { op: 'present', ref: 'absent' },
        ],
      },
      true,
    ],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, scope)).toBe(expected);
  });
});

describe('days counted from something', () => {
  it('keep to the end of a shorter month', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2028-02-29', -12)).toBe('2027-02-28');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
  });

  it('say when a year without a calendar was counted by the statute', () => {
    const days = (workingDays: number): unknown =>
      resolveAnchor({ base: 'filing', workingDays }, CONTEXT, undefined);
    expect(days(1)).toEqual({ date: '2026-11-24', provisional: true });
    const year = {
      region: 'RU',
      year: 2026,
      status: 'adopted' as const,
      nonWorking: ['2026-12-31'],
      workingWeekends: [],
      shortened: [],
    };
    const context = { ...CONTEXT, calendars: [year] };
    expect(resolveAnchor({ base: 'filing', workingDays: 1 }, context, undefined)).toEqual({
      date: '2026-11-24',
      provisional: false,
    });
  });

  it('are unknown without what they count from', () => {
    expect(resolveAnchor({ base: 'roundYearEnd' }, CONTEXT, undefined)).toBeUndefined();
    expect(
      resolveAnchor({ base: 'filing', workingDays: 'reviewTerm' }, CONTEXT, undefined),
    ).toBeUndefined();
  });
});
