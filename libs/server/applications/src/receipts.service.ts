import { Injectable, StreamableFile } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { CoreConfig, RequestError, type Actor } from '@okno/server/core';
import { PdfPrinter } from '@okno/server/documents';
import { fieldsByKey, type FormDefinition } from '@okno/shared/form-schema';
import { localDateTime } from '@okno/shared/work-calendar';

import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseAccess } from './case-access';
import type { ApplicationData } from './case-row';
import { receiptPage } from './receipt-page';
import { packageVerifier } from './package-verifier';
import type { FiledPackageDto, ReceiptCheckDto, ReceiptDto } from './records.dto';
import { frozenContent, Snapshots } from './snapshots';
import type { TextPair } from './text.dto';

const HASH = /^[0-9a-f]{64}$/;

/** Receipts of what was filed. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly access: CaseAccess,
    private readonly repository: ApplicationsRepository,
    private readonly snapshots: Snapshots,
    private readonly catalogue: CatalogueService,
    private readonly printer: PdfPrinter,
    private readonly config: CoreConfig,
  ) {}

  /** @throws ApplicationError receipt.not_found for a draft */
  async of(actor: Actor, id: string): Promise<ReceiptDto> {
    const { row } = await this.access.open(actor, id);
    const snapshot = await this.snapshots.find(id, 0);
    if (!snapshot || row.number === null || row.registeredOn === null) {
      throw new ApplicationError('receipt.not_found');
    }
    const { zone, clusterName, measure } = await this.place(row);
    const { date, time } = localDateTime(snapshot.filedAt, zone);
    return {
      number: row.number,
      submittedAt: snapshot.filedAt.toISOString(),
      localTime: `${date} ${time}`,
      zone,
      registeredOn: row.registeredOn,
      hash: snapshot.hash,
      measure,
      clusterName,
      organisation: {
        inn: text(snapshot.organisation['inn']),
        shortName: text(snapshot.organisation['shortName']),
      },
      files: [...snapshot.documents],
      verifyUrl: this.verifyUrl(row.number, snapshot.hash),
    };
  }

  /**
   * What was filed in one round, or in the last one, for keeping. Only whole: a masked copy would not fit its hash.
   * @throws ApplicationError receipt.not_found; RequestError permission.denied for who sees a case masked
   */
  async package(actor: Actor, id: string, round?: number): Promise<FiledPackageDto> {
    const { row, relation } = await this.access.open(actor, id);
    if (relation.masked || !relation.seesBank) {
      throw new RequestError('permission.denied', { permission: 'application.read' });
    }
    const sealed = await this.snapshots.find(id, round);
    if (!sealed || row.number === null) {
      throw new ApplicationError('receipt.not_found');
    }
    const snapshot = this.snapshots.opened(sealed);
    const { zone, clusterName, measure, form } = await this.place(row);
    const { hash, ...content } = snapshot;
    return {
      format: 'okno-filed-request',
      version: 1,
      number: row.number,
      round: snapshot.round,
      hash,
      content: frozenContent(content),
      measure,
      clusterName,
      zone,
      labels: labelsOf(form, Object.keys(snapshot.answers)),
      verifyUrl: this.verifyUrl(row.number, hash),
    };
  }

  /** The page that checks a package without the portal and without a network. */
  verifier(): StreamableFile {
    const page = Buffer.from(packageVerifier(), 'utf8');
    return new StreamableFile(page, {
      type: 'text/html; charset=utf-8',
      length: page.length,
      disposition: 'attachment; filename="okno-check.html"',
    });
  }

  private verifyUrl(number: string, hash: string): string {
    return `${this.config.siteUrl}/receipts/${number}?hash=${hash}`;
  }

  /** The same as a PDF, with a QR code that leads to the check. */
  async pdf(actor: Actor, id: string): Promise<StreamableFile> {
    const receipt = await this.of(actor, id);
    const page = await this.printer.render(receiptPage(receipt, actor.lang));
    return new StreamableFile(page, {
      type: 'application/pdf',
      length: page.length,
      disposition: `attachment; filename="${receipt.number}.pdf"`,
    });
  }

  /** Nothing is told unless the hash is of a filing with this number. */
  async verify(number: string, hash: string): Promise<ReceiptCheckDto> {
    const row = HASH.test(hash) ? await this.repository.byNumber(number.slice(0, 64)) : undefined;
    const snapshot = row && (await this.snapshots.byHash(row.id, hash));
    if (!row || !snapshot) {
      return { number, valid: false };
    }
    const { zone, clusterName, measure } = await this.place(row);
    return {
      number,
      valid: true,
      submittedAt: snapshot.filedAt.toISOString(),
      zone,
      clusterName,
      measure,
      state: row.state,
    };
  }

  private async place(
    row: ApplicationData,
  ): Promise<{ zone: string; clusterName: TextPair; measure: TextPair; form: FormDefinition }> {
    const cluster = await this.catalogue.cluster(row.clusterId);
    const version = await this.catalogue.version(row.measureVersionId);
    if (!cluster || !version?.form) {
      throw new ApplicationError('receipt.not_found');
    }
    const { title: measure, form } = version;
    return { zone: cluster.timeZone, clusterName: cluster.name, measure, form };
  }
}

function labelsOf(form: FormDefinition, keys: readonly string[]): Record<string, TextPair> {
  const fields = fieldsByKey(form);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const field = fields.get(key);
      return field ? [[key, { ...field.label }] as const] : [];
    }),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
