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
    checklist: form?.checklist ?? [],
    checks: form?.checks ?? [],
    criteria: form?.scoring?.criteria ?? [],
    fifoCriteria: form?.scoring?.fifoCriteria ?? [],
    threshold: form?.scoring?.threshold ?? null,
    refusalReasons: form?.refusalReasons ?? [],
    maxReturns: content.maxReturns,
    terms: content.terms,
    defaultsMark: content.defaultsMark,
  };
}
