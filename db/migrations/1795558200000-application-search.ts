import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of a request are kept beside it instead of being made of its text whenever a row is looked
 * at. Made as a generated column, which fills every row in one go, and then kept by a trigger: TypeORM
 * cannot compare generated columns. Who still writes without knowing the column may go on. Expand only.
 */
export class ApplicationSearch1795558200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX application_search');
    await db.query(`
      ALTER TABLE application ADD COLUMN search tsvector NOT NULL
      GENERATED ALWAYS AS (to_tsvector('russian', search_text)) STORED`);
    await db.query('ALTER TABLE application ALTER COLUMN search DROP EXPRESSION');
    await db.query(`
      CREATE TRIGGER application_search_follows BEFORE INSERT OR UPDATE OF search_text ON application
      FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger(search, 'pg_catalog.russian', search_text)`);
    await db.query(`
      CREATE INDEX application_search ON application USING gin (search) WITH (gin_pending_list_limit = 256)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX application_search');
    await db.query('DROP TRIGGER application_search_follows ON application');
    await db.query('ALTER TABLE application DROP COLUMN search');
    await db.query(`
      CREATE INDEX application_search ON application USING gin (to_tsvector('russian', search_text))
      WITH (gin_pending_list_limit = 256)`);
  }
}
