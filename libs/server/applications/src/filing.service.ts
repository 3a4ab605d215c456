import { Injectable } from '@nestjs/common';

import { ConsentsService } from '@okno/server/accounts';
import { Outbox } from '@okno/server/core';
import { DocumentsService, FILE_KINDS, type DocumentData } from '@okno/server/documents';
import { OrganisationsService } from '@okno/server/organisations';
import { evaluateRules, type RuleTrace } from '@okno/shared/eligibility';
import {
  compute,
  documentProblems,
  fieldKeyOf,
  fieldsByKey,
  normalise,
  shownAnswers,
  validate,
  type Answers,
  type FormContext,
  type FormDefinition,
  type Problem,
  type SlotDocument,
} from '@okno/shared/form-schema';
import { registrationDate, yearOf } from '@okno/shared/work-calendar';

import { changedKeys, stamp } from './answers-merge';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseActions, type ActionOutcome, type CaseStepContext } from './case-actions';
import { refOf } from './case-ref';
import { CostLines } from './cost-lines.service';
import { FactsGatherer, type FilingFacts } from './eligibility/facts-gatherer';
import { isUnlocked } from './field-lock';
import { costsOf, FormReader, type FormReading } from './form-reader';
import { FormSurroundingsReader } from './form-surroundings';
import { formatNumber } from './number';
import { RemarksService } from './remarks.service';
import { searchTextOf } from './search-text';
import { SecretAnswers } from './secret-answers';
import { frozenCard, frozenFiles, Snapshots } from './snapshots';

/** Filing: what happens in the transaction of `submit`, `register` and `answerRemarks`. */
@Injectable()
export class FilingService {
  constructor(
    private readonly forms: FormReader,
    private readonly surroundings: FormSurroundingsReader,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
    private readonly facts: FactsGatherer,
    private readonly repository: ApplicationsRepository,
    private readonly snapshots: Snapshots,
    private readonly remarks: RemarksService,
    private readonly consents: ConsentsService,
    private readonly outbox: Outbox,
    private readonly secrets: SecretAnswers,
    private readonly costs: CostLines,
    actions: CaseActions,
  ) {
    actions.ownEffect('submit', (step) => this.submit(step));
    actions.ownEffect('register', (step) => this.register(step));
    actions.ownEffect('answerRemarks', (step) => this.answer(step));
  }

  /** Judges the draft by the same code as the browser, freezes it, and passes it on to be registered. */
  private async submit(step: CaseStepContext): Promise<ActionOutcome> {
    const { tx, actor, application: row, world, now } = step;
    const around = this.surroundings.of(actor, row, tx);
    const [files, missing, known, reading] = await Promise.all([
      this.documents.list(row.id, tx),
      this.consents.missingFor(row.kind, actor.accountId, tx),
      this.facts.forFiling(row, world, tx),
      this.forms.of(row, world, around, now, tx),
    ]);
    if (missing.length > 0) {
      throw new ApplicationError('application.consents_missing', { missing });
    }
    const documents = askedFor(world.form, files);
    const answers = requireComplete(world.form, reading, documents);
    await this.requireEligible(step, reading, known, answers);
    row.submittedAt = now;
    row.roundId = reading.round?.id ?? null;
    await this.costs.claim(step, answers);
    const hash = await this.freeze(step, reading, answers, documents, 0);
    await this.organisations.recordFiling(tx, row.organisationId, row.clusterId);
    await this.outbox.add(tx, 'application.submitted', refOf(row));
    const seen = { documents, card: reading.card, remarks: [] };
    return { data: { hash, files: documents.length }, then: 'register', seen };
  }

  /** Gives the number: gap-free in the year of the registration date (ARCHITECTURE §8.9). */
  private async register({
    tx,
    application: row,
    world,
    now,
  }: CaseStepContext): Promise<ActionOutcome> {
    const { cluster, calendar } = world;
    if (cluster.numberPrefix === null) {
      throw new ApplicationError('measure.not_open', { reason: 'CLUSTER_NOT_CONNECTED' });
    }
    const rules = { zone: cluster.timeZone, cutOffHour: cluster.cutOffHour };
    const day = registrationDate(calendar, row.submittedAt ?? now, rules, { provisional: true });
    const year = yearOf(day.date);
    const no = await this.repository.nextNumber(tx, cluster.numberPrefix, row.kind, year);
    row.number = formatNumber(cluster.numberPrefix, row.kind, year, no);
    row.registeredOn = day.date;
    row.registeredProvisional = day.provisional;
    row.searchText = `${row.number} ${row.searchText}`;
    return { data: { number: row.number, registeredOn: day.date } };
  }

  /** Judges what was opened for correction, freezes the new state, and keeps what was before and after. */
  private async answer(step: CaseStepContext): Promise<ActionOutcome> {
    const { tx, actor, application: row, now } = step;
    const around = this.surroundings.of(actor, row, tx);
    const [documents, before, reading] = await Promise.all([
      this.documents.list(row.id, tx),
      this.snapshots.find(row.id, undefined, tx),
      this.forms.of(row, step.world, around, now, tx),
    ]);
    const unlocked = row.unlocked ?? [];
    const answers = requireComplete(step.world.form, reading, documents, (path) =>
      isUnlocked(path, unlocked),
    );
    const filed = this.secrets.open(row.id, before?.answers ?? {});
    await this.costs.claim(step, answers);
    const hash = await this.freeze(step, reading, answers, documents, row.returnRound);
    await this.remarks.close(step, answers, documents);
    const changed = changedKeys(filed, answers);
    return { data: { hash, round: row.returnRound, changed } };
  }

  private async freeze(
    { tx, actor, application: row, now, world }: CaseStepContext,
    reading: FormReading,
    answers: Answers,
    documents: readonly DocumentData[],
    round: number,
  ): Promise<string> {
    row.answerRevisions = stamp(
      row.answerRevisions,
      changedKeys(this.secrets.open(row.id, row.answers), answers),
      row.revision + 1,
    );
    row.answers = answers;
    Object.assign(row, costsOf(answers));
    row.organisationInn = reading.card.inn;
    row.organisationName = reading.card.shortName;
    row.searchText = searchTextOf(row.number, reading.card, world.version.title);
    return this.snapshots.freeze(tx, {
      applicationId: row.id,
      round,
      filedAt: now,
      filedBy: actor.accountId,
      measureVersionId: row.measureVersionId,
      answers,
      organisation: frozenCard(reading.card),
      documents: frozenFiles(documents),
    });
  }

  /** Only a FAIL on known facts keeps a request from being filed (ARCHITECTURE §8.6). */
  private async requireEligible(
    { tx, world }: CaseStepContext,
    reading: FormReading,
    known: FilingFacts,
    answers: Answers,
  ): Promise<void> {
    const content = { answers, ...costsOf(answers) };
    const at = await this.facts.ofFiling(world, reading, known, content, tx);
    const failed = evaluateRules(world.version.rules, at).filter(
      ({ outcome }) => outcome === 'FAIL',
    );
    if (failed.length > 0) {
      throw refusal(failed);
    }
  }
}

/** A member who joins again and a round that takes nothing have codes of their own. */
function refusal(failed: readonly RuleTrace[]): ApplicationError {
  const duplicate = failed.find(({ code }) => code === 'DUPLICATE');
  if (duplicate !== undefined) {
    const { registryNumber } = duplicate.message.params;
    return new ApplicationError('membership.already_active', { registryNumber });
  }
  const codes = failed.map(({ code }) => code);
  return codes.includes('E11')
    ? new ApplicationError('measure.not_open', { reason: 'NO_ROUND' })
    : new ApplicationError('application.not_eligible', { checks: codes });
}

/** What the form says is wrong with these answers and files, in the order of the form. */
export function formProblems(
  form: FormDefinition,
  answers: Answers,
  documents: readonly DocumentData[],
  context: FormContext,
): Problem[] {
  return [
    ...validate(form, answers, context),
    ...documentProblems(form, answers, slotDocuments(askedFor(form, documents)), context),
  ];
}

/** Without files of slots that the form no longer has: they stay with the draft and are not filed. */
export function askedFor(form: FormDefinition, documents: readonly DocumentData[]): DocumentData[] {
  const slots = new Set(form.documents.map(({ code }) => code));
  return documents.filter(({ slot }) => slots.has(slot));
}

/** Files as the form engine looks at them. An infected one is closed: its slot is as good as empty. */
export function slotDocuments(documents: readonly DocumentData[]): SlotDocument[] {
  const open = documents.filter(({ scan }) => scan !== 'INFECTED');
  return open.map(({ id, slot, name, mime, size, sha256, issuedOn, validTo }) => ({
    id,
    slot,
    name,
    type: KIND_OF.get(mime) ?? mime,
    bytes: size,
    sha256,
    ...(issuedOn === null ? {} : { issuedOn }),
    ...(validTo === null ? {} : { validTo }),
  }));
}

const KIND_OF = new Map<string, string>(
  Object.entries(FILE_KINDS).map(([kind, mime]) => [mime, kind]),
);

/** The answers as they are frozen. @throws ApplicationError application.incomplete */
function requireComplete(
  form: FormDefinition,
  { answers, context }: FormReading,
  documents: readonly DocumentData[],
  judged: (path: string) => boolean = () => true,
): Answers {
  const current = compute(form, normalise(form, answers).answers, context);
  const keys = new Set(fieldsByKey(form).keys());
  const problems = formProblems(form, current, documents, context).filter(
    ({ path }) => judged(path) || judged(fieldKeyOf(path, keys)),
  );
  if (problems.length > 0) {
    throw new ApplicationError(
      'application.incomplete',
      {},
      problems.map(({ path, code, params }) => ({ path, code, params: plain(params) })),
    );
  }
  return shownAnswers(form, current, context);
}

function plain(params: Problem['params']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}
