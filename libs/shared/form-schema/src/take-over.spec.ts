import fc from 'fast-check';

import { sameAnswer } from './answers';
import { answersFor } from './answers.spec-data';
import { fieldsByKey } from './field-index';
import { ALL_FORMS, MARKETING_ANSWERS, MEMBERSHIP, SERVICE_MARKETING } from './forms.spec-data';
import { normalise } from './normalise';
import { takeOver } from './take-over';

const TODAY = '2027-03-01';

describe('answers of an earlier application', () => {
  it('go into a new one as they are, without card, sums, declarations and days that passed', () => {
    const taken = takeOver(SERVICE_MARKETING, SERVICE_MARKETING, MARKETING_ANSWERS, TODAY);
    expect(taken).toMatchObject({
      'mk.product': MARKETING_ANSWERS['mk.product'],
      'mk.questions': MARKETING_ANSWERS['mk.questions'],
      'contact.phone': MARKETING_ANSWERS['contact.phone'],
      'money.vatMode': 'INCLUDED',
    });
    for (const key of [
      'org.inn',
      'money.cost',
      'decl.truth',
      'money.doubleFinancing',
      'mk.period',
    ]) {
      expect(taken).not.toHaveProperty([key]);
    }
    expect(
      takeOver(SERVICE_MARKETING, SERVICE_MARKETING, MARKETING_ANSWERS, '2026-11-01'),
    ).toHaveProperty(['mk.period']);
  });

  it('go into another form as far as it asks the same', () => {
    const taken = takeOver(SERVICE_MARKETING, MEMBERSHIP, MARKETING_ANSWERS, TODAY);
    expect(Object.keys(taken).sort()).toEqual(
      [
        'contact.email',
        'contact.person',
        'contact.phone',
        'org.addressActual',
        'org.headPost',
        'repr.basis',
      ].sort(),
    );
  });

  it('are always answers that were given, and can be stored in the new form', () => {
    const forms = fc.constantFrom(...ALL_FORMS);
    const pair = fc
      .tuple(forms, forms)
      .chain(([earlier, form]) =>
        fc.tuple(fc.constant(earlier), fc.constant(form), answersFor(earlier)),
      );
    fc.assert(
      fc.property(pair, ([earlier, form, given]) => {
        const answers = normalise(earlier, given).answers;
        const taken = takeOver(earlier, form, answers, TODAY);
        expect(normalise(form, taken)).toEqual({ answers: taken, problems: [] });
        for (const [key, value] of Object.entries(taken)) {
          expect(sameAnswer(value, answers[key])).toBe(true);
          expect(fieldsByKey(form).get(key)?.locked).not.toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
