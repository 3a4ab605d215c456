import type { INestApplicationContext } from '@nestjs/common';

import { AccountsMigrateModule, AccountsService, ConsentsService } from '@okno/server/accounts';
import {
  ApplicationsModule,
  CaseActions,
  DraftsService,
  type ApplicationDto,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { CoreMigrateModule, Database, newId, ReferenceData, type Actor } from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

import { TeamworkModule, TeamworkWorkerModule } from './teamwork.module';

/** What a test of this folder runs on. */
export const SCENERY = {
  imports: [
    CoreMigrateModule,
    AccountsMigrateModule,
    ApplicationsModule,
    TeamworkModule,
    TeamworkWorkerModule,
  ],
  clock: '2026-11-20T03:00:00Z',
  env: { OKNO_DEMO: '1' },
};
const NOW = SCENERY.clock;
const WORDS = 'Разрабатываем и выпускаем шовный материал для кардиохирургии. ';
/** Everything that the form of joining asks besides what the card gives. */
const JOINING = {
  'contact.person': 'Петрова Мария Ивановна',
  'contact.phone': '+73842000000',
  'repr.basis': 'CHARTER',
  'org.addressActual': 'Кемерово, Советский проспект, 1',
  'org.headPost': 'Директор',
  'mem.role': 'RESEARCH',
  'mem.activity': WORDS.repeat(5).trim(),
  'mem.products': [{ name: 'Шовный материал', okpd2: '32.50' }],
  'mem.employees': 25,
  'mem.revenue': 1_000_000_00,
  'mem.publicConsent': true,
  'mem.reporting': true,
  'decl.truth': true,
  'decl.rules': true,
  'decl.noBankruptcy': true,
};

/** Two colleagues with a finished draft, a stranger and a reviewer; new ones for every test. */
export class TeamScene {
  head!: Actor;
  clerk!: Actor;
  stranger!: Actor;
  reviewer!: Actor;
  organisationId!: string;
  draft!: ApplicationDto;
  private count = 0;
  private specialisation = '';

  private constructor(private readonly app: INestApplicationContext) {}

  static async over(app: INestApplicationContext): Promise<TeamScene> {
    const scene = new TeamScene(app);
    await scene.get(ReferenceData).load();
    const cluster = (await scene.get(CatalogueService).clusters()).find(
      ({ code }) => code === 'kuzbass-biomed',
    );
    scene.specialisation = cluster?.specialisations[0]?.code ?? '';
    return scene;
  }

  get db(): Database {
    return this.get(Database);
  }

  get<T>(part: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(part, { strict: false });
  }

  async begin(): Promise<void> {
    this.head = await this.someone();
    this.stranger = await this.someone();
    this.reviewer = await this.someone('REVIEWER');
    this.organisationId = await this.organisation(this.head);
    this.clerk = await this.someone();
    await this.join(this.clerk, false);
    const drafts = this.get(DraftsService);
    this.draft = await drafts.create(this.clerk, {
      measureCode: 'MEMBERSHIP-kuzbass-biomed',
      organisationId: this.organisationId,
    });
    await drafts.saveAnswers(this.clerk, this.draft.id, {
      revision: 1,
      answers: { ...JOINING, 'mem.specialisations': [this.specialisation] },
    });
  }

  private async someone(role?: 'REVIEWER'): Promise<Actor> {
    const id = newId();
    this.count += 1;
    await this.db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
       created_at, updated_at, confirmed_at)
     VALUES ($1, $2, $2, 'none', $3, 'Мария', 'ru', true, true, $4, $4, $4)`,
      [id, `person${this.count}@example.org`, `Петрова${this.count}`, NOW],
    );
    if (role !== undefined) {
      await this.db.query(
        `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
       SELECT $1, $2, $3, code, id, $2, $4 FROM cluster WHERE code = 'kuzbass-biomed'`,
        [newId(), id, role, NOW],
      );
    }
    return this.get(AccountsService).actorOf(id);
  }

  async organisation(actor: Actor): Promise<string> {
    this.count += 1;
    const card = await this.get(OrganisationsService).add(actor, {
      kind: 'LEGAL',
      inn: innOf(this.count),
      ogrn: '1024200000010',
      kpp: '429901001',
      fullName: `Общество «Демо ${this.count}» (демо)`,
      shortName: `Демо ${this.count} (демо)`,
      okvedMain: '32.50',
      smeCategory: 'SMALL',
      addressLegal: 'Кемерово, Советский проспект, 1',
      headName: 'Петрова Мария Ивановна',
    });
    return card.id;
  }

  async join(actor: Actor, canFile: boolean, whom = this.organisationId): Promise<void> {
    await this.db.query(
      `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
       first_claimant, state, created_at, confirmed_at)
     VALUES ($1, $2, $3, 'CHARTER', $4, false, false, 'ACTIVE', $5, $5)`,
      [newId(), whom, actor.accountId, canFile, NOW],
    );
  }

  /** Takes the filing right away, or everything. */
  async leaves(actor: Actor, what: 'RIGHT' | 'ORGANISATION'): Promise<void> {
    await this.db.query(
      what === 'RIGHT'
        ? 'UPDATE organisation_representative SET can_file = false WHERE organisation_id = $1 AND account_id = $2'
        : `UPDATE organisation_representative SET state = 'REMOVED' WHERE organisation_id = $1 AND account_id = $2`,
      [this.organisationId, actor.accountId],
    );
  }

  /** A request about a draft that lacks much: what the list says of it does not depend on that. */
  async signatureElsewhere(applicationId: string, whose: string): Promise<void> {
    await this.db.query(
      `INSERT INTO signature_request (id, application_id, organisation_id, revision, answers, documents, note, signers,
       requested_by, requested_name, requested_at, state)
     VALUES ($1, $2, $3, 1, '{}', '[]', '', $4::jsonb, $5, 'Кто-то', $6, 'OPEN')`,
      [
        newId(),
        applicationId,
        whose,
        JSON.stringify([this.head.accountId]),
        this.stranger.accountId,
        NOW,
      ],
    );
  }

  eventsOf(type: string): Promise<{ payload: Record<string, unknown> }[]> {
    return this.db.query(
      `SELECT payload FROM outbox_event WHERE event = $1 AND payload->>'applicationId' = $2 ORDER BY id`,
      [type, this.draft.id],
    );
  }

  async submit(actor: Actor): Promise<void> {
    const consents = this.get(ConsentsService);
    for (const { purpose, version } of await consents.list(actor.accountId)) {
      await consents.give(actor, { purpose, version });
    }
    await this.get(CaseActions).perform(actor, this.draft.id, 'submit', {});
  }

  async revision(): Promise<number> {
    const [row] = await this.db.query<{ revision: number }>(
      'SELECT revision FROM application WHERE id = $1',
      [this.draft.id],
    );
    return row?.revision ?? 0;
  }
}

function innOf(no: number): string {
  const digits = `4297${String(no).padStart(5, '0')}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (weights[at] ?? 0), 0);
  return `${digits}${(sum % 11) % 10}`;
}
