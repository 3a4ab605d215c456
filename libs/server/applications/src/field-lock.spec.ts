import { readFileSync } from 'node:fs';

import { assembleForm } from '@okno/shared/form-schema';

import { changedPaths, isUnlocked, lockedPaths, unlockedPaths } from './field-lock';

const folder = `${__dirname}/../../../../db/reference/forms`;
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
const blocks = ['org', 'contact', 'money', 'declarations'].map((name) => read(`blocks/${name}`));
const form = assembleForm(read('service-marketing'), blocks);

describe('what opens again', () => {
  it('is what remarks are pinned to, and what its answer shows or requires', () => {
    expect(unlockedPaths(form, ['mk.goal'])).toEqual(['mk.goal']);
    expect(unlockedPaths(form, ['doc.D-TOR'])).toEqual(['doc.D-TOR']);
    expect(unlockedPaths(form, ['mk.contractorBy'])).toEqual(
      expect.arrayContaining(['mk.contractorBy', 'mk.contractor', 'doc.D-OFFERS']),
    );
  });

  it('opens rows and cells inside a field, never a neighbour of a like name', () => {
    expect(isUnlocked('money.lines[0].price', ['money.lines'])).toBe(true);
    expect(isUnlocked('money.lines[0].price', ['money.lines[0]'])).toBe(true);
    expect(isUnlocked('money.lines[10].price', ['money.lines[1]'])).toBe(false);
    expect(isUnlocked('mk.goalTwo', ['mk.goal'])).toBe(false);
  });
});

describe('what was touched', () => {
  const before = { 'money.lines': [{ item: 'a', price: 1, sum: 1 }], 'mk.goal': 'x' };

  it('is named as finely as rows and cells allow', () => {
    expect(changedPaths('t', [{ a: 1, b: 2 }], [{ a: 1, b: 3 }])).toEqual(['t[0].b']);
    expect(changedPaths('t', [{ a: 1 }], [{ a: 1 }, { a: 2 }])).toEqual(['t']);
    expect(changedPaths('t', 'x', 'x')).toEqual([]);
  });

  it('is locked outside of what is open; computed cells are nobody’s', () => {
    const edit = { 'money.lines': [{ item: 'a', price: 2, sum: 2 }] };
    expect(lockedPaths(form, before, edit, ['money.lines[0].price'])).toEqual([]);
    expect(lockedPaths(form, before, edit, ['mk.goal'])).toEqual(['money.lines[0].price']);
    expect(lockedPaths(form, before, { 'mk.goal': 'x' }, [])).toEqual([]);
    expect(lockedPaths(form, before, { 'org.inn': '1' }, null)).toEqual(['org.inn']);
    expect(lockedPaths(form, before, edit, null)).toEqual([]);
  });
});
