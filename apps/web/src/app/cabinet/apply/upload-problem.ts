import { injectFormats, injectHasText, injectTexts } from '@okno/web/ui';

import type { ProblemField } from '../../shell/problem';

/** Why a file was not taken, in words; undefined for a code without a sentence. */
export function injectUploadProblem(): (field: ProblemField, name: string) => string | undefined {
  const t = injectTexts();
  const has = injectHasText();
  const f = injectFormats();
  return ({ code, params }, name) => {
    const key = `apply.refused.${code}`;
    const { limit, limitBytes, allowed, actual } = params ?? {};
    return has(key)
      ? t(key, {
          name,
          limit: typeof limitBytes === 'number' ? f().bytes(limitBytes) : limit,
          allowed: typeof allowed === 'string' ? allowed.toUpperCase() : '',
          actual: typeof actual === 'string' ? actual.toUpperCase() : '',
        })
      : undefined;
  };
}
