import { Injectable } from '@nestjs/common';

import type { RoleBundle } from '@okno/server/contracts';
import { Clock, LoadsReference, ReferenceFiles, type Tx } from '@okno/server/core';

import {
  CONSENT_PURPOSES,
  LINK_CONSENT_PURPOSES,
  type ConsentPurpose,
  type LinkConsentPurpose,
} from './consent.entity';
import { RolesService } from './roles.service';

/** A document of `consents.json`. */
interface ConsentFile {
  purpose: ConsentPurpose | LinkConsentPurpose;
  version: number;
  title: { ru: string; en: string };
  text: { ru: string[]; en: string[] };
  requiredFor: string[];
}

/** In which order documents are shown. */
const ORDER: readonly string[] = [...CONSENT_PURPOSES, ...LINK_CONSENT_PURPOSES];

/** Loads the roles and the texts of the consents that come with the portal. */
@Injectable()
export class AccountsLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly clock: Clock,
    private readonly roles: RolesService,
  ) {}

  /** Roles and what they allow are exactly those of the file; a role that somebody may hold is never removed. */
  @LoadsReference({ order: 20 })
  async loadRoles(tx: Tx): Promise<void> {
    const bundles = await this.files.read<RoleBundle[]>('roles.json');
    for (const { role, name, permissions } of bundles) {
      await tx.query(
        `INSERT INTO role AS known (code, name, updated_at) VALUES ($1, $2::jsonb, $3)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at
         WHERE known.name IS DISTINCT FROM excluded.name`,
        [role, JSON.stringify(name), this.clock.now()],
      );
      const rows = permissions.map((one) => ({
        permission: one.code,
        scope: one.scope,
        masked: one.masked === true,
      }));
      await tx.query(
        `DELETE FROM role_permission WHERE role = $1 AND NOT permission = ANY($2::text[])`,
        [role, rows.map((one) => one.permission)],
      );
      await tx.query(
        `INSERT INTO role_permission AS known (role, permission, scope, masked)
         SELECT $1, permission, scope, masked
         FROM jsonb_to_recordset($2::jsonb) AS given(permission text, scope text, masked boolean)
         ON CONFLICT (role, permission) DO UPDATE SET scope = excluded.scope, masked = excluded.masked
         WHERE (known.scope, known.masked) IS DISTINCT FROM (excluded.scope, excluded.masked)`,
        [role, JSON.stringify(rows)],
      );
    }
    this.roles.forget();
  }

  /**
   * Publishes texts that are new.
   * @throws Error when a published text was changed under its old version
   */
  @LoadsReference({ order: 30 })
  async loadConsents(tx: Tx): Promise<void> {
    const documents = await this.files.read<ConsentFile[]>('consents.json');
    for (const document of documents) {
      await this.publish(tx, document);
    }
  }

  private async publish(tx: Tx, document: ConsentFile): Promise<void> {
    const { purpose, version, title, requiredFor } = document;
    const text = { ru: document.text.ru.join('\n\n'), en: document.text.en.join('\n\n') };
    const [known] = await tx.query<{ same: boolean }>(
      `SELECT title = $3::jsonb AND text = $4::jsonb AS same FROM consent_text WHERE purpose = $1 AND version = $2`,
      [purpose, version, JSON.stringify(title), JSON.stringify(text)],
    );
    if (known?.same === false) {
      throw new Error(
        `consents.json: the text of ${purpose} version ${version} is published; another text needs another version`,
      );
    }
    await tx.query(
      `INSERT INTO consent_text AS known (purpose, version, title, text, required_for, sort_order, published_at)
       VALUES ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6, $7)
       ON CONFLICT (purpose, version) DO UPDATE SET required_for = excluded.required_for, sort_order = excluded.sort_order
       WHERE (known.required_for, known.sort_order) IS DISTINCT FROM (excluded.required_for, excluded.sort_order)`,
      [
        purpose,
        version,
        JSON.stringify(title),
        JSON.stringify(text),
        JSON.stringify(requiredFor),
        ORDER.indexOf(purpose),
        this.clock.now(),
      ],
    );
  }
}
