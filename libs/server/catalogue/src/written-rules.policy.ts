import { readRules, type Rule } from '@okno/shared/eligibility';

import type { EligibilityFile, WrittenMeasure } from './reference-files';

/**
 * The rules of a measure: the checks that its form names, or what its cluster says of such a measure, in that order.
 * @throws RangeError for rules that cannot be evaluated, and for checks that have none
 */
export function rulesOf(
  { kind, cluster }: Pick<WrittenMeasure, 'kind' | 'cluster'>,
  named: readonly string[] | null,
  { rules, withoutForm, always, warnOnly }: EligibilityFile,
): readonly Rule[] {
  const known = readRules(rules);
  const codes = named ?? (cluster === null ? [] : (withoutForm[cluster]?.[kind] ?? []));
  return [...new Set([...codes, ...(always[kind] ?? [])])].map((code) => {
    const rule = known.find((one) => one.code === code);
    if (rule === undefined) {
      throw new RangeError(`eligibility.json has no rule ${code}`);
    }
    return warnOnly[kind]?.includes(code) ? warning(rule) : rule;
  });
}

/** The same rule where nothing it finds stands in the way. */
function warning(rule: Rule): Rule {
  return {
    ...rule,
    steps: rule.steps.map((step) => ({
      ...step,
      otherwise: { ...step.otherwise, outcome: 'WARN' },
    })),
  };
}
