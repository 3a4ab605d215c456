import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import fc from 'fast-check';
import { isRecord, type Answers } from './answers';
import type { FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { visibleFields } from './form-view';
import { answersFor, oneAnswerFor } from './answers.spec-data';
import {
  ALL_FORMS,
  CONTEXT,
  MARKETING_ANSWERS,
  MEMBERSHIP,
  MEMBERSHIP_ANSWERS,
  SERVICE_MARKETING,
} from './forms.spec-data';
import { toJsonSchema } from './json-schema';
import { fieldKeyOf, isOutsideJsonSchema } from './problem';
import { toSnapshotAnswers } from './snapshot';
import { validate } from './validate';

const RUNS = 1_500;

/** The shared libraries know no Node, not even in their specs' types. */
const SETTINGS: Record<string, string | undefined> = Object(
  Reflect.get(Object(Reflect.get(globalThis, 'process')), 'env'),
);

/**
 * Every form is asked about so many random answer sets; both that have complete answers, about more. With
 * `OKNO_FORM_RUNS=5000` the ten forms get 50 000 in all, which takes minutes.
 */
const RUNS_OF_EACH = Number(SETTINGS['OKNO_FORM_RUNS'] ?? 300);

/** Both judges of a form's answers: keys of the fields each of them refuses. */
function judgesOf(form: FormDefinition): {
  check: ValidateFunction;
  byAjv: (answers: unknown) => string[];
  byUs: (answers: unknown) => string[];
} {
  const check = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    formats: { date: true },
  }).compile(Object(toJsonSchema(form, CONTEXT)));
  const keys = new Set(fieldsByKey(form).keys());
  const isStranger = (answers: unknown, path: string): boolean =>
    isRecord(answers) && Object.hasOwn(answers, path) && !keys.has(path);
  return {
    check,
    byAjv: (answers) => {
      check(answers);
      return unique((check.errors ?? []).flatMap((error) => keyOfError(error)));
    },
    byUs: (answers) =>
      unique(
        validate(form, answers, CONTEXT)
          .filter((problem) => !isOutsideJsonSchema(problem))
          .map(({ path }) => (isStranger(answers, path) ? path : fieldKeyOf(path, keys))),
      ),
  };
}

describe.each(ALL_FORMS.map((form) => [form.code, form] as const))('%s', (_code, form) => {
  const { byAjv, byUs } = judgesOf(form);

  it('refuses the same random answers here and in its JSON Schema', () => {
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        expect(byUs(answers)).toEqual(byAjv(answers));
      }),
      { numRuns: RUNS_OF_EACH },
    );
  });

  it('never blocks by what is hidden, and freezes nothing of it', () => {
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        const shown = visibleFields(form, answers, CONTEXT);
        const keys = new Set(fieldsByKey(form).keys());
        const blocking = validate(form, answers, CONTEXT)
          .map(({ path }) => fieldKeyOf(path, keys))
          .filter((key) => keys.has(key) && !shown.has(key));
        expect(blocking).toEqual([]);
        const frozen = toSnapshotAnswers(form, answers, CONTEXT);
        const seen = visibleFields(form, frozen, CONTEXT);
        expect(Object.keys(frozen).filter((key) => !seen.has(key))).toEqual([]);
      }),
      { numRuns: RUNS_OF_EACH },
    );
  });
});

describe.each([
  ['MEMBERSHIP', MEMBERSHIP, MEMBERSHIP_ANSWERS],
  ['SERVICE_MARKETING', SERVICE_MARKETING, MARKETING_ANSWERS],
] as const)('the validator and the JSON Schema of %s', (_name, form, complete) => {
  const { check, byAjv, byUs } = judgesOf(form);

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
