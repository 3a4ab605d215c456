import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Audit,
  Clock,
  Database,
  Idempotency,
  LiveUpdates,
  newId,
  RequestError,
  type Actor,
} from '@okno/server/core';
import { DocumentsService } from '@okno/server/documents';
import { OrganisationsService, type OrganisationCardData } from '@okno/server/organisations';
import { RegistryService } from '@okno/server/registry';
import { compute, fieldsByKey, normalise, type Answers } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';
import type { ProcedureKind } from '@okno/shared/workflow';

import { applyEdit, changedKeys, changesSince, conflictsOf, stamp } from './answers-merge';
import { problemView, sectionViews } from './application-reader';
import type { SavedAnswersDto } from './application.view';
import type { CreateApplicationDto, SaveAnswersDto } from './applications.dto';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseAccess, roleOf } from './case-access';
import { liveMessage } from './case-ref';
import type { CaseRow } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import { lockedPaths } from './field-lock';
import { formProblems } from './filing.service';
import { costsOf, firstAnswers, FormReader, moneyView, type FormReading } from './form-reader';
import type { ProfileData } from './prefill-sources';
import { Preparations } from './preparation';
import { searchTextOf } from './search-text';
import { TermsService } from './terms.service';

/** Everything that was typed, in bytes of JSON: far above any form, far below what hurts. */
const MAX_ANSWERS = 400_000;

/** Drafts: opened from the card, saved field by field, never lost. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly live: LiveUpdates,
    private readonly idempotency: Idempotency,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly forms: FormReader,
    private readonly preparations: Preparations,
    private readonly terms: TermsService,
    private readonly repository: ApplicationsRepository,
    private readonly organisations: OrganisationsService,
    private readonly accounts: AccountsService,
    private readonly registry: RegistryService,
    private readonly documents: DocumentsService,
    private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Opens a draft and returns its id.
   * @throws ApplicationError measure.not_found, measure.not_open, organisation.not_represented,
   * membership.already_active, application.already_open
   */
  async create(actor: Actor, dto: CreateApplicationDto, key?: string): Promise<string> {
    const row = await this.newDraft(actor, dto);
    const world = await this.worlds.of(row);
    Object.assign(row, this.worlds.standing(row, world));
    const request = { actor, scope: 'application.create', key, body: { ...dto } };
    const { id } = await this.db.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        if (!(await this.repository.insert(tx, row))) {
          throw new ApplicationError('application.already_open', {
            applicationId: await this.repository.openOne(row.organisationId, row.measureCode, tx),
          });
        }
        const relation = { side: 'APPLICANT' as const };
        await this.audit.record(tx, {
          actor,
          action: 'create',
          subject: { type: 'application', id: row.id },
          isNew: true,
          to: 'DRAFT',
          ...roleOf(actor, relation, 'application.draft', row.clusterId),
          data: { measure: row.measureCode, organisationId: row.organisationId },
        });
        await this.terms.set(tx, row, world);
        return { id: row.id };
      }),
    );
    return id;
  }

  /**
   * Saves some answers: fields that only one side has changed merge; a field that somebody changed
   * meanwhile to something else answers 409 and nothing is saved.
   * @throws ApplicationError application.changed_meanwhile, application.field_locked,
   * application.wrong_state; RequestError request.invalid for what the form does not know
   */
  async saveAnswers(actor: Actor, id: string, dto: SaveAnswersDto): Promise<SavedAnswersDto> {
    const { row: before } = await this.access.open(actor, id);
    const [standing, around, documents] = await Promise.all([
      this.access.standing(actor),
      this.preparations.forForm(actor, before),
      this.documents.list(id),
    ]);
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id, standing);
      if (relation.side !== 'APPLICANT') {
        throw new RequestError('permission.denied', { permission: 'application.draft' });
      }
      const world = await this.worlds.of(row, tx);
      const edit = readEdit(row, world, dto);
      const reading = await this.forms.of(row, world, around, this.clock.now(), tx);
      const own = this.apply(row, world, reading, edit);
      if (own.size > 0) {
        await this.repository.saveAnswers(tx, row);
        await this.live.publish(tx, liveMessage(row));
      }
      return {
        revision: row.revision,
        problems: formProblems(world.form, row.answers, documents, reading.context).map(
          problemView,
        ),
        sections: sectionViews(world.form, row.answers, documents, reading.context),
        answers: pick(row.answers, new Set([...own, ...Object.keys(dto.answers)])),
        money: moneyView(row, world, reading.context),
        changed: changesSince(row, dto.revision, own),
      };
    });
  }

  /** Puts the edit into the row and returns the keys that it changed, computed ones included. */
  private apply(
    row: CaseRow,
    world: CaseWorld,
    reading: FormReading,
    edit: Answers,
  ): ReadonlySet<string> {
    const answers = compute(world.form, applyEdit(reading.answers, edit), reading.context);
    const changed = changedKeys(row.answers, answers);
    if (changed.length === 0) {
      return new Set();
    }
    if (JSON.stringify(answers).length > MAX_ANSWERS) {
      throw new ApplicationError('application.answers_too_large', { limit: MAX_ANSWERS });
    }
    row.revision += 1;
    row.answerRevisions = stamp(row.answerRevisions, changed, row.revision);
    row.answers = answers;
    row.updatedAt = this.clock.now();
    Object.assign(row, costsOf(answers));
    return new Set(changed);
  }

  private async newDraft(actor: Actor, dto: CreateApplicationDto): Promise<CaseRow> {
    const { kind, versionId, clusterId } = await this.openMeasure(dto.measureCode);
    const card = await this.representedCard(actor, dto.organisationId);
    const membership = await this.registry.activeMembership(card.id, clusterId);
    if (kind === 'MEMBERSHIP' && membership) {
      throw new ApplicationError('membership.already_active', {
        registryNumber: membership.registryNumber,
      });
    }
    const world = await this.worlds.of({ kind, measureVersionId: versionId, roundId: null });
    const person = await this.accounts.getPerson(actor.accountId);
    const parentId = await this.parentOf(actor, dto);
    return draftRow(actor, world, card, { parentId, person, now: this.clock.now() });
  }

  private async openMeasure(
    code: string,
  ): Promise<{ kind: ProcedureKind; versionId: string; clusterId: string }> {
    const measure = await this.catalogue.measureByCode(code);
    if (!measure) {
      throw new ApplicationError('measure.not_found');
    }
    const version =
      measure.notOpenReason === null ? await this.catalogue.version(measure.versionId) : null;
    if (!version?.form) {
      throw new ApplicationError('measure.not_open', {
        reason: measure.notOpenReason ?? 'FORM_NOT_PUBLISHED',
      });
    }
    return { kind: version.kind, versionId: version.id, clusterId: version.clusterId };
  }

  private async representedCard(
    actor: Actor,
    organisationId: string,
  ): Promise<OrganisationCardData> {
    const standing = await this.access.standing(actor);
    const own = standing.some((one) => one.organisationId === organisationId);
    const card = own ? await this.organisations.card(organisationId) : null;
    if (!card) {
      throw new ApplicationError('organisation.not_represented');
    }
    return card;
  }

  /** A refused request of the same organisation. */
  private async parentOf(actor: Actor, dto: CreateApplicationDto): Promise<string | null> {
    if (dto.parentId === undefined) {
      return null;
    }
    const { row } = await this.access.open(actor, dto.parentId);
    if (row.organisationId !== dto.organisationId || row.state !== 'REJECTED') {
      throw new RequestError('request.invalid', {}, [{ path: 'parentId', code: 'NOT_AN_OPTION' }]);
    }
    return row.id;
  }
}

/** A draft as it begins. */
function draftRow(
  actor: Actor,
  world: CaseWorld,
  card: OrganisationCardData,
  { parentId, person, now }: { parentId: string | null; person: ProfileData; now: Date },
): CaseRow {
  const today = localDate(now, world.cluster.timeZone);
  const { answers, notes } = firstAnswers(world, card, person, today);
  const at = now.toISOString();
  return {
    id: newId(),
    kind: world.version.kind,
    state: 'DRAFT',
    revision: 1,
    number: null,
    clusterId: world.version.clusterId,
    organisationId: card.id,
    organisationInn: card.inn,
    organisationName: card.shortName,
    measureVersionId: world.version.id,
    measureCode: world.version.code,
    roundId: null,
    parentId,
    createdBy: actor.accountId,
    assigneeId: null,
    answers,
    answerRevisions: stamp({}, Object.keys(answers), 1),
    prefill: notes,
    unlocked: null,
    steps: [{ action: 'create', to: 'DRAFT', at, by: actor.name, side: 'APPLICANT' }],
    pauses: [],
    returnRound: 0,
    turn: 'APPLICANT',
    dueOn: null,
    dueProvisional: false,
    costKopecks: null,
    requestedKopecks: null,
    approvedKopecks: null,
    submittedAt: null,
    registeredOn: null,
    registeredProvisional: false,
    decidedOn: null,
    searchText: searchTextOf(null, card, world.version.title),
    createdAt: now,
    updatedAt: now,
  };
}

/** The edit in normal form, when it may be made. */
function readEdit(row: CaseRow, { form, flow }: CaseWorld, dto: SaveAnswersDto): Answers {
  if (row.state !== 'DRAFT' && row.state !== 'RETURNED') {
    throw new ApplicationError('application.wrong_state', {
      state: row.state,
      revision: row.revision,
      kind: flow.kind,
    });
  }
  const { answers: normal, problems } = normalise(form, dto.answers);
  if (problems.length > 0) {
    const fields = problems.slice(0, 50).map(({ path, code }) => ({
      path: path === '' ? 'answers' : `answers.${path}`,
      code,
    }));
    throw new RequestError('request.invalid', {}, fields);
  }
  const fields = fieldsByKey(form);
  const edit = Object.fromEntries(
    Object.keys(dto.answers)
      .filter((key) => {
        const field = fields.get(key);
        return field !== undefined && !('compute' in field);
      })
      .map((key) => [key, normal[key] ?? null]),
  );
  const locked = lockedPaths(form, row.answers, edit, row.unlocked);
  if (locked.length > 0) {
    throw new ApplicationError(
      'application.field_locked',
      {},
      locked.map((path) => ({ path, code: 'LOCKED' })),
    );
  }
  const conflicts = conflictsOf(row, edit, dto.revision);
  if (conflicts.length > 0 || dto.revision > row.revision) {
    throw new ApplicationError('application.changed_meanwhile', {
      revision: row.revision,
      conflicts,
    });
  }
  return edit;
}

function pick(answers: Answers, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries([...keys].map((key) => [key, answers[key] ?? null]));
}
