/**
 * What every check of this library answers. `value` is the canonical form, the one to store and compare.
 * `unchecked` means: the form is right, but no check digit could prove it, so a person looks at it
 * (a treasury account, a very old СНИЛС).
 */
export type Checked<Code extends string> =
  | { readonly ok: true; readonly value: string; readonly unchecked?: true }
  | { readonly ok: false; readonly code: Code };

export function valid(value: string): { readonly ok: true; readonly value: string } {
  return { ok: true, value };
}

export function validUnchecked(value: string): {
  readonly ok: true;
  readonly value: string;
  readonly unchecked: true;
} {
  return { ok: true, value, unchecked: true };
}

export function invalid<Code extends string>(
  code: Code,
): { readonly ok: false; readonly code: Code } {
  return { ok: false, code };
}
