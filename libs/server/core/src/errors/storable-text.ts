import { RequestError } from './core.errors';

/** How deep a JSON body may nest: no form of ours is deeper than six. */
const MAX_DEPTH = 24;

/**
 * Refuses text that PostgreSQL cannot keep: NUL and halves of surrogate pairs, wherever they stand.
 * @throws RequestError request.invalid with the path of the text
 */
export function requireStorable(value: unknown, path = '', depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new RequestError('request.invalid', {}, [{ path, code: 'TEXT_UNSTORABLE' }]);
    }
  } else if (typeof value === 'object' && value !== null) {
    if (depth > MAX_DEPTH) {
      throw new RequestError('request.invalid', {}, [
        { path: path.slice(0, 80), code: 'TOO_DEEP' },
      ]);
    }
    for (const [key, inner] of Object.entries(value)) {
      requireStorable(key, path, depth + 1);
      requireStorable(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    }
  }
}
