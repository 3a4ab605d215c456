import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { AgreementSide, AgreementState } from './agreement.entity';
import type { AgreementTemplate } from './agreement-template';

/** A row of `joining_agreement`. */
export interface AgreementRecord {
  id: string;
  applicationId: string;
  organisationId: string;
  clusterId: string;
  templateCode: string;
  templateVersion: number;
  versionNo: number;
  state: AgreementState;
  fileKey: string;
  size: number;
  sha256: string;
  preparedAt: Date;
  applicantSignedAt: Date | null;
  centreSignedAt: Date | null;
}

/** A row of `agreement_signature`. */
export interface SignatureRecord {
  side: AgreementSide;
  method: 'SES';
  accountId: string;
  signerName: string;
  sha256: string;
  signedAt: Date;
}

const AGREEMENT = `id, application_id AS "applicationId", organisation_id AS "organisationId", cluster_id AS "clusterId",
  template_code AS "templateCode", template_version AS "templateVersion", version_no AS "versionNo", state,
  file_key AS "fileKey", size, sha256, prepared_at AS "preparedAt",
  applicant_signed_at AS "applicantSignedAt", centre_signed_at AS "centreSignedAt"`;

/** Rows of `joining_agreement`, `agreement_signature` and `agreement_template`. */
@Injectable()
export class AgreementsRepository {
  constructor(private readonly db: Database) {}

  async find(applicationId: string, tx: Tx | Database = this.db): Promise<AgreementRecord | null> {
    const [row] = await tx.named<AgreementRecord>(
      'agreement-find',
      `SELECT ${AGREEMENT} FROM joining_agreement WHERE application_id = $1`,
      [applicationId],
    );
    return row ?? null;
  }

  async lock(tx: Tx, applicationId: string): Promise<AgreementRecord | null> {
    const [row] = await tx.named<AgreementRecord>(
      'agreement-lock',
      `SELECT ${AGREEMENT} FROM joining_agreement WHERE application_id = $1 FOR UPDATE`,
      [applicationId],
    );
    return row ?? null;
  }

  /** Writes a new agreement, or a newer version of the one of this application. */
  async save(tx: Tx, row: AgreementRecord): Promise<void> {
    await tx.named(
      'agreement-save',
      `INSERT INTO joining_agreement (id, application_id, organisation_id, cluster_id, template_code, template_version,
         version_no, state, file_key, size, sha256, prepared_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
       ON CONFLICT (application_id) DO UPDATE SET template_code = $5, template_version = $6, version_no = $7,
         state = $8, file_key = $9, size = $10, sha256 = $11, prepared_at = $12`,
      [
        row.id,
        row.applicationId,
        row.organisationId,
        row.clusterId,
        row.templateCode,
        row.templateVersion,
        row.versionNo,
        row.state,
        row.fileKey,
        row.size,
        row.sha256,
        row.preparedAt,
      ],
    );
  }

  async sign(
    tx: Tx,
    agreement: AgreementRecord,
    signature: SignatureRecord & { id: string },
    state: AgreementState,
  ): Promise<void> {
    await tx.named(
      'agreement-signature-insert',
      `INSERT INTO agreement_signature (id, agreement_id, side, method, account_id, signer_name, sha256, signed_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
      [
        signature.id,
        agreement.id,
        signature.side,
        signature.method,
        signature.accountId,
        signature.signerName,
        signature.sha256,
        signature.signedAt,
      ],
    );
    await tx.named(
      'agreement-signed',
      `UPDATE joining_agreement SET state = $2,
         applicant_signed_at = CASE WHEN $3::text = 'APPLICANT' THEN $4::timestamptz ELSE applicant_signed_at END,
         centre_signed_at = CASE WHEN $3::text = 'CENTRE' THEN $4::timestamptz ELSE centre_signed_at END
       WHERE id = $1`,
      [agreement.id, state, signature.side, signature.signedAt],
    );
  }

  async expire(tx: Tx, applicationId: string): Promise<void> {
    await tx.named(
      'agreement-expire',
      `UPDATE joining_agreement SET state = 'EXPIRED' WHERE application_id = $1 AND state <> 'SIGNED'`,
      [applicationId],
    );
  }

  async signatures(agreementId: string, tx: Tx | Database = this.db): Promise<SignatureRecord[]> {
    return tx.named<SignatureRecord>(
      'agreement-signatures',
      `SELECT side, method, account_id AS "accountId", signer_name AS "signerName", sha256, signed_at AS "signedAt"
       FROM agreement_signature WHERE agreement_id = $1 ORDER BY signed_at, side`,
      [agreementId],
    );
  }

  /** The newest text for a cluster, or null. */
  async template(clusterCode: string, tx: Tx): Promise<AgreementTemplate | null> {
    const [row] = await tx.named<{ body: AgreementTemplate }>(
      'agreement-template',
      'SELECT body FROM agreement_template WHERE cluster_code = $1 ORDER BY version DESC LIMIT 1',
      [clusterCode],
    );
    return row?.body ?? null;
  }

  /** Hash of a loaded version of a text, or null. */
  async templateHash(tx: Tx, code: string, version: number): Promise<string | null> {
    const [row] = await tx.query<{ sha256: string }>(
      'SELECT sha256 FROM agreement_template WHERE code = $1 AND version = $2',
      [code, version],
    );
    return row?.sha256 ?? null;
  }

  async insertTemplate(
    tx: Tx,
    template: AgreementTemplate,
    sha256: string,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO agreement_template (code, version, cluster_code, body, sha256, loaded_at) VALUES ($1,$2,$3,$4::jsonb,$5,$6)`,
      [template.code, template.version, template.clusterCode, JSON.stringify(template), sha256, at],
    );
  }
}
