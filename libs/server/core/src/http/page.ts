import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { RequestError } from '../errors/core.errors';

export const PAGE_LIMIT = 25;

/** Which part of a list. Lists are read by key, never by offset. */
export class PageQuery {
  /** `next` of the page before. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;

  /** How many at the most, 1 to 100; 25 when absent. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 100, default: PAGE_LIMIT })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

type Scalar = 'string' | 'number' | 'uuid' | 'instant' | 'date';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The place after the last row of a page, opaque to the client. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor back.
 * @throws RequestError request.bad_cursor when it is not one of ours
 */
export function decodeCursor(after: string, shape: readonly Scalar[]): (string | number)[] {
  const values = parse(after);
  if (
    values === undefined ||
    values.length !== shape.length ||
    !values.every((value, at) => fits(value, shape[at]))
  ) {
    throw new RequestError('request.bad_cursor', {}, [{ path: 'after', code: 'FORMAT' }]);
  }
  return values;
}

function parse(after: string): (string | number)[] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    return Array.isArray(parsed) &&
      parsed.every((one) => typeof one === 'string' || typeof one === 'number')
      ? parsed
      : undefined;
  } catch {
    // Not JSON: somebody typed the cursor by hand. The caller answers 400.
    return undefined;
  }
}

function fits(value: string | number, scalar: Scalar | undefined): boolean {
  switch (scalar) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
      return (
        typeof value === 'string' &&
        value.length <= 300 &&
        !value.includes('\0') &&
        value.isWellFormed()
      );
    case 'uuid':
      return typeof value === 'string' && UUID.test(value);
    case 'instant':
      return (
        typeof value === 'string' &&
        /^\d{4}-/.test(value) &&
        value.length < 40 &&
        !Number.isNaN(Date.parse(value))
      );
    case 'date':
      return typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value));
    case undefined:
      return false;
  }
}

/** One page: rows are asked for one more than the limit, and the one more tells that there is a next. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
  place: (row: Row) => readonly (string | number)[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    next: rows.length > limit && last !== undefined ? encodeCursor(place(last)) : null,
  };
}
