import { createContext, runInContext } from 'node:vm';

import fc from 'fast-check';

import { canonicalJson } from '@okno/server/core';

import { CANONICAL_BEGIN, CANONICAL_END, packageVerifier } from './package-verifier';

/** The function as the page has it. */
function ofThePage(): (value: unknown) => string {
  const page = packageVerifier();
  const code = page.slice(page.indexOf(CANONICAL_BEGIN), page.indexOf(CANONICAL_END));
  return runInContext(`${code}; (json) => canonicalJson(JSON.parse(json))`, createContext({}));
}

describe('the page that checks a filed package offline', () => {
  it('writes the canonical JSON that the portal hashes, whatever was filed', () => {
    const canonical = ofThePage();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);
        expect(canonical(json as never)).toBe(canonicalJson(JSON.parse(json)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is one file that reaches out to nothing', () => {
    const page = packageVerifier();
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:\/\/|src=|<link/);
  });
});
