import type { BecomesTrueDto, RuleTraceDto } from '@okno/web/api-client';

import type { Speech } from './rule-words';

/** «станет доступно с 18 февраля 2027»; empty where no day and no number helps. */
export function whenOf(becomes: BecomesTrueDto | null, { t, f }: Speech): string {
  if (becomes?.from !== undefined) {
    return t('eligibility.when.date', { date: f.date(becomes.from) });
  }
  const [value] = becomes?.to ?? [];
  return becomes?.fact === 'case.ownBp' && typeof value === 'number'
    ? t('eligibility.when.share', { share: f.share(value) })
    : '';
}

/**
 * The page where something can be done about it.
 * @param joinMeasure code of the measure to join the cluster with, where that can be done here
 */
export function linkOf(
  { remedy, outcome }: Pick<RuleTraceDto, 'remedy' | 'outcome'>,
  joinMeasure: string | null,
): readonly string[] | null {
  if (outcome !== 'FAIL') {
    return null;
  }
  if (remedy === 'JOIN_CLUSTER') {
    return joinMeasure === null ? null : ['/measures', joinMeasure];
  }
  return remedy === 'OTHER_MEASURES' ? ['/support'] : null;
}

/** The one thing that would do. */
export function helpOf({ from, fact }: BecomesTrueDto, { t, f }: Speech): string {
  return from === undefined
    ? t(fact === 'membership.state' ? 'eligibility.helps.join' : 'eligibility.helps.change')
    : t('eligibility.helps.date', { date: f.date(from) });
}
