import fc from 'fast-check';

import { plusDays } from '@okno/shared/work-calendar';

import { isTaken, validityOn, warningDay } from './passport.policy';

const TODAY = '2026-11-20';

describe('validity of a document', () => {
  it('lasts to its last day, and is said to end thirty days before', () => {
    expect(validityOn(null, TODAY)).toBe('VALID');
    expect(validityOn(TODAY, TODAY)).toBe('EXPIRING');
    expect(validityOn('2026-11-19', TODAY)).toBe('EXPIRED');
    expect(validityOn('2026-12-20', TODAY)).toBe('EXPIRING');
    expect(validityOn('2026-12-21', TODAY)).toBe('VALID');
  });

  it('is said to end from the day of the warning on, not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
        const validTo = plusDays(TODAY, days);
        const said = validityOn(validTo, TODAY) !== 'VALID';
        expect(said).toBe(warningDay(validTo) <= TODAY);
      }),
    );
  });

  it('asks the age only where the form does and the day of issue is known', () => {
    const old = { issuedOn: '2026-10-01', validTo: null };
    expect(isTaken(old, undefined, TODAY)).toBe(true);
    expect(isTaken(old, 30, TODAY)).toBe(false);
    expect(isTaken({ ...old, issuedOn: null }, 30, TODAY)).toBe(true);
    expect(isTaken({ issuedOn: '2026-10-21', validTo: null }, 30, TODAY)).toBe(true);
    expect(isTaken({ issuedOn: null, validTo: '2026-11-19' }, undefined, TODAY)).toBe(false);
  });
});
