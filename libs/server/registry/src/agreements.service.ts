import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { Clock, newId, type Tx } from '@okno/server/core';
import { GeneratedFiles, PdfPrinter } from '@okno/server/documents';
import { OrganisationsService } from '@okno/server/organisations';
import { localDate } from '@okno/shared/work-calendar';

import type { AgreementSide, AgreementState } from './agreement.entity';
import { agreementPages } from './agreement-template';
import {
  AgreementsRepository,
  type AgreementRecord,
  type SignatureRecord,
} from './agreements.repository';
import { RegistryError } from './registry.errors';

const PDF = 'application/pdf';

/** What an agreement is drawn up from, besides the organisation's card and the cluster. */
export interface AgreementRequest {
  applicationId: string;
  organisationId: string;
  clusterId: string;
  applicationNumber: string;
  /** As people read it, in Russian: «Производитель фармпродукции». */
  role: string;
  /** As people read them, in Russian. */
  specialisations: readonly string[];
  /** Draws it up anew, as the next version, where nobody has signed yet. */
  renew?: boolean;
}

/** A side's simple signature. The caller has checked the person and the code sent by mail. */
export interface AgreementSigning {
  applicationId: string;
  side: AgreementSide;
  accountId: string;
  /** The name under the agreement. */
  signerName: string;
  method: 'SES';
}

/** An agreement as others see it. */
export interface AgreementData {
  id: string;
  applicationId: string;
  state: AgreementState;
  versionNo: number;
  templateCode: string;
  templateVersion: number;
  /** Of the PDF: what both sides sign. */
  sha256: string;
  /** Bytes of the PDF. */
  size: number;
  preparedAt: Date;
  applicantSignedAt: Date | null;
  centreSignedAt: Date | null;
  signatures: SignatureRecord[];
}

/** Joining agreements: drawn up as PDF, signed by both sides (domain §4, steps 11–12). */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly organisations: OrganisationsService,
    private readonly catalogue: CatalogueService,
    private readonly files: GeneratedFiles,
    private readonly printer: PdfPrinter,
    private readonly clock: Clock,
  ) {}

  /**
   * Draws the agreement up. An application has one: asked again, the same comes back, unless it is to be
   * renewed and nobody has signed.
   * @throws RegistryError cluster.not_found, registry.organisation_unknown, agreement.no_template
   */
  async prepare(tx: Tx, request: AgreementRequest): Promise<AgreementData> {
    const before = await this.agreements.lock(tx, request.applicationId);
    if (before && !(request.renew === true && mayRenew(before))) {
      return this.dataOf(before, tx);
    }
    const versionNo = (before?.versionNo ?? 0) + 1;
    const now = this.clock.now();
    const { pdf, template } = await this.print(tx, request, versionNo, now);
    const file = await this.files.keep(tx, pdf, PDF);
    const record: AgreementRecord = {
      id: before?.id ?? newId(),
      applicationId: request.applicationId,
      organisationId: request.organisationId,
      clusterId: request.clusterId,
      templateCode: template.code,
      templateVersion: template.version,
      versionNo,
      state: 'PREPARED',
      fileKey: file.key,
      size: file.size,
      sha256: file.sha256,
      preparedAt: now,
      applicantSignedAt: null,
      centreSignedAt: null,
    };
    await this.agreements.save(tx, record);
    return this.dataOf(record, tx);
  }

  async get(applicationId: string, tx?: Tx): Promise<AgreementData | null> {
    const record = await this.agreements.find(applicationId, tx);
    return record ? this.dataOf(record, tx) : null;
  }

  /**
   * Puts a side's signature under the hash of the PDF.
   * @throws RegistryError agreement.not_found, agreement.already_signed (by this side), agreement.expired
   */
  async sign(tx: Tx, signing: AgreementSigning): Promise<AgreementData> {
    const agreement = await this.agreements.lock(tx, signing.applicationId);
    if (!agreement) {
      throw new RegistryError('agreement.not_found');
    }
    if (agreement.state === 'EXPIRED') {
      throw new RegistryError('agreement.expired');
    }
    if (signedAt(agreement, signing.side) !== null) {
      throw new RegistryError('agreement.already_signed');
    }
    const other: AgreementSide = signing.side === 'APPLICANT' ? 'CENTRE' : 'APPLICANT';
    const both = signedAt(agreement, other) !== null;
    await this.agreements.sign(
      tx,
      agreement,
      {
        id: newId(),
        side: signing.side,
        method: signing.method,
        accountId: signing.accountId,
        signerName: signing.signerName,
        sha256: agreement.sha256,
        signedAt: this.clock.now(),
      },
      both ? 'SIGNED' : signing.side === 'APPLICANT' ? 'SIGNED_BY_APPLICANT' : 'SIGNED_BY_CENTRE',
    );
    const after = await this.agreements.find(signing.applicationId, tx);
    return this.dataOf(after ?? agreement, tx);
  }

  /** Nobody may sign it any more; one that both have signed stays as it is. */
  async expire(tx: Tx, applicationId: string): Promise<void> {
    await this.agreements.expire(tx, applicationId);
  }

  /** The PDF exactly as it was signed. @throws RegistryError agreement.not_found */
  async pdf(applicationId: string): Promise<{ stream: Readable; size: number; name: string }> {
    const agreement = await this.agreements.find(applicationId);
    if (!agreement) {
      throw new RegistryError('agreement.not_found');
    }
    const stream = await this.files.read(agreement.fileKey);
    return { stream, size: agreement.size, name: 'Соглашение о присоединении.pdf' };
  }

  private async print(
    tx: Tx,
    request: AgreementRequest,
    versionNo: number,
    now: Date,
  ): Promise<{ pdf: Buffer; template: { code: string; version: number } }> {
    const cluster = await this.catalogue.cluster(request.clusterId);
    if (!cluster) {
      throw new RegistryError('cluster.not_found');
    }
    const card = await this.organisations.card(request.organisationId, tx);
    if (!card) {
      throw new RegistryError('registry.organisation_unknown');
    }
    const template = await this.agreements.template(cluster.code, tx);
    if (!template) {
      throw new RegistryError('agreement.no_template');
    }
    const { fullName, inn, ogrn, kpp, headName, headPost, addressLegal } = card;
    const { applicationNumber, role, specialisations } = request;
    const pdf = await this.printer.render(
      agreementPages(template, {
        ...{ fullName, inn, ogrn, kpp, headName, headPost, addressLegal },
        ...{ applicationNumber, role, specialisations, versionNo },
        date: localDate(now, cluster.timeZone),
      }),
    );
    return { pdf, template };
  }

  private async dataOf(record: AgreementRecord, tx?: Tx): Promise<AgreementData> {
    return {
      id: record.id,
      applicationId: record.applicationId,
      state: record.state,
      versionNo: record.versionNo,
      templateCode: record.templateCode,
      templateVersion: record.templateVersion,
      sha256: record.sha256,
      size: record.size,
      preparedAt: record.preparedAt,
      applicantSignedAt: record.applicantSignedAt,
      centreSignedAt: record.centreSignedAt,
      signatures: await this.agreements.signatures(record.id, tx),
    };
  }
}

function mayRenew(agreement: AgreementRecord): boolean {
  return agreement.applicantSignedAt === null && agreement.centreSignedAt === null;
}

function signedAt(agreement: AgreementRecord, side: AgreementSide): Date | null {
  return side === 'APPLICANT' ? agreement.applicantSignedAt : agreement.centreSignedAt;
}
