import type { INestApplicationContext } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import type { RoleCode } from '@okno/server/contracts';
import {
  Clock,
  Database,
  newId,
  Outbox,
  ReferenceData,
  SYSTEM_ACCOUNT,
  systemActor,
  type Actor,
} from '@okno/server/core';
import { RegistryService } from '@okno/server/registry';

export const NOW = '2026-11-20T03:00:00Z';
const CLUSTER = 'kuzbass-biomed';
const COST = 38_000_000;
const ASKED = 30_000_000;

/** How the history of a filed case begins, and where it stands after that. */
const FILED = [
  { action: 'create', to: 'DRAFT', side: 'APPLICANT' },
  { action: 'submit', to: 'SUBMITTED', side: 'APPLICANT' },
  { action: 'register', to: 'REGISTERED', side: 'SYSTEM' },
] as const;
const CHECKED = { action: 'startFormalCheck', to: 'FORMAL_CHECK', side: 'SYSTEM' } as const;

/** A case to put on the table. */
export interface SceneCase {
  measure: string;
  organisationId: string;
  roundId?: string;
  /** Of a request with a round; a service when it is not said. */
  kind?: 'SERVICE' | 'COMPENSATION';
  state?: 'REGISTERED' | 'FORMAL_CHECK';
  answers?: Record<string, unknown>;
}

/** People, organisations and filed cases of the Kuzbass cluster, for the specs of the review. */
export class ReviewScene {
  clusterId = '';
  private count = 0;

  constructor(private readonly app: INestApplicationContext) {}

  /** Loads the reference data. */
  static async over(app: INestApplicationContext): Promise<ReviewScene> {
    await app.get(ReferenceData, { strict: false }).load();
    const scene = new ReviewScene(app);
    const cluster = await app.get(CatalogueService, { strict: false }).cluster(CLUSTER);
    scene.clusterId = cluster?.id ?? '';
    return scene;
  }

  get db(): Database {
    return this.app.get(Database, { strict: false });
  }

  /** A person with roles in the cluster. */
  async person(...roles: RoleCode[]): Promise<Actor> {
    const id = newId();
    const name = `Demo ${(this.count += 1)}`;
    await this.db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at) VALUES ($1, $2, $2, 'none', $3, 'Person', 'ru', true, true, $4, $4, $4)`,
      [id, `${id}@example.org`, name, NOW],
    );
    for (const role of roles) {
      await this.db.query(
        `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), id, role, CLUSTER, this.clusterId, SYSTEM_ACCOUNT, NOW],
      );
    }
    return this.app.get(AccountsService, { strict: false }).actorOf(id);
  }

  /** An organisation and, when given, its representative. */
  async organisation(representative?: Actor): Promise<string> {
    const id = newId();
    const inn = `42990${String((this.count += 1)).padStart(5, '0')}`;
    await this.db.query(
      `INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category,
         address_legal, head_name, region_code, state, source_code, source_as_of, revision, created_by, created_at, updated_at)
       VALUES ($1, 'LEGAL', $2, '1024200000010', '429901001', 'Demo', 'Demo', '32.50', 'SMALL', 'Kemerovo', 'Demo Demo',
         '42', 'UNCONFIRMED', 'declared', '2026-11-01', 1, $3, $4, $4)`,
      [id, inn, SYSTEM_ACCOUNT, NOW],
    );
    if (representative) {
      await this.db.query(
        `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
           first_claimant, state, created_at) VALUES ($1, $2, $3, 'CHARTER', true, true, true, 'ACTIVE', $4)`,
        [newId(), id, representative.accountId, NOW],
      );
    }
    return id;
  }

  /** Enters an organisation in the register of participants. */
  async member(organisationId: string): Promise<void> {
    await this.db.transaction((tx) =>
      this.app.get(RegistryService, { strict: false }).enter(tx, systemActor(), {
        organisationId,
        clusterId: this.clusterId,
        applicationId: newId(),
        role: 'MEDICAL_DEVICES',
        external: false,
        specialisations: [],
        publicCard: null,
      }),
    );
  }

  /** An open round of a measure. */
  async round(budgetKopecks: number, waitingList = true, measure = 'KZ-06'): Promise<string> {
    const id = newId();
    await this.db.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks, waiting_list, demo)
       SELECT $1, id, $2::timestamptz - interval '10 days', $2::timestamptz + interval '40 days', 2026, 'FIFO', 0, $3, $4, true
       FROM measure WHERE code = $5`,
      [id, NOW, budgetKopecks, waitingList, measure],
    );
    return id;
  }

  /** A filed case; REGISTERED ones are announced, so that a worker starts their checks. */
  async file(filed: SceneCase): Promise<string> {
    const id = newId();
    const measure = await this.app
      .get(CatalogueService, { strict: false })
      .measureByCode(filed.measure);
    const [org] = await this.db.query<{ inn: string }>(
      'SELECT inn FROM organisation WHERE id = $1',
      [filed.organisationId],
    );
    const state = filed.state ?? 'REGISTERED';
    const steps = state === 'REGISTERED' ? [...FILED] : [...FILED, CHECKED];
    const service = filed.roundId !== undefined;
    const kind = service ? (filed.kind ?? 'SERVICE') : 'MEMBERSHIP';
    await this.db.query(
      `INSERT INTO application (id, kind, state, revision, number, cluster_id, organisation_id, organisation_inn,
         organisation_name, measure_version_id, measure_code, round_id, created_by, answers, answer_revisions, prefill,
         steps, pauses, return_round, turn, due_provisional, due_sort, cost_kopecks, requested_kopecks, submitted_at,
         registered_on, registered_provisional, search_text, created_at, updated_at)
       VALUES ($1, $2, $3, 3, $4, $5, $6, $7, 'Demo', $8, $9, $10, $11, $12::jsonb, '{}', '{}', $13::jsonb, '[]', 0,
         'CENTRE', false, '9999-12-31', $14, $15, $16, '2026-11-20', false, 'demo', $16, $16)`,
      [
        id,
        kind,
        state,
        `KZB-${service ? 'SRV' : 'MEM'}-2026-${String((this.count += 1)).padStart(6, '0')}`,
        this.clusterId,
        filed.organisationId,
        org?.inn,
        measure?.versionId,
        filed.measure,
        filed.roundId ?? null,
        SYSTEM_ACCOUNT,
        JSON.stringify({ 'decl.noBankruptcy': true, ...filed.answers }),
        JSON.stringify(steps.map((step) => ({ ...step, at: NOW, by: 'Demo' }))),
        service ? COST : null,
        service ? ASKED : null,
        NOW,
      ],
    );
    if (state === 'REGISTERED') {
      await this.announce(id, filed.organisationId, kind);
    }
    return id;
  }

  /** Payments of a compensation. @returns their ids, in order */
  async payments(applicationId: string, kopecks: readonly number[]): Promise<string[]> {
    const ids = kopecks.map(() => newId());
    for (const [at, id] of ids.entries()) {
      await this.db.query(
        `INSERT INTO cost_line (id, application_id, no, payee_inn, order_no, order_key, paid_on, amount_kopecks,
           claimed_kopecks) VALUES ($1, $2, $3, '500100732259', $4, $4, '2026-09-01', $5, $5)`,
        [id, applicationId, at + 1, String((this.count += 1)), kopecks[at]],
      );
    }
    return ids;
  }

  /** What the portal says when a case has been registered, or its remarks answered. */
  async announce(
    applicationId: string,
    organisationId: string,
    kind: string,
    [action, from, to]: readonly [string, string, string] = ['register', 'SUBMITTED', 'REGISTERED'],
  ): Promise<void> {
    await this.db.transaction((tx) =>
      this.app.get(Outbox, { strict: false }).add(tx, 'application.stateChanged', {
        applicationId,
        organisationId,
        clusterId: this.clusterId,
        kind,
        action,
        from,
        to,
        seq: 1,
      }),
    );
  }

  /** Moves the fixed clock. */
  pass(seconds: number): void {
    const clock = this.app.get(Clock, { strict: false });
    clock.moveTo(new Date(clock.now().getTime() + seconds * 1000));
  }

  async state(applicationId: string): Promise<{
    state: string;
    revision: number;
    assigneeId: string | null;
    approvedKopecks: number | null;
  }> {
    const [row] = await this.db.query<{
      state: string;
      revision: number;
      assigneeId: string | null;
      approvedKopecks: number | null;
    }>(
      `SELECT state, revision, assignee_id AS "assigneeId", approved_kopecks AS "approvedKopecks"
       FROM application WHERE id = $1`,
      [applicationId],
    );
    if (row === undefined) {
      throw new Error(`There is no case ${applicationId}`);
    }
    return row;
  }
}
