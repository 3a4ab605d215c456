import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a registrar has read in an extract from ЕГРЮЛ or ЕГРИП and vouches for. Expand only. */
export class EgrulExtract1795603200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE egrul_extract (
        id              uuid PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT egrul_extract_organisation REFERENCES organisation (id),
        number          text NOT NULL,
        as_of           date NOT NULL,
        registered_on   date NOT NULL,
        status          text NOT NULL
          CONSTRAINT egrul_extract_status_known CHECK (status IN ('OPERATING', 'REORGANISING', 'LIQUIDATING', 'BANKRUPT', 'CEASED')),
        okved_main      text NOT NULL,
        head_name       text NOT NULL,
        confirmed_by    uuid NOT NULL,
        confirmed_at    timestamptz NOT NULL
      )`);
    await db.query(
      'CREATE INDEX egrul_extract_newest ON egrul_extract (organisation_id, as_of, confirmed_at)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE egrul_extract');
  }
}
