import { Injectable } from '@nestjs/common';

import { Database } from '@okno/server/core';

import type { ChecklistMark, ConclusionRecord } from './case-file.repository';
import type { CheckRecord } from './checks.repository';
import type { DecisionRecord } from './decisions.repository';

/** Everything that the review shows of a case to the centre. */
export interface CaseFile {
  checks: CheckRecord[];
  marks: Omit<ChecklistMark, 'byId'>[];
  conclusion: Pick<ConclusionRecord, 'pass' | 'text' | 'criteria' | 'byName' | 'at'> | null;
  decision: DecisionRecord | null;
  noteCount: number;
}

/** The same as it comes out of JSON: times are texts. */
interface StoredFile {
  checks: (Omit<CheckRecord, 'asOf' | 'checkedAt'> & { asOf: string | null; checkedAt: string })[];
  marks: (Omit<ChecklistMark, 'byId' | 'at'> & { at: string })[];
  conclusion: (Omit<NonNullable<CaseFile['conclusion']>, 'at'> & { at: string }) | null;
  decision: DecisionRecord | null;
  noteCount: number;
}

const FILE = `SELECT
  (SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') FROM (
     SELECT DISTINCT ON (code) code, round, outcome, message_key AS "messageKey", params, source, as_of AS "asOf",
       checked_at AS "checkedAt", becomes_true AS "becomesTrue"
     FROM check_result WHERE application_id = $1 ORDER BY code, round DESC) AS one) AS checks,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'done', done, 'byName', by_name, 'at', at)), '[]')
     FROM checklist_mark WHERE application_id = $1) AS marks,
  (SELECT to_jsonb(one) FROM (
     SELECT pass, text, criteria, by_name AS "byName", at FROM conclusion
     WHERE application_id = $1 ORDER BY id DESC LIMIT 1) AS one) AS conclusion,
  (SELECT to_jsonb(one) FROM (
     SELECT outcome, number, date, reason_code AS "reasonCode", public_text AS "publicText",
       approved_kopecks AS "approvedKopecks", own_kopecks AS "ownKopecks", cap_reason AS "capReason"
     FROM decision WHERE application_id = $1) AS one) AS decision,
  (SELECT count(*) FROM case_note WHERE application_id = $1) AS "noteCount"`;

/** The whole file of a case in one statement: a case is read far more often than worked on. */
@Injectable()
export class CaseOverview {
  constructor(private readonly db: Database) {}

  async of(applicationId: string): Promise<CaseFile> {
    const [file] = await this.db.named<StoredFile & Record<string, unknown>>('review-file', FILE, [
      applicationId,
    ]);
    if (file === undefined) {
      throw new Error('The file of a case is one row');
    }
    const { conclusion } = file;
    return {
      checks: file.checks.map((one) => ({
        ...one,
        asOf: one.asOf === null ? null : new Date(one.asOf),
        checkedAt: new Date(one.checkedAt),
      })),
      marks: file.marks.map((one) => ({ ...one, at: new Date(one.at) })),
      conclusion: conclusion && { ...conclusion, at: new Date(conclusion.at) },
      decision: file.decision,
      noteCount: file.noteCount,
    };
  }
}
