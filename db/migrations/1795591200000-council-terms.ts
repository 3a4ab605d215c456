import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person may have several terms in a Council, one after another: each keeps its own row. */
export class CouncilTerms1795591200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE UNIQUE INDEX council_member_term ON council_member (council_id, account_id, from_on)`,
    );
    await db.query('DROP INDEX council_member_once');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX council_member_term');
    await db.query(
      'CREATE UNIQUE INDEX council_member_once ON council_member (council_id, account_id)',
    );
  }
}
