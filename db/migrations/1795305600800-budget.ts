import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Money of intake rounds and what is reserved of it. Expand only. */
export class Budget1795305600800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE round_money (
        round_id          uuid PRIMARY KEY CONSTRAINT round_money_round REFERENCES intake_round (id),
        plan_kopecks      bigint NOT NULL,
        reserved_kopecks  bigint NOT NULL,
        committed_kopecks bigint NOT NULL,
        paid_kopecks      bigint NOT NULL,
        CONSTRAINT round_money_not_negative CHECK (
          plan_kopecks >= 0 AND reserved_kopecks >= 0 AND committed_kopecks >= 0 AND paid_kopecks >= 0),
        CONSTRAINT round_money_within_plan CHECK (reserved_kopecks + committed_kopecks + paid_kopecks <= plan_kopecks)
      )`);
    await db.query(`
      CREATE TABLE budget_reservation (
        id             uuid PRIMARY KEY,
        round_id       uuid NOT NULL CONSTRAINT budget_reservation_round REFERENCES round_money (round_id),
        application_id uuid NOT NULL,
        kopecks        bigint NOT NULL
          CONSTRAINT budget_reservation_positive CHECK (kopecks > 0),
        state          text NOT NULL
          CONSTRAINT budget_reservation_state_known CHECK (state IN ('RESERVED', 'RELEASED')),
        created_at     timestamptz NOT NULL,
        released_at    timestamptz
      )`);
    await db.query(
      `CREATE UNIQUE INDEX budget_reservation_one_per_application ON budget_reservation (application_id) WHERE state = 'RESERVED'`,
    );
    await db.query('CREATE INDEX budget_reservation_round_id ON budget_reservation (round_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE budget_reservation');
    await db.query('DROP TABLE round_money');
  }
}
