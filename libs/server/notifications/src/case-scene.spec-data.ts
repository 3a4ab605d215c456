import type { INestApplicationContext } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import type { EventMap, EventName, RoleCode } from '@okno/server/contracts';
import {
  Database,
  newId,
  Outbox,
  ReferenceData,
  SYSTEM_ACCOUNT,
  type Actor,
} from '@okno/server/core';

export const NOW = '2026-11-20T03:00:00Z';
export const CLUSTER = 'kuzbass-biomed';
const MEASURE = 'MEMBERSHIP-kuzbass-biomed';

/** A case with its people, for the specs of notices. */
export interface Scene {
  applicationId: string;
  organisationId: string;
  applicant: Actor;
  colleague: Actor;
  reviewer: Actor;
  head: Actor;
}

/** Builds cases straight in the tables and tells of them as their domain would. */
export class CaseScenes {
  clusterId = '';
  private versionId = '';
  private count = 0;

  constructor(private readonly app: INestApplicationContext) {}

  static async over(app: INestApplicationContext): Promise<CaseScenes> {
    await app.get(ReferenceData, { strict: false }).load();
    const scenes = new CaseScenes(app);
    const catalogue = app.get(CatalogueService, { strict: false });
    scenes.clusterId = (await catalogue.cluster(CLUSTER))?.id ?? '';
    scenes.versionId = (await catalogue.measureByCode(MEASURE))?.versionId ?? '';
    return scenes;
  }

  get db(): Database {
    return this.app.get(Database, { strict: false });
  }

  async person(options: { role?: RoleCode; emailNotices?: boolean } = {}): Promise<Actor> {
    const id = newId();
    await this.db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at) VALUES ($1, $2, $2, 'x', 'Иванова', 'Анна', 'ru', $3, true, $4, $4, $4)`,
      [id, `${id}@okno.example`, options.emailNotices ?? true, NOW],
    );
    if (options.role !== undefined) {
      await this.db.query(
        `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), id, options.role, CLUSTER, this.clusterId, SYSTEM_ACCOUNT, NOW],
      );
    }
    return this.app.get(AccountsService, { strict: false }).actorOf(id);
  }

  /** A request to join, filed by an organisation of two people, in the hands of a reviewer. */
  async filed(row: { state?: string; turn?: string; dueOn?: string } = {}): Promise<Scene> {
    const organisationId = await this.organisation();
    const [applicant, colleague, reviewer, head] = [
      await this.person(),
      await this.person({ emailNotices: false }),
      await this.person({ role: 'REVIEWER' }),
      await this.person({ role: 'CENTRE_HEAD' }),
    ];
    for (const { accountId } of [applicant, colleague]) {
      await this.db.query(
        `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
           first_claimant, state, created_at) VALUES ($1, $2, $3, 'CHARTER', true, $4, false, 'ACTIVE', $5)`,
        [newId(), organisationId, accountId, accountId === applicant.accountId, NOW],
      );
    }
    const applicationId = newId();
    await this.db.query(
      `INSERT INTO application (id, kind, state, revision, number, cluster_id, organisation_id, organisation_inn,
         organisation_name, measure_version_id, measure_code, created_by, assignee_id, answers, answer_revisions, prefill,
         unlocked, steps, pauses, return_round, turn, due_on, due_provisional, due_sort, submitted_at, registered_on,
         registered_provisional, search_text, created_at, updated_at)
       VALUES ($1, 'MEMBERSHIP', $2, 3, $3, $4, $5, '4299000019', 'Пример (демо)', $6, $7, $8, $9, '{}', '{}', '{}',
         CASE WHEN $2 = 'RETURNED' THEN '[]'::jsonb END, $10::jsonb, '[]', 0, $11, $12::date, false,
         coalesce($12::date, '9999-12-31'), $13, '2026-11-20', false, 'demo', $13, $13)`,
      [
        applicationId,
        row.state ?? 'FORMAL_CHECK',
        `KZB-MEM-2026-${String((this.count += 1)).padStart(6, '0')}`,
        this.clusterId,
        organisationId,
        this.versionId,
        MEASURE,
        applicant.accountId,
        reviewer.accountId,
        JSON.stringify(stepsTo(row.state ?? 'FORMAL_CHECK')),
        row.turn ?? 'CENTRE',
        row.dueOn ?? null,
        NOW,
      ],
    );
    return { applicationId, organisationId, applicant, colleague, reviewer, head };
  }

  /** Says that a step was taken. */
  async step(
    scene: Scene,
    step: { action: string; from: string; to: string; seq?: number },
  ): Promise<void> {
    await this.emit('application.stateChanged', { ...this.refOf(scene), seq: 1, ...step });
  }

  async emit<E extends EventName>(event: E, payload: EventMap[E]): Promise<void> {
    await this.db.transaction((tx) =>
      this.app.get(Outbox, { strict: false }).add(tx, event, payload),
    );
  }

  refOf({ applicationId, organisationId }: Scene): {
    applicationId: string;
    organisationId: string;
    clusterId: string;
    kind: string;
  } {
    return { applicationId, organisationId, clusterId: this.clusterId, kind: 'MEMBERSHIP' };
  }

  private async organisation(): Promise<string> {
    const id = newId();
    const inn = `42990${String((this.count += 1)).padStart(5, '0')}`;
    await this.db.query(
      `INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category,
         address_legal, head_name, region_code, state, source_code, source_as_of, revision, created_by, created_at, updated_at)
       VALUES ($1, 'LEGAL', $2, '1024200000010', '429901001', 'Пример (демо)', 'Пример (демо)', '32.50', 'SMALL',
         'Кемерово', 'Иванова Анна', '42', 'UNCONFIRMED', 'declared', '2026-11-01', 1, $3, $4, $4)`,
      [id, inn, SYSTEM_ACCOUNT, NOW],
    );
    return id;
  }
}

function stepsTo(state: string): object[] {
  const steps = [
    { action: 'create', to: 'DRAFT', side: 'APPLICANT' },
    { action: 'submit', to: 'SUBMITTED', side: 'APPLICANT' },
    { action: 'register', to: 'REGISTERED', side: 'SYSTEM' },
    { action: 'startFormalCheck', to: 'FORMAL_CHECK', side: 'SYSTEM' },
    { action: 'returnWithRemarks', to: 'RETURNED', side: 'CENTRE' },
  ];
  const last = steps.findIndex(({ to }) => to === state);
  return steps
    .slice(0, last === -1 ? 4 : last + 1)
    .map((step) => ({ ...step, at: NOW, by: 'Demo' }));
}
