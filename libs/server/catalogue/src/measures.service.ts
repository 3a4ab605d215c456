import { Injectable } from '@nestjs/common';

import { Clock, Database, RequestError } from '@okno/server/core';
import { split } from '@okno/shared/money';
import type { FormDefinition, MoneyTerms } from '@okno/shared/form-schema';

import type { Round } from './catalogue-data';
import { CatalogueError } from './catalogue.errors';
import { CatalogueService } from './catalogue.service';
import {
  MeasureDocumentDto,
  MeasureDto,
  type MeasureFormDto,
  type MeasureLimitsDto,
  type MeasureTermDto,
} from './measure-page.dto';
import { MeasureListDto, MeasureSummaryDto, type MeasureQuery } from './measure.dto';
import { MeasureSearch, type ListedMeasure } from './measure-search';
import { etagOf } from './public-cache.interceptor';
import { QuoteDto, type QuoteRequest } from './quote.dto';
import { RoundDto } from './round.dto';
import { RoundMoney } from './round-money';

interface MeasurePageRow extends Omit<ListedMeasure, 'snippet' | 'first'>, MeasureLimitsDto {
  versionId: string;
  versionNo: number;
  validFrom: Date;
  form: FormDefinition | null;
}

const PAGE = `
  SELECT m.code, m.kind, m.category, m.position, c.code AS "clusterCode", c.name AS "clusterName",
    coalesce(c.number_prefix IS NOT NULL, false) AS connected, v.form IS NOT NULL AS "hasForm", v.form, v.content,
    v.id AS "versionId", v.version_no AS "versionNo", v.valid_from AS "validFrom", v.state_share_bp AS "stateShareBp",
    v.min_own_bp AS "minOwnBp", v.limit_per_application_kopecks AS "limitPerApplicationKopecks",
    v.limit_per_year_kopecks AS "limitPerYearKopecks", v.max_per_year AS "maxPerYear"
  FROM measure m JOIN measure_version v ON v.id = m.current_version_id LEFT JOIN cluster c ON c.id = m.cluster_id
  WHERE m.code = $1`;

/** The public pages of measures. */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly search: MeasureSearch,
    private readonly catalogue: CatalogueService,
    private readonly money: RoundMoney,
  ) {}

  async list({ open, ...filter }: MeasureQuery): Promise<MeasureListDto> {
    const page = await this.search.list({
      ...filter,
      open: open === undefined ? undefined : open === 'true',
    });
    return MeasureListDto.from(page, this.clock.now());
  }

  /** @throws CatalogueError measure.not_found */
  async page(code: string): Promise<MeasureDto> {
    const [[row], measure] = await Promise.all([
      this.db.named<MeasurePageRow>('catalogue-measure-page', PAGE, [code]),
      this.catalogue.measureByCode(code),
    ]);
    if (row === undefined || measure === null) {
      throw new CatalogueError('measure.not_found');
    }
    return pageOf(row, this.clock.now(), measure.round, await this.reserved(measure.round));
  }

  /**
   * The form of a version, with the money terms the form engine needs.
   * @throws CatalogueError measure_version.not_found, also for a version without a form
   */
  async form(versionId: string): Promise<MeasureFormDto> {
    const version = await this.catalogue.version(versionId);
    if (version === null || version.form === null) {
      throw new CatalogueError('measure_version.not_found');
    }
    const form = { definition: version.form, terms: moneyTerms(version) };
    return { ...form, etag: etagOf(form) };
  }

  /**
   * Who pays what by the share and the limit of one request; yearly limits and the rest of a round are
   * looked at when a request is filed.
   * @throws CatalogueError measure.not_found, quote.no_share
   */
  async quote(code: string, { costKopecks }: QuoteRequest): Promise<QuoteDto> {
    const measure = await this.catalogue.measureByCode(code);
    if (measure === null) {
      throw new CatalogueError('measure.not_found');
    }
    const version = await this.catalogue.version(measure.versionId);
    const terms = version === null ? null : moneyTerms(version);
    if (terms === null) {
      throw new CatalogueError('quote.no_share');
    }
    const parts = split({
      costKopecks,
      stateShareBp: terms.stateShareBp,
      limitKopecks: terms.limitPerApplicationKopecks,
    });
    if (!parts.ok) {
      throw new RequestError('request.invalid', {}, [{ path: 'costKopecks', code: parts.code }]);
    }
    return QuoteDto.from(parts.value);
  }

  private async reserved(round: Round | null): Promise<number | null> {
    const money = round === null ? undefined : (await this.money.read([round.id])).get(round.id);
    return money?.reservedKopecks ?? null;
  }
}

/** Money terms for the form engine; null where the measure pays nothing. */
export function moneyTerms(version: {
  stateShareBp: number | null;
  minOwnBp: number | null;
  limitPerApplicationKopecks: number | null;
}): MoneyTerms | null {
  const { stateShareBp, minOwnBp, limitPerApplicationKopecks } = version;
  if (stateShareBp === null) {
    return null;
  }
  return {
    stateShareBp,
    minOwnBp: minOwnBp ?? 0,
    ...(limitPerApplicationKopecks === null ? {} : { limitPerApplicationKopecks }),
  };
}

function pageOf(
  row: MeasurePageRow,
  now: Date,
  round: Round | null,
  reservedKopecks: number | null,
): MeasureDto {
  const { content, form } = row;
  const summary = MeasureSummaryDto.summary(
    {
      ...row,
      opensAt: round?.opensAt ?? null,
      closesAt: round?.closesAt ?? null,
      demo: round?.demo ?? null,
      snippet: null,
      first: 0,
    },
    now,
  );
  return {
    ...summary,
    versionId: row.versionId,
    versionNo: row.versionNo,
    validFrom: row.validFrom.toISOString(),
    summary: content.summary,
    whoCan: content.whoCan,
    documents: (form?.documents ?? []).map((slot) => MeasureDocumentDto.from(slot)),
    limits: limitsOf(row),
    terms: termsOf(row),
    coFinancing: content.coFinancing,
    legalBasis: content.legalBasis,
    source: content.source,
    parametersNote: content.parametersNote,
    round: round === null ? null : RoundDto.from(round, reservedKopecks),
    formCode: form?.code ?? null,
    defaultsMark: content.defaultsMark,
  };
}

function limitsOf(row: MeasurePageRow): MeasureLimitsDto | null {
  const limits: MeasureLimitsDto = {
    stateShareBp: row.stateShareBp,
    minOwnBp: row.minOwnBp,
    limitPerApplicationKopecks: row.limitPerApplicationKopecks,
    maxPerYear: row.maxPerYear,
    limitPerYearKopecks: row.limitPerYearKopecks,
  };
  return Object.values(limits).every((limit) => limit === null) ? null : limits;
}

function termsOf({ content }: MeasurePageRow): MeasureTermDto[] {
  return content.terms.flatMap(({ code, label, term }) =>
    'workingDays' in term ? [{ code, label, workingDays: term.workingDays }] : [],
  );
}
