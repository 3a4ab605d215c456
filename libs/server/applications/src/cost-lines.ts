import { rowsOf, type Answers } from '@okno/shared/form-schema';
import { isKopecks } from '@okno/shared/money';

/** The table of payments in every form of compensation (forms.md §8). */
export const COST_LINES = 'cost.lines';

/** A payment as the request names it. */
export interface WrittenCost {
  /** Row in the form, from 1. */
  no: number;
  payeeInn: string;
  orderNo: string;
  orderKey: string;
  /** `YYYY-MM-DD`. */
  paidOn: string;
  amountKopecks: number;
  /** What of it the form counts. */
  claimedKopecks: number;
  vatBp: number | null;
  purpose: string | null;
  contract: string | null;
  act: string | null;
}

/** The payments of complete answers; none where the form has no such table. */
export function writtenCosts(answers: Answers): WrittenCost[] {
  return rowsOf(answers[COST_LINES]).map((row, at) => costOf(row, at + 1));
}

/** The same payment order under one name: `№ 0012`, `12` and ` 12 ` are the same. */
export function orderKeyOf(orderNo: string): string {
  const bare = orderNo
    .toUpperCase()
    .replace(/[^0-9A-ZА-ЯЁ]/gu, '')
    .replace(/^0+(?=.)/u, '');
  return bare === '' ? orderNo.trim() : bare;
}

function costOf(row: Readonly<Record<string, unknown>>, no: number): WrittenCost {
  const amount = kopecks(row['amount']);
  const orderNo = text(row['orderNo']) ?? '';
  return {
    no,
    payeeInn: text(row['payeeInn']) ?? '',
    orderNo,
    orderKey: orderKeyOf(orderNo),
    paidOn: text(row['paidOn']) ?? '',
    amountKopecks: amount,
    claimedKopecks: row['eligible'] === undefined ? amount : kopecks(row['eligible']),
    vatBp: vatOf(row['vat']),
    purpose: text(row['purpose']),
    contract: text(row['contract']),
    act: text(row['act']),
  };
}

/** `NONE` or `V20`: the choices of the forms. */
function vatOf(choice: unknown): number | null {
  if (choice === 'NONE') {
    return 0;
  }
  const percent = typeof choice === 'string' ? /^V(\d{1,2})$/.exec(choice)?.[1] : undefined;
  return percent === undefined ? null : Number(percent) * 100;
}

function kopecks(value: unknown): number {
  return typeof value === 'number' && isKopecks(value) ? value : 0;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
