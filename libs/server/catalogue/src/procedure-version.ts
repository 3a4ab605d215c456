import type { FormDefinition } from '@okno/shared/form-schema';

import type { MeasureVersionData } from './catalogue-data';
import type { StoredVersion } from './catalogue.repository';

/** A stored version as the procedures need it; null where the portal has no procedure for its kind. */
export function procedureVersion(stored: StoredVersion): MeasureVersionData | null {
  const { kind, clusterId, clusterCode, content, form } = stored;
  if ((kind !== 'MEMBERSHIP' && kind !== 'SERVICE') || clusterId === null || clusterCode === null) {
    return null;
  }
  return {
    id: stored.id,
    measureId: stored.measureId,
    code: stored.code,
    versionNo: stored.versionNo,
    kind,
    title: content.title,
    officialTitle: content.officialTitle,
    clusterId,
    clusterCode,
    form,
    stateShareBp: stored.stateShareBp,
    minOwnBp: stored.minOwnBp,
    limitPerApplicationKopecks: stored.limitPerApplicationKopecks,
    limitPerYearKopecks: stored.limitPerYearKopecks,
    maxPerYear: stored.maxPerYear,
    ...judgingOf(form),
    maxReturns: content.maxReturns,
    terms: content.terms,
    defaultsMark: content.defaultsMark,
  };
}

/** What a request is checked and judged by; nothing where there is no form. */
function judgingOf(
  form: FormDefinition | null,
): Pick<MeasureVersionData, 'checklist' | 'checks' | 'refusalReasons'> &
  Pick<MeasureVersionData, 'criteria' | 'fifoCriteria' | 'threshold'> {
  const { checklist, checks, refusalReasons } = form ?? NO_FORM;
  const { criteria, fifoCriteria, threshold } = form?.scoring ?? NO_SCORING;
  return { checklist, checks, refusalReasons, criteria, fifoCriteria, threshold };
}

const NO_FORM = { checklist: [], checks: [], refusalReasons: [] };
const NO_SCORING = { criteria: [], fifoCriteria: [], threshold: null };
