import { Injectable } from '@nestjs/common';

import { ConsentsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Audit,
  breaks,
  Clock,
  Database,
  Idempotency,
  LiveUpdates,
  newId,
  RequestError,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { DocumentsService } from '@okno/server/documents';
import type { Representation } from '@okno/server/organisations';
import { RegistryService } from '@okno/server/registry';
import { compute, fieldsByKey, normalise, type Answers } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';
import type { ProcedureKind } from '@okno/shared/workflow';

import { applyEdit, changedKeys, changesSince, conflictsOf, stamp } from './answers-merge';
import { ApplicationReader, problemView, sectionViews } from './application-reader';
import type { ApplicationDto, SavedAnswersDto } from './application.view';
import type { CreateApplicationDto, SaveAnswersDto } from './applications.dto';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository, ONE_OPEN } from './applications.repository';
import { CaseAccess, roleOf } from './case-access';
import { liveMessage } from './case-ref';
import type { CaseRow } from './case-row';
import { CaseWorlds, standingBy, type CaseWorld } from './case-world';
import { requireKept } from './draft-deletion';
import { DraftForms, keep, without } from './draft-forms';
import { EarlierAnswers, type EarlierSource } from './earlier-answers';
import { lockedPaths } from './field-lock';
import { formProblems } from './filing.service';
import { costsOf, firstAnswers, FormReader, moneyView, type FormReading } from './form-reader';
import { FormSurroundingsReader, type FormSurroundings } from './form-surroundings';
import { searchTextOf } from './search-text';
import { SecretAnswers } from './secret-answers';
import type { SeenCase } from './seen-case';
import { TermsService } from './terms.service';

/** Everything that was typed, in bytes of JSON: far above any form, far below what hurts. */
const MAX_ANSWERS = 400_000;

/** A measure that takes requests now. */
interface OpenMeasure {
  kind: ProcedureKind;
  versionId: string;
  clusterId: string;
}

/** What was found out before a draft is opened. */
interface Opening {
  organisationId: string;
  measure: OpenMeasure;
  standing: readonly Representation[];
  parentId: string | null;
  /** Whose answers it begins with. */
  source: EarlierSource | null;
}

/** A draft before it is in the database. */
type NewDraft = SeenCase & Required<Pick<SeenCase, 'surroundings'>>;

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
    private readonly surroundings: FormSurroundingsReader,
    private readonly reader: ApplicationReader,
    private readonly terms: TermsService,
    private readonly repository: ApplicationsRepository,
    private readonly consents: ConsentsService,
    private readonly registry: RegistryService,
    private readonly documents: DocumentsService,
    private readonly catalogue: CatalogueService,
    private readonly draftForms: DraftForms,
    private readonly earlier: EarlierAnswers,
    private readonly secrets: SecretAnswers,
  ) {}

  /**
   * Opens a draft.
   * @throws ApplicationError measure.not_found, measure.not_open, organisation.not_represented,
   * membership.already_active, application.already_open
   */
  async create(actor: Actor, dto: CreateApplicationDto, key?: string): Promise<ApplicationDto> {
    const { organisationId, measureCode } = dto;
    const [measure, standing, parentId] = await Promise.all([
      this.openMeasure(measureCode),
      this.access.standing(actor),
      this.parentOf(actor, dto),
      this.worlds.ready(),
    ]);
    if (!standing.some((one) => one.organisationId === organisationId)) {
      throw new ApplicationError('organisation.not_represented');
    }
    const source =
      dto.fromId === undefined ? null : await this.earlier.find(actor, organisationId, dto.fromId);
    const opening = { organisationId, measure, standing, parentId, source };
    const request = { actor, scope: 'application.create', key, body: { ...dto } };
    let made: NewDraft | undefined;
    try {
      const { id } = await this.db.transaction((tx) =>
        this.idempotency.run(
          tx,
          request,
          (draft) => this.insert(tx, actor, (made = draft)),
          () => this.newDraft(tx, actor, opening),
        ),
      );
      return await (made?.row.id === id
        ? this.reader.show(actor, made)
        : this.reader.get(actor, id));
    } catch (error) {
      if (breaks(error, ONE_OPEN)) {
        throw new ApplicationError('application.already_open', {
          applicationId: await this.repository.openOne(organisationId, measureCode),
        });
      }
      throw error;
    }
  }

  private async insert(tx: Tx, actor: Actor, { row, world }: NewDraft): Promise<{ id: string }> {
    await this.repository.insert(tx, row);
    if (row.reuse) {
      await this.repository.saveReuse(tx, row);
    }
    await this.audit.record(tx, {
      actor,
      action: 'create',
      subject: { type: 'application', id: row.id },
      isNew: true,
      to: 'DRAFT',
      ...roleOf(actor, { side: 'APPLICANT' }, 'application.draft', row.clusterId),
      data: { measure: row.measureCode, organisationId: row.organisationId },
    });
    await this.terms.set(tx, row, world);
    return { id: row.id };
  }

  /**
   * Saves some answers: fields that only one side has changed merge; a field that somebody changed
   * meanwhile to something else answers 409 and nothing is saved.
   * @throws ApplicationError application.changed_meanwhile, application.field_locked,
   * application.wrong_state; RequestError request.invalid for what the form does not know
   */
  async saveAnswers(actor: Actor, id: string, dto: SaveAnswersDto): Promise<SavedAnswersDto> {
    await this.worlds.ready();
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT') {
        throw new RequestError('permission.denied', { permission: 'application.draft' });
      }
      const world = await this.worlds.of(row, tx);
      row.answers = this.secrets.open(row.id, row.answers);
      const strays = await this.draftForms.strays(row, world.form, dto.answers);
      const edit = readEdit(row, world, { ...dto, answers: without(dto.answers, strays) });
      const [documents, reading] = await Promise.all([
        this.documents.list(id, tx),
        this.forms.of(row, world, this.surroundings.of(actor, row, tx), this.clock.now(), tx),
      ]);
      const own = this.apply(row, world, reading, edit);
      if (strays.length > 0) {
        keep(row, strays);
        await this.repository.saveForm(tx, row);
      } else if (own.size > 0) {
        await this.repository.saveAnswers(tx, row);
      }
      if (own.size > 0) {
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

  /** Everything about a draft that is not in the database yet. */
  private async newDraft(
    tx: Tx,
    actor: Actor,
    { organisationId, measure, standing, parentId, source }: Opening,
  ): Promise<NewDraft> {
    const { kind, versionId, clusterId } = measure;
    const [surroundings, membership, missingConsents, world] = await Promise.all([
      this.surroundings.of(actor, { organisationId, clusterId }, tx),
      this.registry.activeMembership(organisationId, clusterId, tx),
      this.consents.missingFor(kind, actor.accountId, tx),
      this.worlds.of({ kind, measureVersionId: versionId, roundId: null }, tx),
    ]);
    if (kind === 'MEMBERSHIP' && membership) {
      throw new ApplicationError('membership.already_active', {
        registryNumber: membership.registryNumber,
      });
    }
    const row = draftRow(actor, world, surroundings, { parentId, now: this.clock.now() });
    const clock = this.worlds.clock(row, world);
    Object.assign(row, standingBy(clock));
    if (source) {
      this.earlier.fill(row, world, source);
    }
    const relation = await this.access.relation(actor, row, standing, tx);
    return { row, relation, world, surroundings, missingConsents, documents: [], clock };
  }

  private async openMeasure(code: string): Promise<OpenMeasure> {
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
  { card, person }: FormSurroundings,
  { parentId, now }: { parentId: string | null; now: Date },
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
    formChange: null,
    reuse: null,
    deleteAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** The edit in normal form, when it may be made. */
function readEdit(row: CaseRow, { form, flow }: CaseWorld, dto: SaveAnswersDto): Answers {
  requireKept(row);
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
