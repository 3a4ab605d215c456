import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import fc from 'fast-check';
import { isRecord, type Answers } from './answers';
import { fieldsByKey } from './field-index';
import { answersFor, oneAnswerFor } from './answers.spec-data';
import {
  CONTEXT,
  MARKETING_ANSWERS,
  MEMBERSHIP,
  MEMBERSHIP_ANSWERS,
  SERVICE_MARKETING,
} from './forms.spec-data';
import { toJsonSchema } from './json-schema';
import { fieldKeyOf, isOutsideJsonSchema } from './problem';
import { validate } from './validate';

const RUNS = 5_000;

describe.each([
  ['MEMBERSHIP', MEMBERSHIP, MEMBERSHIP_ANSWERS],
  ['SERVICE_MARKETING', SERVICE_MARKETING, MARKETING_ANSWERS],
] as const)('the validator and the JSON Schema of %s', (_name, form, complete) => {
  const check = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    formats: { date: true },
  }).compile(Object(toJsonSchema(form, CONTEXT)));

  /** Keys of the fields each side refuses. */
  const byAjv = (answers: unknown): string[] => {
    check(answers);
    return unique((check.errors ?? []).flatMap((error) => keyOfError(error)));
  };
  const keys = new Set(fieldsByKey(form).keys());
  const byUs = (answers: unknown): string[] =>
    unique(
      validate(form, answers, CONTEXT)
        .filter((problem) => !isOutsideJsonSchema(problem))
        .map(({ path }) => (isStranger(answers, path) ? path : fieldKeyOf(path, keys))),
    );
  const isStranger = (answers: unknown, path: string): boolean =>
    isRecord(answers) && Object.hasOwn(answers, path) && !keys.has(path);

  it('accept complete answers', () => {
    expect(validate(form, complete, CONTEXT)).toEqual([]);
    expect(byAjv(complete)).toEqual([]);
  });

  it('refuse the same fields of random answers', () => {
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        expect(byUs(answers)).toEqual(byAjv(answers));
      }),
      { numRuns: RUNS },
    );
  });

  it('refuse the same fields of complete answers with one thing changed', () => {
    fc.assert(
      fc.property(oneAnswerFor(form), ([key, value]) => {
        const answers =
          value === undefined ? without(complete, key) : { ...complete, [key]: value };
        expect(byUs(answers)).toEqual(byAjv(answers));
      }),
      { numRuns: 3_000 },
    );
  });

  it('agree on any JSON at all, and the validator never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(byUs(json).length === 0).toBe(check(json));
      }),
      { numRuns: 3_000 },
    );
  });
});

function without(answers: Answers, key: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));
}

function keyOfError(error: ErrorObject): readonly string[] {
  const [, first] = error.instancePath.split('/');
  if (first !== undefined) {
    return [first.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (error.keyword === 'required') {
    return [String(error.params['missingProperty'])];
  }
  if (error.keyword === 'additionalProperties') {
    return [String(error.params['additionalProperty'])];
  }
  return error.keyword === 'if' ? [] : [''];
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}
