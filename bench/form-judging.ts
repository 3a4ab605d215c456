/* eslint-disable @nx/enforce-module-boundaries -- random answers are made where the engine's own specs make them */
import fc from 'fast-check';

import {
  compute,
  fieldsByKey,
  normalise,
  validate,
  type Answers,
  type FormDefinition,
} from '@okno/shared/form-schema';

import { answersFor } from '../libs/shared/form-schema/src/answers.spec-data';
import { completeAnswers } from '../libs/shared/form-schema/src/complete-answers.spec-data';
import { ALL_FORMS, CONTEXT } from '../libs/shared/form-schema/src/forms.spec-data';

/** What a run of judging came to; the same in every engine of JavaScript but for the times. */
export interface Judging {
  form: string;
  cells: number;
  /** Milliseconds to judge the answers of the largest form once: normal form, computed fields, problems. */
  ms: number;
  judged: number;
  /** Over every problem found in random answers of every form. */
  digest: string;
}

const SEED = 20_261_124;
const ROWS = 50;
const BATCH = 20;

/**
 * Judges random answers of every form, and times the largest one with all its tables full. Runs in Node and, bundled,
 * in a browser: the two must find the same problems.
 */
export function judgeForms(ofEach: number, batches: number): Judging {
  const { form, answers, cells } = largest();
  const digest = new Digest();
  for (const one of ALL_FORMS) {
    for (const random of fc.sample(answersFor(one), { numRuns: ofEach, seed: SEED })) {
      digest.add(JSON.stringify(validate(one, random, CONTEXT)));
    }
  }
  const judged = ALL_FORMS.length * ofEach;
  return { form: form.code, cells, ms: timeOf(form, answers, batches), judged, digest: digest.hex };
}

/** The form with the most cells once every table has as many rows as it may, fifty at the most. */
function largest(): { form: FormDefinition; answers: Answers; cells: number } {
  const [first, ...others] = ALL_FORMS.map((form) => {
    const answers = withFullTables(form, completeAnswers(form, CONTEXT));
    return { form, answers, cells: cellsOf(answers) };
  });
  if (!first) {
    throw new Error('There are no forms');
  }
  return others.reduce((most, one) => (one.cells > most.cells ? one : most), first);
}

function withFullTables(form: FormDefinition, answers: Answers): Answers {
  const full = [...fieldsByKey(form).values()].flatMap((field) => {
    const rows = answers[field.key];
    return field.type === 'table' && Array.isArray(rows) && rows.length > 0
      ? [[field.key, Array.from({ length: Math.min(field.maxRows, ROWS) }, () => rows[0])] as const]
      : [];
  });
  return { ...answers, ...Object.fromEntries(full) };
}

function cellsOf(answers: Answers): number {
  return Object.values(answers).reduce<number>(
    (sum, value) =>
      sum +
      (Array.isArray(value)
        ? value.reduce<number>((all, row) => all + Object.keys(Object(row)).length, 0)
        : 1),
    0,
  );
}

function timeOf(form: FormDefinition, answers: Answers, batches: number): number {
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const begin = performance.now();
    for (let time = 0; time < BATCH; time += 1) {
      const normal = normalise(form, answers).answers;
      validate(form, compute(form, normal, CONTEXT), CONTEXT);
    }
    times.push((performance.now() - begin) / BATCH);
  }
  return times.sort((a, b) => a - b)[Math.floor(batches / 2)] ?? Number.NaN;
}

/** FNV-1a, 32 bits: enough to see that two engines disagree, and there in both. */
class Digest {
  private hash = 0x811c9dc5;

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      this.hash = Math.imul(this.hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    }
  }

  get hex(): string {
    return this.hash.toString(16).padStart(8, '0');
  }
}
