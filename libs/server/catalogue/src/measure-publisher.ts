import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import {
  Audit,
  canonicalJson,
  Clock,
  newId,
  Outbox,
  systemActor,
  type Tx,
} from '@okno/server/core';
import type { Rule } from '@okno/shared/eligibility';
import type { FormDefinition, Text } from '@okno/shared/form-schema';

import type { MeasureContent, MeasureKind } from './catalogue-data';
import { plainText, wordsOf } from './search-words';

/** A measure as it shall be from now on. */
export interface MeasureEdition {
  code: string;
  kind: MeasureKind;
  category: string;
  clusterId: string | null;
  position: number;
  listed: boolean;
  content: MeasureContent;
  form: FormDefinition | null;
  stateShareBp: number | null;
  minOwnBp: number | null;
  limitPerApplicationKopecks: number | null;
  limitPerYearKopecks: number | null;
  maxPerYear: number | null;
  rules: readonly Rule[];
}

interface CurrentVersion {
  versionNo: number;
  contentHash: string;
}

/** Shorter words are not taken for a mistyped other one. */
const SHORTEST_TYPO = 4;

/** Puts measures into the catalogue. A version once published is never changed. */
@Injectable()
export class MeasurePublisher {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Upserts the measure; publishes a new version where the content differs from the current one. */
  async publish(tx: Tx, edition: MeasureEdition): Promise<void> {
    const measureId = await this.put(tx, edition);
    const contentHash = hashOf(edition);
    await this.fillRules(tx, measureId, edition.rules);
    const [current] = await tx.query<CurrentVersion>(
      `SELECT version_no AS "versionNo", content_hash AS "contentHash" FROM measure_version
       WHERE measure_id = $1 ORDER BY version_no DESC LIMIT 1`,
      [measureId],
    );
    if (current?.contentHash !== contentHash) {
      const versionId = await this.addVersion(tx, measureId, edition, {
        versionNo: (current?.versionNo ?? 0) + 1,
        contentHash,
      });
      if (current !== undefined) {
        await this.outbox.add(tx, 'measure.published', { measureCode: edition.code, versionId });
      } else if (edition.listed) {
        await this.added(tx, edition.code);
      }
    }
  }

  /** After all measures: those the data no longer name leave the list, and the words for typing errors are renewed. */
  async finish(tx: Tx, codes: readonly string[]): Promise<void> {
    await tx.query('UPDATE measure SET listed = false WHERE listed AND NOT code = ANY($1)', [
      codes,
    ]);
    const texts = await tx.query<{ text: string }>(
      'SELECT search_text AS text FROM measure WHERE listed',
    );
    const words = new Set(texts.flatMap(({ text }) => wordsOf(text)));
    const longer = [...words].filter((word) => word.length >= SHORTEST_TYPO);
    await tx.query('DELETE FROM measure_word WHERE NOT word = ANY($1)', [longer]);
    await tx.query(
      'INSERT INTO measure_word (word) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
      [longer],
    );
  }

  /** A first filling of the catalogue is no news: nobody waits for any. */
  private async added(tx: Tx, measureCode: string): Promise<void> {
    const [waiting] = await tx.query(
      'SELECT 1 FROM announcement_subscription WHERE confirmed_at IS NOT NULL LIMIT 1',
    );
    if (waiting !== undefined) {
      await this.outbox.add(tx, 'measure.added', { measureCode });
    }
  }

  private async put(tx: Tx, edition: MeasureEdition): Promise<string> {
    const { code, kind, category, clusterId, position, listed } = edition;
    const { titles, rest, shown } = searchedTexts(edition);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO measure (id, code, kind, category, cluster_id, position, listed, search, search_text)
       VALUES ($1, $2, $3, $4, $5, $6, $7,
         setweight(to_tsvector('russian', $8), 'A') || setweight(to_tsvector('russian', $9), 'C'), $10)
       ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, category = excluded.category,
         cluster_id = excluded.cluster_id, position = excluded.position, listed = excluded.listed,
         search = excluded.search, search_text = excluded.search_text
       RETURNING id`,
      [newId(), code, kind, category, clusterId, position, listed, titles, rest, shown],
    );
    if (row === undefined) {
      throw new Error(`measure ${code} was not stored`);
    }
    return row.id;
  }

  /** Versions of before there were rules are judged by those of now; none is ever given others. */
  private async fillRules(tx: Tx, measureId: string, rules: readonly Rule[]): Promise<void> {
    await tx.query(
      'UPDATE measure_version SET eligibility = $2::jsonb WHERE measure_id = $1 AND eligibility IS NULL',
      [measureId, JSON.stringify(rules)],
    );
  }

  private async addVersion(
    tx: Tx,
    measureId: string,
    edition: MeasureEdition,
    { versionNo, contentHash }: CurrentVersion,
  ): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await tx.query(
      'UPDATE measure_version SET valid_to = $2 WHERE measure_id = $1 AND valid_to IS NULL',
      [measureId, now],
    );
    await tx.query(
      `INSERT INTO measure_version (id, measure_id, version_no, valid_from, content, form, state_share_bp, min_own_bp,
         limit_per_application_kopecks, limit_per_year_kopecks, max_per_year, content_hash, eligibility)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb)`,
      [
        id,
        measureId,
        versionNo,
        now,
        edition.content,
        edition.form,
        edition.stateShareBp,
        edition.minOwnBp,
        edition.limitPerApplicationKopecks,
        edition.limitPerYearKopecks,
        edition.maxPerYear,
        contentHash,
        JSON.stringify(edition.rules),
      ],
    );
    await tx.query('UPDATE measure SET current_version_id = $2 WHERE id = $1', [measureId, id]);
    await this.audit.record(tx, {
      actor: systemActor(),
      action: 'measure.publish',
      subject: { type: 'measure', id: measureId },
      data: { versionId: id, versionNo, contentHash },
    });
    return id;
  }
}

function hashOf(edition: MeasureEdition): string {
  const { content, form, position: _position, listed: _listed, ...figures } = edition;
  return createHash('sha256').update(canonicalJson({ content, form, figures })).digest('hex');
}

/** Titles and code weigh most; the text shown around a hit is in the letters of the source. */
function searchedTexts({ code, content }: MeasureEdition): {
  titles: string;
  rest: string;
  shown: string;
} {
  const { title, officialTitle, summary, whoCan } = content;
  const sentences = (...texts: (Text | null)[]): string =>
    (['ru', 'en'] as const)
      .flatMap((lang) => texts.flatMap((text) => text?.[lang] ?? []))
      .map((text) => (text.endsWith('.') ? text : `${text}.`))
      .join(' ');
  const shown = sentences(summary, officialTitle, ...whoCan);
  return {
    titles: plainText(`${code}. ${sentences(title)}`),
    rest: plainText(shown),
    shown: `${shown} ${sentences(title)}`,
  };
}
