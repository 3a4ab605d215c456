import type { INestApplicationContext } from '@nestjs/common';

import { AccountsService, SecretTokens } from '@okno/server/accounts';
import { CaseActions } from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import type { RoleCode } from '@okno/server/contracts';
import {
  Audit,
  Database,
  newId,
  ReferenceData,
  SYSTEM_ACCOUNT,
  type Actor,
} from '@okno/server/core';
import type { MembershipState } from '@okno/shared/workflow';

import { CouncilRepository } from './council.repository';

/** The Kuzbass Council takes part in joining from this moment on: the reference data is loaded now. */
export const NOW = '2026-11-27T03:00:00Z';
const CLUSTER = 'kuzbass-biomed';
const MEASURE = 'MEMBERSHIP-kuzbass-biomed';

const STEPS = [
  ['create', 'DRAFT'],
  ['submit', 'SUBMITTED'],
  ['register', 'REGISTERED'],
  ['startFormalCheck', 'FORMAL_CHECK'],
  ['toReview', 'REVIEW'],
] as const;

/** People, seats and cases before the Council, for its specs. */
export class CouncilScene {
  clusterId = '';
  councilId = '';
  private count = 0;

  constructor(readonly app: INestApplicationContext) {}

  static async over(app: INestApplicationContext): Promise<CouncilScene> {
    await app.get(ReferenceData, { strict: false }).load();
    const scene = new CouncilScene(app);
    const cluster = await app.get(CatalogueService, { strict: false }).cluster(CLUSTER);
    scene.clusterId = cluster?.id ?? '';
    const council = await scene.council.ofCluster(scene.clusterId);
    scene.councilId = council?.id ?? '';
    return scene;
  }

  get db(): Database {
    return this.app.get(Database, { strict: false });
  }

  get council(): CouncilRepository {
    return this.app.get(CouncilRepository, { strict: false });
  }

  async person(...roles: RoleCode[]): Promise<Actor> {
    const id = newId();
    await this.db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
         created_at, updated_at, confirmed_at) VALUES ($1, $2, $2, 'none', $3, 'Person', 'ru', true, true, $4, $4, $4)`,
      [id, `${id}@example.org`, `Demo ${(this.count += 1)}`, NOW],
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

  /** A member with a seat. @returns the person and the seat's id */
  async member(chair = false, fromOn = '2026-01-01', toOn: string | null = null): Promise<Seated> {
    const actor = await this.person(chair ? 'COUNCIL_CHAIR' : 'COUNCIL_MEMBER');
    const id = newId();
    await this.db.transaction((tx) =>
      this.council.seat(tx, {
        ...{ id, councilId: this.councilId, accountId: actor.accountId, chair, fromOn, toOn },
        represents: { ru: 'Вуз', en: 'University' },
      }),
    );
    return { actor, id };
  }

  /** Ends every seat, so that a test begins with a Council of its own. */
  async dismiss(): Promise<void> {
    await this.db.query(`UPDATE council_member SET from_on = '2020-01-01', to_on = '2020-12-31'`);
  }

  /** A request to join, as far as the state, with its way there in its history. */
  async caseBefore(state: MembershipState = 'COUNCIL', submittedAt = NOW): Promise<string> {
    const organisationId = newId();
    const inn = `42990${String((this.count += 1)).padStart(5, '0')}`;
    await this.db.query(
      `INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category,
         address_legal, head_name, region_code, state, source_code, source_as_of, revision, created_by, created_at, updated_at)
       VALUES ($1, 'LEGAL', $2, '1024200000010', '429901001', 'Общество «Демо»', 'Демо', '32.50', 'SMALL', 'Кемерово',
         'Демо Демо', '42', 'UNCONFIRMED', 'declared', '2026-11-01', 1, $3, $4, $4)`,
      [organisationId, inn, SYSTEM_ACCOUNT, NOW],
    );
    const measure = await this.app.get(CatalogueService, { strict: false }).measureByCode(MEASURE);
    const id = newId();
    const last = state === 'COUNCIL' ? [['toCouncil', 'COUNCIL'] as const] : [];
    const steps = [...STEPS, ...last].map(([action, to]) => ({
      ...{ action, to, at: submittedAt, by: 'Демо', side: 'CENTRE' },
    }));
    await this.db.query(
      `INSERT INTO application (id, kind, state, revision, number, cluster_id, organisation_id, organisation_inn,
         organisation_name, measure_version_id, measure_code, created_by, answers, answer_revisions, prefill, steps, pauses,
         return_round, turn, due_provisional, due_sort, submitted_at, registered_on, registered_provisional, search_text,
         created_at, updated_at, unlocked)
       VALUES ($1, 'MEMBERSHIP', $2, 3, $3, $4, $5, $6, 'Демо', $7, $8, $9, $10::jsonb, '{}', '{}', $11::jsonb, '[]', 0,
         'COUNCIL', false, '9999-12-31', $12, '2026-11-27', false, 'demo', $12, $12, $13)`,
      [
        ...[id, state, `KZB-MEM-2026-${String((this.count += 1)).padStart(6, '0')}`],
        ...[this.clusterId, organisationId, inn, measure?.versionId, MEASURE, SYSTEM_ACCOUNT],
        JSON.stringify({
          'mem.activity': 'Шовный материал',
          'contact.person': 'Тайная Анна',
          'contact.phone': '+73842000000',
        }),
        ...[JSON.stringify(steps), submittedAt, state === 'RETURNED' ? '[]' : null],
      ],
    );
    return id;
  }

  async state(applicationId: string): Promise<string> {
    const [row] = await this.db.query<{ state: string }>(
      'SELECT state FROM application WHERE id = $1',
      [applicationId],
    );
    return row?.state ?? '';
  }

  /** The code that a letter would bring. */
  async code(actor: Actor, sessionId: string): Promise<string> {
    return this.db.transaction((tx) =>
      this.app.get(SecretTokens, { strict: false }).issueCode(tx, {
        ...{ accountId: actor.accountId, purpose: 'MINUTES_CODE', subjectId: sessionId },
        ttlMinutes: 15,
      }),
    );
  }

  async history(type: 'council_session' | 'council_item' | 'application', id: string) {
    return this.app.get(Audit, { strict: false }).history({ type, id });
  }

  get actions(): CaseActions {
    return this.app.get(CaseActions, { strict: false });
  }
}

/** A person with a seat. */
export interface Seated {
  actor: Actor;
  id: string;
}
