import { Injectable } from '@nestjs/common';

import { Clock, Database, Kept, type Tx } from '@okno/server/core';
import type { Text } from '@okno/shared/form-schema';

import { CatalogueError } from './catalogue.errors';

/** What is loaded of a dictionary. */
export interface DictionaryState {
  code: string;
  title: Text;
  loaded: boolean;
  asOf: string | null;
  source: string | null;
}

export interface DictionaryEntry {
  code: string;
  name: string;
}

/** The entries of a dictionary as they come from its publisher. */
export interface DictionaryLoad {
  source: string;
  /** `YYYY-MM-DD`. */
  asOf: string;
  entries: readonly DictionaryEntry[];
}

const FOUND_BY_DEFAULT = 20;
/** Dictionaries are loaded by another process. */
const KEPT_MS = 60_000;
/** Far more branches than a law excludes. */
const MOST_BRANCHES = 5_000;

/** Branches that nobody is supported in (null while the list is not loaded), and whether ОКВЭД is loaded. */
export interface ActivityLists {
  excluded: readonly string[] | null;
  okvedLoaded: boolean;
}

/** State classifiers: known by their codes, loaded or not (ARCHITECTURE §8.8). */
@Injectable()
export class DictionariesService {
  private readonly lists = new Kept(() => this.readActivities(), KEPT_MS);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** What is loaded of a dictionary, or null when the portal does not know its code. */
  async state(code: string, tx?: Tx): Promise<DictionaryState | null> {
    const [row] = await (tx ?? this.db).query<DictionaryState>(
      `SELECT code, title, loaded_at IS NOT NULL AS loaded, as_of AS "asOf", source FROM dictionary WHERE code = $1`,
      [code],
    );
    return row ?? null;
  }

  /** What is known of kinds of activity as such, kept for a minute. */
  activities(): Promise<ActivityLists> {
    return this.lists.get();
  }

  /** One entry, or null. Ask `state` whether the dictionary is loaded at all. */
  async entry(dictionary: string, code: string, tx?: Tx): Promise<DictionaryEntry | null> {
    const [row] = await (tx ?? this.db).query<DictionaryEntry>(
      'SELECT code, name FROM dictionary_entry WHERE dictionary = $1 AND code = $2',
      [dictionary, code],
    );
    return row ?? null;
  }

  /**
   * Entries whose code begins with `q` or whose name has it, best first.
   * @throws CatalogueError dictionary.not_found
   */
  async find(
    dictionary: string,
    q: string | undefined,
    limit = FOUND_BY_DEFAULT,
  ): Promise<DictionaryState & { entries: DictionaryEntry[] }> {
    const state = await this.state(dictionary);
    if (state === null) {
      throw new CatalogueError('dictionary.not_found');
    }
    const sought = (q ?? '').trim();
    const entries = await this.db.query<DictionaryEntry>(
      `SELECT code, name FROM dictionary_entry
       WHERE dictionary = $1 AND (starts_with(code, $2) OR name ILIKE '%' || $3 || '%' OR $2 <% name)
       ORDER BY starts_with(code, $2) DESC, word_similarity($2, name) DESC, code LIMIT $4`,
      [dictionary, sought, sought.replace(/[\\%_]/g, '\\$&'), limit],
    );
    return { ...state, entries };
  }

  private async readActivities(): Promise<ActivityLists> {
    const excluded = await this.state('excluded-sectors');
    const okved = await this.state('okved2');
    const entries = await this.db.query<{ code: string }>(
      `SELECT code FROM dictionary_entry WHERE dictionary = 'excluded-sectors' ORDER BY code LIMIT $1`,
      [MOST_BRANCHES],
    );
    return {
      excluded: excluded?.loaded === true ? entries.map(({ code }) => code) : null,
      okvedLoaded: okved?.loaded === true,
    };
  }

  /** Puts the entries in place of those that were there. */
  async load(tx: Tx, code: string, load: DictionaryLoad): Promise<void> {
    const rows = await tx.query(
      'UPDATE dictionary SET source = $2, as_of = $3, loaded_at = $4 WHERE code = $1 RETURNING code',
      [code, load.source, load.asOf, this.clock.now()],
    );
    if (rows.length === 0) {
      throw new CatalogueError('dictionary.not_found');
    }
    this.lists.forget();
    await tx.query('DELETE FROM dictionary_entry WHERE dictionary = $1', [code]);
    await tx.query(
      `INSERT INTO dictionary_entry (dictionary, code, name)
       SELECT $1, one->>'code', one->>'name' FROM jsonb_array_elements($2::jsonb) AS one`,
      [code, JSON.stringify(load.entries)],
    );
  }
}
