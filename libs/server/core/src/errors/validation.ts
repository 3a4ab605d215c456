import { ValidationPipe, type ValidationError } from '@nestjs/common';

import type { FieldProblem } from './domain-error';
import { RequestError } from './core.errors';

/** class-validator's names of rules → our stable codes. */
const CODES: Record<string, string> = {
  whitelistValidation: 'UNKNOWN_FIELD',
  isNotEmpty: 'REQUIRED',
  isDefined: 'REQUIRED',
  minLength: 'TOO_SHORT',
  maxLength: 'TOO_LONG',
  length: 'LENGTH',
  min: 'TOO_SMALL',
  max: 'TOO_LARGE',
  isIn: 'NOT_AN_OPTION',
  isEnum: 'NOT_AN_OPTION',
  isEmail: 'EMAIL_FORMAT',
  isUuid: 'ID_FORMAT',
  isInt: 'TYPE_INTEGER',
  isNumber: 'TYPE_NUMBER',
  isString: 'TYPE_STRING',
  isBoolean: 'TYPE_BOOLEAN',
  isObject: 'TYPE_OBJECT',
  isArray: 'TYPE_LIST',
  arrayMaxSize: 'TOO_MANY',
  arrayMinSize: 'TOO_FEW',
  matches: 'FORMAT',
  isISO8601: 'DATE_FORMAT',
};

/** Checks every body, query and parameter by its class: unknown fields are refused and named. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new RequestError(
        'request.invalid',
        {},
        errors.flatMap((error) => fieldsOf(error, '')),
      ),
  });
}

function fieldsOf(error: ValidationError, parent: string): FieldProblem[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.keys(error.constraints ?? {}).map((name) => ({
    path,
    code: CODES[name] ?? 'INVALID',
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, path))];
}
