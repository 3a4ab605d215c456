import { Readable } from 'node:stream';

import type { INestApplicationContext } from '@nestjs/common';

import { AccountsService, ConsentsService } from '@okno/server/accounts';
import type { RoleCode } from '@okno/server/contracts';
import {
  Clock,
  Database,
  newId,
  ReferenceData,
  SYSTEM_ACCOUNT,
  systemActor,
  type Actor,
} from '@okno/server/core';
import { CatalogueService } from '@okno/server/catalogue';
import { DocumentsService } from '@okno/server/documents';
import { OrganisationsService } from '@okno/server/organisations';
import { RegistryService } from '@okno/server/registry';

import { ApplicationReader } from './application-reader';
import type { ApplicationDto } from './application.view';
import { CaseActions } from './case-actions';
import { DraftsService } from './drafts.service';

/** A working Friday in Novokuznetsk, ten in the morning. */
export const NOW = '2026-11-20T03:00:00Z';
export const MEMBERSHIP = 'MEMBERSHIP-kuzbass-biomed';
export const SERVICE = 'KZ-06';
const CLUSTER = 'kuzbass-biomed';

const WORDS = 'Разрабатываем и выпускаем шовный материал для кардиохирургии. ';

/** Everything the form of joining asks besides what the card gives. */
export const JOINING = {
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

/** Everything the form of the marketing service asks besides what the card gives. */
export const MARKETING = {
  'contact.person': 'Петрова Мария Ивановна',
  'contact.phone': '+73842000000',
  'repr.basis': 'CHARTER',
  'org.addressActual': 'Кемерово, Советский проспект, 1',
  'org.headPost': 'Директор',
  'mk.kind': 'RESEARCH',
  'mk.product': 'Шовный материал',
  'mk.medicalDevice': false,
  'mk.stage': 'SERIES',
  'mk.market': ['RUSSIA'],
  'mk.goal': WORDS.repeat(4).trim(),
  'mk.questions': [{ question: 'Сколько клиник покупают такой материал?' }],
  'mk.deliverables': ['REPORT'],
  'mk.contractorBy': 'CENTRE',
  'mk.period': { from: '2026-12-25', to: '2026-12-30' },
  'mk.effect': [{ revenue: 5_000_000_00, customers: 10, markets: 1 }],
  'money.lines': [{ item: 'Исследование', quantity: 1, price: 30_000_000 }],
  'money.vatMode': 'INCLUDED',
  'money.ownSource': 'OWN',
  'money.doubleFinancing': true,
  'decl.truth': true,
  'decl.rules': true,
  'decl.noBankruptcy': true,
  'decl.noTaxDebt': true,
  'decl.notForeign': true,
  'decl.notExcludedSector': true,
};

/** People, organisations and requests of the Kuzbass cluster, made through the real services. */
export class Scene {
  clusterId = '';
  private count = 0;

  constructor(readonly app: INestApplicationContext) {}

  /** Loads the reference data. */
  static async over(app: INestApplicationContext): Promise<Scene> {
    await app.get(ReferenceData, { strict: false }).load();
    const scene = new Scene(app);
    const cluster = await app.get(CatalogueService, { strict: false }).cluster(CLUSTER);
    scene.clusterId = cluster?.id ?? '';
    return scene;
  }

  get db(): Database {
    return this.app.get(Database, { strict: false });
  }

  /** A person, with staff roles in the cluster or none. */
  async person(...roles: RoleCode[]): Promise<Actor> {
    const id = newId();
    this.count += 1;
    await this.db.query(
      `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, patronymic, lang, phone,
         email_notices, demo, created_at, updated_at, confirmed_at)
       VALUES ($1, $2, $2, 'none', 'Петрова', 'Мария', 'Ивановна', 'ru', '+73842000000', true, true, $3, $3, $3)`,
      [id, `person${this.count}@example.org`, NOW],
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

  /** An organisation that the person has added, and his consents. */
  async organisation(actor: Actor): Promise<string> {
    this.count += 1;
    const card = await this.app.get(OrganisationsService, { strict: false }).add(actor, {
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
    await this.consent(actor);
    return card.id;
  }

  /** A colleague who may act for the organisation, with the filing right or not. */
  async colleague(organisationId: string, canFile = true): Promise<Actor> {
    const actor = await this.person();
    await this.db.query(
      `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
         first_claimant, state, created_at, confirmed_at)
       VALUES ($1, $2, $3, 'CHARTER', $4, false, false, 'ACTIVE', $5, $5)`,
      [newId(), organisationId, actor.accountId, canFile, NOW],
    );
    await this.consent(actor);
    return actor;
  }

  async consent(actor: Actor): Promise<void> {
    const consents = this.app.get(ConsentsService, { strict: false });
    for (const { purpose, version } of await consents.list(actor.accountId)) {
      await consents.give(actor, { purpose, version });
    }
  }

  /** Enters the organisation in the register of participants. */
  async member(organisationId: string): Promise<void> {
    await this.db.transaction((tx) =>
      this.app.get(RegistryService, { strict: false }).enter(tx, systemActor(), {
        organisationId,
        clusterId: this.clusterId,
        applicationId: newId(),
        role: 'RESEARCH',
        external: false,
        specialisations: [],
        publicCard: null,
      }),
    );
  }

  /** A draft to join that lacks nothing. */
  async joiningDraft(actor: Actor, organisationId: string): Promise<ApplicationDto> {
    const cluster = await this.app.get(CatalogueService, { strict: false }).cluster(CLUSTER);
    const specialisation = cluster?.specialisations[0]?.code;
    return this.draft(actor, organisationId, MEMBERSHIP, {
      ...JOINING,
      'mem.specialisations': [specialisation],
    });
  }

  /** A draft for the marketing service that lacks nothing; the organisation is a participant. */
  async marketingDraft(actor: Actor, organisationId: string): Promise<ApplicationDto> {
    await this.member(organisationId);
    const draft = await this.draft(actor, organisationId, SERVICE, MARKETING);
    for (const slot of ['D-TOR', 'D-PRODUCT']) {
      await this.upload(actor, draft.id, slot);
    }
    return draft;
  }

  async draft(
    actor: Actor,
    organisationId: string,
    measureCode: string,
    answers: Record<string, unknown>,
  ): Promise<ApplicationDto> {
    const drafts = this.app.get(DraftsService, { strict: false });
    const { id } = await drafts.create(actor, { measureCode, organisationId });
    await this.save(actor, id, answers);
    return this.see(actor, id);
  }

  /** Answers of a draft that nobody has saved since it was begun. */
  async save(actor: Actor, id: string, answers: Record<string, unknown>): Promise<void> {
    const drafts = this.app.get(DraftsService, { strict: false });
    await drafts.saveAnswers(actor, id, { revision: 1, answers });
  }

  async upload(actor: Actor, applicationId: string, slot: string): Promise<void> {
    await this.app.get(DocumentsService, { strict: false }).store({
      stream: Readable.from([Buffer.from(`%PDF-1.4\n% ${slot} ${(this.count += 1)}\n%%EOF\n`)]),
      name: `${slot}.pdf`,
      slot,
      applicationId,
      actor,
      allowedTypes: ['pdf'],
    });
  }

  see(actor: Actor, id: string): Promise<ApplicationDto> {
    return this.app.get(ApplicationReader, { strict: false }).get(actor, id);
  }

  /** Files a complete draft. */
  async submit(actor: Actor, id: string): Promise<ApplicationDto> {
    const { revision } = await this.see(actor, id);
    await this.actions.perform(actor, id, 'submit', { revision });
    return this.see(actor, id);
  }

  /** A filed request to join that stands at the formal check, given to the reviewer. */
  async checking(actor: Actor, reviewer: Actor): Promise<string> {
    const organisationId = await this.organisation(actor);
    const { id } = await this.joiningDraft(actor, organisationId);
    await this.submit(actor, id);
    await this.actions.system(id, 'startFormalCheck');
    await this.db.query('UPDATE application SET assignee_id = $2 WHERE id = $1', [
      id,
      reviewer.accountId,
    ]);
    return id;
  }

  get actions(): CaseActions {
    return this.app.get(CaseActions, { strict: false });
  }

  /** Moves the fixed clock. */
  moveTo(instant: string): void {
    this.app.get(Clock, { strict: false }).moveTo(new Date(instant));
  }
}

/** A ten-digit ИНН of region 42 with its check digit (`domain.md` §8). */
export function innOf(no: number): string {
  const digits = `4299${String(no).padStart(5, '0')}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = [...digits].reduce(
    (total, digit, at) => total + Number(digit) * (weights[at] ?? 0),
    0,
  );
  return `${digits}${(sum % 11) % 10}`;
}
