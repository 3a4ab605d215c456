import fc from 'fast-check';

import { isRecord } from './answers';
import { answersFor } from './answers.spec-data';
import { validateDefinition } from './definition-check';
import { isFormDefinition } from './definition-shape';
import { ALL_FORMS, CONTEXT } from './forms.spec-data';
import { toJsonSchema } from './json-schema';
import { toSnapshotAnswers } from './snapshot';
import { validate } from './validate';

/** A real form with one part of it, anywhere, left out or replaced by something else. */
const damaged = fc
  .tuple(
    fc.constantFrom(...ALL_FORMS),
    fc.array(fc.nat(), { minLength: 2, maxLength: 8 }),
    fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('org.inn', 'row.sum', 'money.cost', 'text', 'money', 'table', true, 0),
    ),
  )
  .map(([form, way, put]) => changed(form, way, put));

/** Follows the numbers down the value and changes what stands there. */
function changed(value: unknown, [step, ...rest]: readonly number[], put: unknown): unknown {
  if (step === undefined) {
    return put;
  }
  const keys = isRecord(value) || Array.isArray(value) ? Object.keys(value) : [];
  const at = keys[step % keys.length];
  if (at === undefined) {
    return put;
  }
  if (Array.isArray(value)) {
    return value.map((one: unknown, i) => (String(i) === at ? changed(one, rest, put) : one));
  }
  const record = value as Record<string, unknown>;
  return { ...record, [at]: changed(record[at], rest, put) };
}

describe('a form definition that somebody broke', () => {
  it('is judged without a crash, and what passes can be used', () => {
    let usable = 0;
    fc.assert(
      fc.property(damaged, fc.nat(), (definition, seed) => {
        const problems = validateDefinition(definition);
        if (problems.length > 0 || !isFormDefinition(definition)) {
          return;
        }
        usable += 1;
        const [answers] = fc.sample(answersFor(definition), { numRuns: 1, seed });
        validate(definition, answers, CONTEXT);
        toSnapshotAnswers(definition, answers, CONTEXT);
        toJsonSchema(definition, CONTEXT);
      }),
      { numRuns: 5_000 },
    );
    expect(usable).toBeGreaterThan(100);
  });

  it('is judged whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        expect(validateDefinition(json).length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
