import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Secret votes outlive the browser that cast them: the key of a ballot, envelopes under it; and recusals that the portal
 * found and no member takes back. Expand only.
 */
export class CouncilEnvelopes1795591000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE council_item ADD COLUMN ballot_key text');
    await db.query('ALTER TABLE council_vote ADD COLUMN envelope text');
    await db.query(`ALTER TABLE council_vote ADD CONSTRAINT council_vote_envelope_of_seal
      CHECK (envelope IS NULL OR seal IS NOT NULL)`);
    await db.query('ALTER TABLE council_sealed_vote ADD COLUMN envelope text');
    await db.query('ALTER TABLE council_recusal ADD COLUMN found boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE council_recusal DROP COLUMN found');
    await db.query('ALTER TABLE council_sealed_vote DROP COLUMN envelope');
    await db.query('ALTER TABLE council_vote DROP CONSTRAINT council_vote_envelope_of_seal');
    await db.query('ALTER TABLE council_vote DROP COLUMN envelope');
    await db.query('ALTER TABLE council_item DROP COLUMN ballot_key');
  }
}
