import { completeAnswers } from './complete-answers.spec-data';
import { compute } from './compute';
import { validateDefinition } from './definition-check';
import { fieldsByKey } from './field-index';
import { ALL_FORMS, CONTEXT } from './forms.spec-data';
import { normalise } from './normalise';
import { validate } from './validate';

/** Ways to texts that have only one of the two languages, or nothing in one. */
function halfTexts(value: unknown, way = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { ru, en }: { ru?: unknown; en?: unknown } = value;
  if (ru === undefined && en === undefined) {
    return Object.entries(value).flatMap(([key, one]) => halfTexts(one, `${way}.${key}`));
  }
  const whole = [ru, en].every((text) => typeof text === 'string' && text.trim() !== '');
  return whole ? [] : [way];
}

/** What has to be said wherever one of these stands; a table's computed columns included. */
function unnamed(form: (typeof ALL_FORMS)[number]): string[] {
  const fields = [...fieldsByKey(form).values()].flatMap((field) =>
    field.type === 'table' ? [field, ...field.columns] : [field],
  );
  const options = fields.flatMap((field) =>
    'options' in field && Array.isArray(field.options) ? field.options : [],
  );
  return [
    ...fields.filter(({ label }) => label === undefined).map(({ key }) => key),
    ...options.filter(({ label }) => label === undefined).map(({ value }) => value),
    ...form.documents.filter(({ label }) => label === undefined).map(({ code }) => code),
  ];
}

/** Every text of a form: objects with ru and en. */
function textsOf(value: unknown): { ru: string; en: string }[] {
  if (Array.isArray(value)) {
    return value.flatMap(textsOf);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return 'ru' in value && 'en' in value
    ? [value as { ru: string; en: string }]
    : Object.values(value).flatMap(textsOf);
}

describe('every form of the portal', () => {
  it('is there: joining, six kinds of service, help of the centre, two compensations', () => {
    expect(ALL_FORMS.map(({ code }) => code).sort()).toEqual([
      'COMPENSATION_CERTIFICATION',
      'COMPENSATION_INTEREST',
      'MEMBERSHIP',
      'SERVICE_CONSULTING',
      'SERVICE_EXHIBITION',
      'SERVICE_FEASIBILITY',
      'SERVICE_GENERIC',
      'SERVICE_MARKETING',
      'SERVICE_MEDIA',
      'SERVICE_TRAINING',
    ]);
  });

  it.each(ALL_FORMS.map((form) => [form.code, form] as const))('%s can be published', (_, form) => {
    expect(validateDefinition(form)).toEqual([]);
  });

  it.each(ALL_FORMS.map((form) => [form.code, form] as const))(
    '%s speaks Russian in Russian and English in English',
    (_, form) => {
      const texts = textsOf(form);
      expect(texts.length).toBeGreaterThan(50);
      expect(texts.filter(({ en }) => /[а-яё]/iu.test(en))).toEqual([]);
      // Names of standards are the same in both.
      expect(texts.filter(({ ru, en }) => ru === en && !/^[A-Z0-9 %]+$/u.test(ru))).toEqual([]);
    },
  );

  it.each(ALL_FORMS.map((form) => [form.code, form] as const))(
    '%s says all it has to say in both languages',
    (_, form) => {
      expect(halfTexts(form)).toEqual([]);
      expect(unnamed(form)).toEqual([]);
    },
  );

  it.each(ALL_FORMS.filter(({ scoring }) => scoring).map((form) => [form.code, form] as const))(
    '%s is scored by weights that make a hundred',
    (_, form) => {
      const weights = form.scoring?.criteria.map(({ weight }) => weight) ?? [];
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
    },
  );

  it.each(
    ALL_FORMS.flatMap((form) =>
      [{}, ...choicesOf(form)].map((chosen) => [form.code, chosen, form] as const),
    ),
  )('%s can be filled in and filed with %j', (_, chosen, form) => {
    const answers = completeAnswers(form, CONTEXT, chosen);
    expect(normalise(form, answers).problems).toEqual([]);
    expect(compute(form, normalise(form, answers).answers, CONTEXT)).toEqual(answers);
    expect(validate(form, answers, CONTEXT)).toEqual([]);
  });
});

/** Every option of every required choice of the form itself, one at a time; powers of attorney need a date of their own. */
function choicesOf(form: (typeof ALL_FORMS)[number]): Record<string, unknown>[] {
  return [...fieldsByKey(form).values()].flatMap((field): Record<string, unknown>[] => {
    if (field.key === 'repr.basis' || field.required === undefined) {
      return [];
    }
    if (field.type === 'enum' && !('source' in field.options)) {
      return field.options.map(({ value }) => ({ [field.key]: value }));
    }
    return field.type === 'bool' ? [{ [field.key]: true }] : [];
  });
}
