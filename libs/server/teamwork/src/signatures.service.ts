import { Injectable } from '@nestjs/common';

import {
  ApplicationError,
  ApplicationsService,
  CaseAccess,
  isSecret,
  refOf,
  type ApplicationData,
  type ApplicationDto,
  type Relation,
} from '@okno/server/applications';
import {
  Audit,
  breaks,
  Clock,
  Database,
  Idempotency,
  LiveUpdates,
  newId,
  Outbox,
  type Actor,
  type Tx,
} from '@okno/server/core';
import {
  diffAnswers,
  diffDocuments,
  type Answers,
  type SlotDocument,
} from '@okno/shared/form-schema';

import { Colleagues, type Colleague } from './colleagues';
import type {
  ReturnFromSignatureDto,
  SendForSignatureDto,
  SignatureChangesDto,
  SignatureRequestDto,
} from './signature.dto';
import {
  ONE_REQUEST,
  SignaturesRepository,
  type SignatureRow,
  type SignatureState,
} from './signatures.repository';
import { TeamworkError } from './teamwork.errors';

/** Fields that an answer names at most. */
const NAMED_FIELDS = 50;

/** A finished draft goes to those who may file it. The draft stays open: the signer sees what changed since. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly idempotency: Idempotency,
    private readonly access: CaseAccess,
    private readonly applications: ApplicationsService,
    private readonly colleagues: Colleagues,
    private readonly repository: SignaturesRepository,
  ) {}

  /**
   * Sends a draft that lacks nothing. Pressed twice it is sent once.
   * @throws ApplicationError application.not_found, .wrong_state, .changed_meanwhile, .deleting;
   * TeamworkError signature.incomplete, signature.nobody, signature.already_sent
   */
  async send(
    actor: Actor,
    id: string,
    dto: SendForSignatureDto,
    key?: string,
  ): Promise<SignatureRequestDto> {
    const { organisationId } = await this.access.party(actor, id);
    const [shown, people] = await Promise.all([
      this.applications.get(actor, id),
      this.colleagues.of(organisationId),
    ]);
    const request = { actor, scope: `signature.send/${id}`, key, body: { ...dto } };
    try {
      await this.db.transaction((tx) =>
        this.idempotency.run(
          tx,
          request,
          ({ row }) => this.insert(tx, actor, row, { shown, dto, people }),
          () => this.applications.lock(tx, actor, id),
        ),
      );
    } catch (error) {
      throw breaks(error, ONE_REQUEST) ? new TeamworkError('signature.already_sent') : error;
    }
    return this.required(actor, id);
  }

  /** The last request about an application; null when nobody was ever asked. */
  async of(actor: Actor, id: string): Promise<SignatureRequestDto | null> {
    const place = await this.access.party(actor, id);
    const row = await this.repository.last(id);
    // Between the filing and the note that it was signed nothing waits any more.
    if (!row || (row.state === 'OPEN' && place.state !== 'DRAFT')) {
      return null;
    }
    const [people, standing] = await Promise.all([
      this.colleagues.of(place.organisationId),
      this.access.standing(actor),
    ]);
    const own = standing.find((one) => one.organisationId === place.organisationId);
    return show(row, people, actor, own?.isAdmin ?? false);
  }

  /** What was changed after it was sent. @throws TeamworkError signature.not_open */
  async changes(actor: Actor, id: string): Promise<SignatureChangesDto> {
    await this.access.party(actor, id);
    const [sent, shown] = await Promise.all([
      this.repository.open(id),
      this.applications.get(actor, id),
    ]);
    if (!sent?.answers || !sent.documents) {
      throw new TeamworkError('signature.not_open');
    }
    const row = await this.applications.find(id);
    const form = row && (await this.applications.world(row)).form;
    if (!form) {
      throw new ApplicationError('application.not_found');
    }
    const open = withoutSecrets(shown.answers);
    const fields = diffAnswers(sent.answers, open, form).map(({ key, kind, before }) => ({
      key,
      kind,
      before: before ?? null,
    }));
    const files = diffDocuments(sent.documents, filesOf(shown)).map((change) => ({
      slot: change.slot,
      kind: change.kind,
      before: change.before?.name ?? null,
      after: change.after?.name ?? null,
    }));
    return { fields: [...fields, ...secretChanges(row, sent.revision)], files };
  }

  /** Takes it back. @throws TeamworkError signature.not_open, signature.not_yours */
  async cancel(actor: Actor, id: string): Promise<SignatureRequestDto> {
    await this.end(actor, id, 'CANCELLED', null, (request, { isOrganisationAdmin }) => {
      return request.requestedBy === actor.accountId || isOrganisationAdmin;
    });
    return this.required(actor, id);
  }

  /** Sends it back with a comment. @throws TeamworkError signature.not_open, signature.not_yours */
  async giveBack(
    actor: Actor,
    id: string,
    { comment }: ReturnFromSignatureDto,
  ): Promise<SignatureRequestDto> {
    await this.end(actor, id, 'RETURNED', comment.trim(), (_request, { canFile }) => canFile);
    return this.required(actor, id);
  }

  /** The draft was filed, or ended otherwise: nobody is waited for. */
  async ended(tx: Tx, applicationId: string, filed: boolean): Promise<void> {
    const state = filed ? 'SIGNED' : 'GONE';
    const at = this.clock.now();
    await this.repository.close(tx, applicationId, { state, by: null, at, reply: null });
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    row: ApplicationData,
    {
      shown,
      dto,
      people,
    }: { shown: ApplicationDto; dto: SendForSignatureDto; people: Colleague[] },
  ): Promise<{ requestId: string }> {
    requireSendable(row, shown, dto.revision);
    const able = people.filter(({ id, canFile }) => canFile && id !== actor.accountId);
    const signers = able.filter(({ id }) => dto.signers?.includes(id) ?? true).map(({ id }) => id);
    if (signers.length === 0) {
      throw new TeamworkError('signature.nobody');
    }
    const request: SignatureRow = {
      id: newId(),
      applicationId: row.id,
      organisationId: row.organisationId,
      revision: row.revision,
      answers: withoutSecrets(shown.answers),
      documents: filesOf(shown),
      note: dto.note?.trim() ?? '',
      signers,
      requestedBy: actor.accountId,
      requestedName: actor.name,
      requestedAt: this.clock.now(),
      state: 'OPEN',
      closedName: null,
      closedAt: null,
      reply: null,
    };
    await this.repository.insert(tx, request);
    const requestId = request.id;
    await this.note(tx, actor, row, 'signature.send', { requestId, signers });
    await this.outbox.add(tx, 'signature.requested', {
      ...refOf(row),
      requestId,
      accountIds: signers,
    });
    return { requestId };
  }

  private async end(
    actor: Actor,
    id: string,
    state: Extract<SignatureState, 'RETURNED' | 'CANCELLED'>,
    reply: string | null,
    may: (request: SignatureRow, relation: Relation) => boolean,
  ): Promise<void> {
    await this.access.party(actor, id);
    await this.db.transaction(async (tx) => {
      const { row, relation } = await this.applications.lock(tx, actor, id);
      const request = await this.repository.open(id, tx);
      if (!request || row.state !== 'DRAFT') {
        throw new TeamworkError('signature.not_open');
      }
      if (!may(request, relation)) {
        throw new TeamworkError('signature.not_yours');
      }
      const at = this.clock.now();
      await this.repository.close(tx, id, { state, by: actor.name, at, reply });
      const requestId = request.id;
      await this.note(
        tx,
        actor,
        row,
        state === 'RETURNED' ? 'signature.return' : 'signature.cancel',
        {
          requestId,
        },
      );
      if (state === 'RETURNED' && request.requestedBy !== actor.accountId) {
        const accountId = request.requestedBy;
        await this.outbox.add(tx, 'signature.returned', { ...refOf(row), requestId, accountId });
      }
    });
  }

  /** A history of its own beside that of the application, which the centre reads. */
  private async note(
    tx: Tx,
    actor: Actor,
    row: ApplicationData,
    action: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'signature', id: row.id },
      data,
    });
    const { id, organisationId } = row;
    await this.live.publish(tx, { kind: 'team', id, organisationId });
  }

  private async required(actor: Actor, id: string): Promise<SignatureRequestDto> {
    const request = await this.of(actor, id);
    if (!request) {
      throw new TeamworkError('signature.not_open');
    }
    return request;
  }
}

function requireSendable(row: ApplicationData, shown: ApplicationDto, revision: number): void {
  if (row.state !== 'DRAFT') {
    throw new ApplicationError('application.wrong_state', { state: row.state });
  }
  if (row.deleteAt !== null) {
    throw new ApplicationError('application.deleting', { at: row.deleteAt.toISOString() });
  }
  if (row.revision !== revision || shown.revision !== revision) {
    throw new ApplicationError('application.changed_meanwhile', {
      revision: row.revision,
      conflicts: [],
    });
  }
  if (shown.problems.length > 0) {
    const fields = shown.problems.slice(0, NAMED_FIELDS).map(({ path, code }) => ({ path, code }));
    throw new TeamworkError('signature.incomplete', {}, fields);
  }
}

function withoutSecrets(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !isSecret(key)));
}

/** Which bank details changed after a revision. */
function secretChanges(
  { answerRevisions }: ApplicationData,
  revision: number,
): SignatureChangesDto['fields'] {
  return Object.entries(answerRevisions)
    .filter(([key, at]) => isSecret(key) && at > revision)
    .map(([key]) => ({ key, kind: 'CHANGED', before: null }));
}

function filesOf({ documents }: ApplicationDto): SlotDocument[] {
  return documents
    .filter(({ replaced }) => !replaced)
    .map(({ id, slot, name, mime, size, sha256 }) => ({
      id,
      slot,
      name,
      type: mime,
      bytes: size,
      sha256,
    }));
}

function show(
  row: SignatureRow,
  people: readonly Colleague[],
  actor: Actor,
  isAdmin: boolean,
): SignatureRequestDto {
  const signers = people.filter(({ id, canFile }) => canFile && row.signers.includes(id));
  const open = row.state === 'OPEN';
  return {
    id: row.id,
    state: row.state,
    revision: row.revision,
    signers: signers.map(({ id, name }) => ({ id, name })),
    requestedBy: { id: row.requestedBy, name: row.requestedName },
    requestedAt: row.requestedAt.toISOString(),
    note: row.note,
    waitsForMe: open && signers.some(({ id }) => id === actor.accountId),
    mayCancel: open && (isAdmin || row.requestedBy === actor.accountId),
    closedBy: row.closedName,
    closedAt: row.closedAt?.toISOString() ?? null,
    reply: row.reply,
  };
}
