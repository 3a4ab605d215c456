import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Procedure 3: requests for compensation with the states of their own, the payments they name, and what was
 * judged of each payment. Expand only.
 */
export class Compensation1795566600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await rule(db, 'application_kind_known', 'application_kind_has_procedure', KINDS);
    await rule(db, 'application_state_known', 'application_state_of_procedure', STATES);
    await db.query(`
      CREATE TABLE cost_line (
        id              uuid PRIMARY KEY,
        application_id  uuid NOT NULL CONSTRAINT cost_line_application REFERENCES application (id),
        no              integer NOT NULL CONSTRAINT cost_line_no_counts CHECK (no > 0),
        payee_inn       text NOT NULL
          CONSTRAINT cost_line_payee_is_inn CHECK (payee_inn ~ '^([0-9]{10}|[0-9]{12})$'),
        order_no        text NOT NULL,
        order_key       text NOT NULL,
        paid_on         date NOT NULL,
        amount_kopecks  bigint NOT NULL,
        claimed_kopecks bigint NOT NULL,
        vat_bp          integer CONSTRAINT cost_line_vat_share CHECK (vat_bp BETWEEN 0 AND 10000),
        purpose         text,
        contract        text,
        act             text,
        released_at     timestamptz,
        CONSTRAINT cost_line_order_named CHECK (order_no <> '' AND order_key <> ''),
        CONSTRAINT cost_line_money_adds CHECK (
          amount_kopecks > 0 AND claimed_kopecks >= 0 AND claimed_kopecks <= amount_kopecks)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX cost_line_claimed_once ON cost_line (payee_inn, order_key, paid_on, amount_kopecks)
      WHERE released_at IS NULL`);
    await db.query('CREATE INDEX cost_line_of_application ON cost_line (application_id)');
    await db.query(`
      CREATE TABLE cost_verdict (
        line_id          uuid PRIMARY KEY,
        application_id   uuid NOT NULL,
        outcome          text NOT NULL
          CONSTRAINT cost_verdict_outcome_known CHECK (outcome IN ('ACCEPTED', 'REDUCED', 'REJECTED')),
        claimed_kopecks  bigint NOT NULL,
        accepted_kopecks bigint NOT NULL,
        reason           text,
        by_id            uuid NOT NULL,
        by_name          text NOT NULL,
        at               timestamptz NOT NULL,
        CONSTRAINT cost_verdict_money_fits CHECK (
          CASE outcome WHEN 'ACCEPTED' THEN accepted_kopecks = claimed_kopecks
                       WHEN 'REDUCED' THEN accepted_kopecks > 0 AND accepted_kopecks < claimed_kopecks
                       ELSE accepted_kopecks = 0 END),
        CONSTRAINT cost_verdict_explained CHECK (outcome = 'ACCEPTED' OR reason <> '')
      )`);
    await db.query('CREATE INDEX cost_verdict_of_application ON cost_verdict (application_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE cost_verdict');
    await db.query('DROP TABLE cost_line');
    await rule(db, 'application_state_of_procedure', 'application_state_known', OLD_STATES);
    await rule(db, 'application_kind_has_procedure', 'application_kind_known', OLD_KINDS);
  }
}

const OLD_KINDS = `kind IN ('MEMBERSHIP', 'SERVICE')`;
const KINDS = `kind IN ('MEMBERSHIP', 'SERVICE', 'COMPENSATION')`;
const NAMES = `'DRAFT', 'SUBMITTED', 'REGISTERED', 'FORMAL_CHECK', 'RETURNED', 'REVIEW', 'COUNCIL', 'EXPERTISE', 'DECISION',
  'APPROVED', 'WAITLISTED', 'CONTRACTOR_SELECTION', 'AGREEMENT', 'OWN_PAYMENT', 'DELIVERY', 'ACCEPTANCE',
  'STATE_PAYMENT', 'REPORTING', 'CLOSED', 'ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND'`;
const OLD_STATES = `state IN (${NAMES})`;
const STATES = `state IN (${NAMES}, 'COST_AUDIT', 'PAYMENT', 'OBLIGATIONS')`;

/** A changed rule gets a new name: the check of drift compares rules by name. */
async function rule(db: QueryRunner, from: string, to: string, check: string): Promise<void> {
  await db.query(`ALTER TABLE application DROP CONSTRAINT ${from}`);
  await db.query(`ALTER TABLE application ADD CONSTRAINT ${to} CHECK (${check})`);
}
