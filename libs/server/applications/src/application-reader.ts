import { Injectable } from '@nestjs/common';

import { AccountsService, ConsentsService } from '@okno/server/accounts';
import { Clock, type Actor } from '@okno/server/core';
import { DocumentsService, type DocumentData } from '@okno/server/documents';
import { OrganisationsService, type OrganisationCardData } from '@okno/server/organisations';
import { AgreementsService, RegistryService } from '@okno/server/registry';
import {
  compute,
  fieldsByKey,
  sectionStates,
  type Answers,
  type FormContext,
  type FormDefinition,
} from '@okno/shared/form-schema';
import { allowedActions, guardsAsked, returnedFrom, returnsLeft } from '@okno/shared/workflow';

import type { ApplicationDocumentDto, ApplicationDto, FormProblemDto } from './application.view';
import { ApplicationError } from './applications.errors';
import { CaseActions } from './case-actions';
import { CaseAccess, type Relation } from './case-access';
import type { CaseRow } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import { ApplicationClockDto } from './clock.dto';
import { draftPart } from './draft-part';
import { formProblems, slotDocuments } from './filing.service';
import { FormReader, moneyView } from './form-reader';
import { FormSurroundingsReader } from './form-surroundings';
import { RemarksService } from './remarks.service';
import { isSecret, SecretAnswers } from './secret-answers';
import type { SeenCase } from './seen-case';
import { factsOf } from './step-engine';

/** What of the representation depends on whether the form may be edited. */
type FormPart = Pick<
  ApplicationDto,
  | 'organisation'
  | 'answers'
  | 'problems'
  | 'sections'
  | 'money'
  | 'consents'
  | 'formContext'
  | 'prefill'
  | 'intake'
  | 'formChange'
  | 'reuse'
  | 'deletesAt'
>;

/** Shows one request to whoever asks, as far as he may see it. */
@Injectable()
export class ApplicationReader {
  constructor(
    private readonly clock: Clock,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly actions: CaseActions,
    private readonly forms: FormReader,
    private readonly surroundings: FormSurroundingsReader,
    private readonly consents: ConsentsService,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
    private readonly accounts: AccountsService,
    private readonly remarks: RemarksService,
    private readonly registry: RegistryService,
    private readonly agreements: AgreementsService,
    private readonly secrets: SecretAnswers,
  ) {}

  /** @throws ApplicationError application.not_found */
  async get(actor: Actor, id: string): Promise<ApplicationDto> {
    const { row, relation } = await this.access.open(actor, id);
    return this.show(actor, { row, relation, world: await this.worlds.of(row) });
  }

  /** Shows a case as it was seen; what was not looked at is asked for, all at once. */
  async show(actor: Actor, seen: SeenCase): Promise<ApplicationDto> {
    const { row, relation, world } = seen;
    const files = seen.documents ?? this.documents.list(row.id);
    const filed = row.submittedAt !== null;
    const [documents, steps, form, remarks, assignee, signed, parts] = await Promise.all([
      files,
      this.steps(actor, row, relation, world),
      isEdited(seen) ? this.edited(actor, seen, files) : this.frozen(seen),
      filed ? (seen.remarks ?? this.remarks.list(row, relation, world)) : [],
      this.assignee(row),
      this.signed(row),
      filed ? this.actions.represent(actor, row, relation) : {},
    ]);
    return {
      ...this.head(seen),
      ...form,
      documents: documents.map(documentView),
      remarks,
      assignee,
      ...steps,
      ...signed,
      ...parts,
    };
  }

  private head({
    row,
    world,
    clock = this.worlds.clock(row, world),
  }: SeenCase): Pick<
    ApplicationDto,
    | 'id'
    | 'number'
    | 'kind'
    | 'state'
    | 'revision'
    | 'measure'
    | 'cluster'
    | 'unlocked'
    | 'clock'
    | 'round'
    | 'returnsLeft'
    | 'parentId'
    | 'createdAt'
    | 'submittedAt'
    | 'registeredOn'
    | 'dueOn'
    | 'dueProvisional'
    | 'demo'
  > {
    const { id, number, kind, state, revision, parentId, registeredOn, dueOn, dueProvisional } =
      row;
    const { version, cluster } = world;
    return {
      id,
      number,
      kind,
      state,
      revision,
      measure: {
        code: version.code,
        versionId: version.id,
        title: version.title,
        officialTitle: version.officialTitle,
      },
      cluster: { code: cluster.code, name: cluster.name, timeZone: cluster.timeZone },
      unlocked: row.unlocked === null ? null : [...row.unlocked],
      clock: ApplicationClockDto.from(clock, this.clock.now()),
      round: row.returnRound,
      returnsLeft: returnsLeft(row.steps, world.settings),
      parentId,
      createdAt: row.createdAt.toISOString(),
      submittedAt: row.submittedAt?.toISOString() ?? null,
      registeredOn,
      dueOn,
      dueProvisional,
      demo: world.demo,
    };
  }

  /** What the actor may do: the flow table's answer, never the browser's own. */
  private async steps(
    actor: Actor,
    row: CaseRow,
    relation: Relation,
    { flow }: CaseWorld,
  ): Promise<Pick<ApplicationDto, 'allowed' | 'blocked'>> {
    const guards = await this.actions.answers(guardsAsked(flow, row.state), {
      actor,
      application: row,
    });
    const answers = allowedActions(flow, row.state, {
      ...factsOf(relation),
      returnedFrom: returnedFrom(row.steps),
      guards,
    });
    return {
      allowed: answers.filter(({ allowed }) => allowed).map(({ action }) => action),
      blocked: answers
        .filter(({ allowed }) => !allowed)
        .map(({ action, blockedBy }) => ({ action, by: [...blockedBy] })),
    };
  }

  private async edited(
    actor: Actor,
    { row, world, surroundings, missingConsents }: SeenCase,
    files: readonly DocumentData[] | Promise<readonly DocumentData[]>,
  ): Promise<FormPart> {
    const around = surroundings ?? this.surroundings.of(actor, row);
    const [reading, missing, documents] = await Promise.all([
      this.forms.of(row, world, around, this.clock.now()),
      missingConsents ?? this.consents.missingFor(row.kind, actor.accountId),
      files,
    ]);
    const { context } = reading;
    const answers = compute(world.form, reading.answers, context);
    return {
      ...draftPart(row, reading, this.secrets),
      organisation: organisationView(reading.card),
      answers: { ...answers },
      prefill: { ...row.prefill },
      problems: formProblems(world.form, answers, documents, context).map(problemView),
      sections: sectionViews(world.form, answers, documents, context),
      money: moneyView(row, world, context),
      consents: { missing },
      formContext: { ...context },
    };
  }

  private async frozen({ row, relation, world, card: seen }: SeenCase): Promise<FormPart> {
    const card = seen ?? (await this.organisations.card(row.organisationId));
    if (!card) {
      throw new ApplicationError('application.not_found');
    }
    return {
      organisation: organisationView(card),
      answers: this.secrets.open(row.id, visibleAnswers(world.form, row.answers, relation)),
      problems: [],
      sections: [],
      money: moneyView(row, world),
    };
  }

  private async assignee({ assigneeId }: CaseRow): Promise<ApplicationDto['assignee']> {
    const people = assigneeId === null ? undefined : await this.accounts.getPeople([assigneeId]);
    const person = assigneeId === null ? undefined : people?.get(assigneeId);
    return person ? { id: person.id, name: person.name } : null;
  }

  private async signed(row: CaseRow): Promise<Pick<ApplicationDto, 'agreement' | 'registry'>> {
    if (row.kind !== 'MEMBERSHIP' || row.decidedOn === null) {
      return { agreement: null, registry: null };
    }
    const agreement = await this.agreements.get(row.id);
    const entered = row.state === 'ENTERED' ? await this.registry.ofApplication(row.id) : null;
    return {
      agreement: agreement && {
        state: agreement.state,
        versionNo: agreement.versionNo,
        applicantSignedAt: agreement.applicantSignedAt?.toISOString() ?? null,
        centreSignedAt: agreement.centreSignedAt?.toISOString() ?? null,
      },
      registry: entered && { number: entered.registryNumber },
    };
  }
}

function isEdited({ row, relation }: SeenCase): boolean {
  return relation.side === 'APPLICANT' && (row.state === 'DRAFT' || row.state === 'RETURNED');
}

function organisationView(card: OrganisationCardData): ApplicationDto['organisation'] {
  const { id, inn, ogrn, kpp, fullName, shortName, state } = card;
  return { id, inn, ogrn, kpp, fullName, shortName, state };
}

/** Contacts of people: not for roles that see a case masked. */
const PERSONAL = /^(contact|repr)\.|^org\.head/;

function visibleAnswers(form: FormDefinition, answers: Answers, relation: Relation): Answers {
  const fields = fieldsByKey(form);
  const shown = Object.entries(answers).filter(
    ([key]) =>
      fields.has(key) &&
      (!relation.masked || !PERSONAL.test(key)) &&
      (relation.seesBank || !isSecret(key)),
  );
  return Object.fromEntries(shown);
}

export function problemView({
  path,
  code,
  params,
  rule,
}: {
  path: string;
  code: string;
  params: Readonly<Record<string, string | number | boolean>>;
  rule?: string;
}): FormProblemDto {
  return { path, code, params: { ...params }, ...(rule === undefined ? {} : { rule }) };
}

export function sectionViews(
  form: FormDefinition,
  answers: Answers,
  documents: readonly DocumentData[],
  context: FormContext,
): ApplicationDto['sections'] {
  return [...sectionStates(form, answers, context, slotDocuments(documents))];
}

export function documentView(document: DocumentData): ApplicationDocumentDto {
  const { id, slot, name, mime, size, sha256, scan, uploadedBy, version, replaced } = document;
  const { issuedOn, validTo } = document;
  return {
    id,
    slot,
    name,
    mime,
    size,
    sha256,
    scan,
    uploadedAt: document.uploadedAt.toISOString(),
    uploadedBy,
    version,
    replaced,
    issuedOn,
    validTo,
  };
}
