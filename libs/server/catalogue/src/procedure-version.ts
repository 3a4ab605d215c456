import type { FormDefinition } from '@okno/shared/form-schema';
import { FLOWS, type ProcedureKind } from '@okno/shared/workflow';

import type { MeasureKind, MeasureVersionData } from './catalogue-data';
import type { StoredVersion } from './catalogue.repository';

/** A stored version as the procedures need it; null where the portal has no procedure for its kind. */
export function procedureVersion(stored: StoredVersion): MeasureVersionData | null {
  const { kind, clusterId, clusterCode, content, form } = stored;
  if (!isProcedure(kind) || clusterId === null || clusterCode === null) {
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
    rules: stored.eligibility ?? [],
    ...judgingOf(form),
    maxReturns: content.maxReturns,
    terms: content.terms,
    defaultsMark: content.defaultsMark,
  };
}

function isProcedure(kind: MeasureKind): kind is ProcedureKind {
  return Object.hasOwn(FLOWS, kind);
}

/** What a request is checked and judged by; nothing where there is no form. */
function judgingOf(
  form: FormDefinition | null,
): Pick<MeasureVersionData, 'checklist' | 'refusalReasons'> &
  Pick<MeasureVersionData, 'criteria' | 'fifoCriteria' | 'threshold'> {
  const { checklist, refusalReasons } = form ?? NO_FORM;
  const { criteria, fifoCriteria, threshold } = form?.scoring ?? NO_SCORING;
  return { checklist, refusalReasons, criteria, fifoCriteria, threshold };
}

const NO_FORM = { checklist: [], refusalReasons: [] };
const NO_SCORING = { criteria: [], fifoCriteria: [], threshold: null };
