import { Injectable } from '@nestjs/common';

import { Database, newId, type Tx } from '@okno/server/core';
import type { BecomesTrue } from '@okno/shared/eligibility';

import type { CheckOutcome, Finding } from './check.policy';

/** A stored finding. */
export interface CheckRecord {
  code: string;
  round: number;
  outcome: CheckOutcome;
  messageKey: string;
  params: Record<string, unknown>;
  source: string;
  asOf: Date | null;
  checkedAt: Date;
  becomesTrue: BecomesTrue | null;
}

/** Which finding is meant. */
export interface CheckKey {
  applicationId: string;
  round: number;
  code: string;
}

/** The checks of one round under way. */
export interface Intake {
  applicationId: string;
  round: number;
  codes: string[];
  attempt: number;
  doneAt: Date | null;
}

type Sql = Pick<Tx, 'named'>;

const INSERT = `INSERT INTO check_result
  (id, application_id, round, code, outcome, message_key, params, source, as_of, checked_at, becomes_true)
  VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11::jsonb)
  ON CONFLICT (application_id, round, code)`;
const INTAKE = `application_id AS "applicationId", round, codes, attempt, done_at AS "doneAt"`;

/** Findings and the rounds of checks under way. */
@Injectable()
export class ChecksRepository {
  constructor(private readonly db: Database) {}

  /** Keeps the first answer: a check that runs twice for one round changes nothing. */
  async keep(key: CheckKey, finding: Finding, at: Date, sql: Sql = this.db): Promise<void> {
    await sql.named('check-keep', `${INSERT} DO NOTHING`, valuesOf(key, finding, at));
  }

  /** Puts a newer answer in place of the old one, when a reviewer asked again. */
  async replace(tx: Tx, key: CheckKey, finding: Finding, at: Date): Promise<void> {
    await tx.named(
      'check-replace',
      `${INSERT} DO UPDATE SET outcome = EXCLUDED.outcome, message_key = EXCLUDED.message_key,
         params = EXCLUDED.params, source = EXCLUDED.source, as_of = EXCLUDED.as_of, checked_at = EXCLUDED.checked_at,
         becomes_true = EXCLUDED.becomes_true`,
      valuesOf(key, finding, at),
    );
  }

  /** The newest answer of every check, whichever round it is of. */
  latest(applicationId: string, sql: Sql = this.db): Promise<CheckRecord[]> {
    return sql.named<CheckRecord>(
      'check-latest',
      `SELECT DISTINCT ON (code) code, round, outcome, message_key AS "messageKey", params, source,
         as_of AS "asOf", checked_at AS "checkedAt", becomes_true AS "becomesTrue"
       FROM check_result WHERE application_id = $1 ORDER BY code, round DESC`,
      [applicationId],
    );
  }

  async answered(tx: Tx, applicationId: string, round: number): Promise<string[]> {
    const rows = await tx.named<{ code: string }>(
      'check-answered',
      'SELECT code FROM check_result WHERE application_id = $1 AND round = $2',
      [applicationId, round],
    );
    return rows.map(({ code }) => code);
  }

  async startIntake(
    tx: Tx,
    intake: Pick<Intake, 'applicationId' | 'round' | 'codes'>,
    at: Date,
  ): Promise<void> {
    await tx.named(
      'intake-start',
      `INSERT INTO intake_check (application_id, round, codes, attempt, started_at)
       VALUES ($1, $2, $3, 1, $4) ON CONFLICT DO NOTHING`,
      [intake.applicationId, intake.round, intake.codes, at],
    );
  }

  /** The newest round of checks, its row locked. */
  async lockIntake(tx: Tx, applicationId: string): Promise<Intake | undefined> {
    const [row] = await tx.named<Intake & Record<string, unknown>>(
      'intake-lock',
      `SELECT ${INTAKE} FROM intake_check WHERE application_id = $1 ORDER BY round DESC LIMIT 1 FOR UPDATE`,
      [applicationId],
    );
    return row;
  }

  async countAttempt(tx: Tx, { applicationId, round, attempt }: Intake): Promise<void> {
    await tx.named(
      'intake-attempt',
      'UPDATE intake_check SET attempt = $3 WHERE application_id = $1 AND round = $2',
      [applicationId, round, attempt],
    );
  }

  async finishIntake(tx: Tx, applicationId: string, round: number, at: Date): Promise<void> {
    await tx.named(
      'intake-finish',
      'UPDATE intake_check SET done_at = $3 WHERE application_id = $1 AND round = $2',
      [applicationId, round, at],
    );
  }
}

function valuesOf({ applicationId, round, code }: CheckKey, finding: Finding, at: Date): unknown[] {
  return [
    newId(),
    applicationId,
    round,
    code,
    finding.outcome,
    finding.messageKey,
    JSON.stringify(finding.params),
    finding.source.code,
    finding.source.asOf,
    at,
    finding.becomesTrue === null ? null : JSON.stringify(finding.becomesTrue),
  ];
}
