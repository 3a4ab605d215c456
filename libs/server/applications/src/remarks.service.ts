import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  newId,
  RequestError,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { DocumentsService, type DocumentData } from '@okno/server/documents';
import { fieldsByKey, isBlank, sameAnswer, type Answers } from '@okno/shared/form-schema';
import { findTransition, returnsLeft } from '@okno/shared/workflow';

import { answerAt } from './answer-at';
import { ApplicationError } from './applications.errors';
import { CaseAccess, roleOf, type Relation } from './case-access';
import {
  CaseActions,
  type ActionOutcome,
  type CaseStepContext,
  type GuardContext,
} from './case-actions';
import { liveMessage } from './case-ref';
import type { ApplicationData, CaseRow } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import { unlockedPaths } from './field-lock';
import { targetLabel } from './remark-target';
import { RemarksRepository, type RemarkRow } from './remarks.repository';
import { isSecret, SecretAnswers } from './secret-answers';
import type { ChangeRemarkDto, CreateRemarkDto, RemarkDto } from './thread.dto';

const MAX_REMARKS = 200;

/** Remarks: pinned by the reviewer, sent with a return, answered by the applicant, accepted or opened again. */
@Injectable()
export class RemarksService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly live: LiveUpdates,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly documents: DocumentsService,
    private readonly remarks: RemarksRepository,
    private readonly secrets: SecretAnswers,
    actions: CaseActions,
  ) {
    actions.ownEffect('returnWithRemarks', (step) => this.send(step));
    actions.guard('REMARKS_PRESENT', async (asked) => (await this.waiting(asked)).length > 0);
    actions.guard('REMARKS_ANSWERED', (asked) => this.areAnswered(asked));
    actions.guard('RETURNS_LEFT', async ({ application, tx }) => {
      const { settings } = await this.worlds.of(application, tx);
      return returnsLeft(application.steps, settings) > 0;
    });
  }

  /**
   * Adds an unsent remark.
   * @throws ApplicationError remark.target_unknown, remark.wrong_state
   */
  pin(actor: Actor, applicationId: string, dto: CreateRemarkDto): Promise<RemarkDto> {
    return this.underLock(actor, applicationId, async (tx, row, relation) => {
      const world = await this.worlds.of(row, tx);
      requireReturning(relation, row, world);
      const known = await this.remarks.of(row.id, tx);
      if (known.length >= MAX_REMARKS) {
        throw new ApplicationError('remark.wrong_state', { limit: MAX_REMARKS });
      }
      if (!targetLabel(world.form, dto.target.kind, dto.target.path)) {
        throw new ApplicationError('remark.target_unknown', {}, [
          { path: 'target.path', code: 'UNKNOWN_FIELD' },
        ]);
      }
      const remark: RemarkRow = {
        id: newId(),
        applicationId,
        no: (known.at(-1)?.no ?? 0) + 1,
        round: row.returnRound + 1,
        targetKind: dto.target.kind,
        targetPath: dto.target.path,
        text: dto.text.trim(),
        state: 'DRAFT',
        answer: null,
        disagree: false,
        before: null,
        after: null,
        authorId: actor.accountId,
        authorName: actor.name,
        answeredBy: null,
        createdAt: this.clock.now(),
        openedAt: null,
        answeredAt: null,
      };
      await this.remarks.insert(tx, remark);
      return remark;
    });
  }

  /** @throws ApplicationError remark.not_found, remark.wrong_state */
  async change(actor: Actor, id: string, dto: ChangeRemarkDto): Promise<RemarkDto> {
    const found = await this.remarks.find(id);
    if (!found) {
      throw new ApplicationError('remark.not_found');
    }
    return this.underLock(actor, found.applicationId, async (tx, row, relation) => {
      const remark = await this.reread(tx, found, relation, row);
      if (relation.side === 'APPLICANT') {
        answer(remark, row, dto, actor);
      } else {
        requireReturning(relation, row, await this.worlds.of(row, tx));
        edit(remark, row, dto);
      }
      await this.remarks.save(tx, remark);
      if (dto.state !== undefined) {
        await this.audit.record(tx, {
          actor,
          action: dto.state === 'ACCEPTED' ? 'remark.accept' : 'remark.reopen',
          subject: { type: 'application', id: row.id },
          ...roleOf(actor, relation, 'application.return', row.clusterId),
          data: { no: remark.no },
        });
      }
      return remark;
    });
  }

  /** Only an unsent one. @throws ApplicationError remark.not_found, remark.wrong_state */
  async remove(actor: Actor, id: string): Promise<void> {
    const found = await this.remarks.find(id);
    if (!found) {
      throw new ApplicationError('remark.not_found');
    }
    await this.underLock(actor, found.applicationId, async (tx, row, relation) => {
      const remark = await this.reread(tx, found, relation, row);
      requireReturning(relation, row, await this.worlds.of(row, tx));
      requireState(remark.state === 'DRAFT', remark);
      await this.remarks.delete(tx, id);
      return remark;
    });
  }

  /** What the side may see of them: an unsent one is the centre's own. */
  async list(row: ApplicationData, relation: Relation, world: CaseWorld): Promise<RemarkDto[]> {
    const all = await this.remarks.of(row.id);
    return all
      .filter((remark) => relation.side !== 'APPLICANT' || remark.state !== 'DRAFT')
      .map((remark) => this.show(remark, row, relation, world));
  }

  /** In the transaction of `answerRemarks`: every open remark keeps what was answered and what is there now. */
  async close(
    { tx, application: row, world, now, actor }: CaseStepContext,
    answers: Answers,
    documents: readonly DocumentData[],
  ): Promise<void> {
    const open = (await this.remarks.of(row.id, tx)).filter(({ state }) => state === 'OPEN');
    for (const remark of open) {
      remark.state = 'ANSWERED';
      remark.after = valueAt(remark, world, answers, documents);
      remark.answeredAt = now;
      remark.answeredBy ??= actor.accountId;
      await this.remarks.save(tx, remark);
    }
  }

  private async send({
    tx,
    application: row,
    world,
    now,
  }: CaseStepContext): Promise<ActionOutcome> {
    const documents = await this.documents.list(row.id, tx);
    const sent = await this.waiting({ application: row, tx });
    row.returnRound += 1;
    for (const remark of sent) {
      remark.state = 'OPEN';
      remark.round = row.returnRound;
      remark.openedAt = now;
      remark.before = valueAt(remark, world, row.answers, documents);
      remark.after = null;
      remark.answer = null;
      remark.disagree = false;
      remark.answeredAt = null;
      remark.answeredBy = null;
      await this.remarks.save(tx, remark);
    }
    const paths = sent.map(({ targetPath }) => targetPath);
    row.unlocked = unlockedPaths(world.form, paths);
    return { data: { round: row.returnRound, remarks: sent.map(({ no }) => no), paths } };
  }

  /** Unsent remarks, and answered ones that the reviewer has opened again. */
  private async waiting({
    application: row,
    tx,
  }: Pick<GuardContext, 'application' | 'tx'>): Promise<RemarkRow[]> {
    const all = await this.remarks.of(row.id, tx);
    return all.filter(
      ({ state, round }) => state === 'DRAFT' || (state === 'OPEN' && round > row.returnRound),
    );
  }

  /** A remark is answered by words, or by a change of what it is pinned to. */
  private async areAnswered({ application: row, tx }: GuardContext): Promise<boolean> {
    const open = (await this.remarks.of(row.id, tx)).filter(({ state }) => state === 'OPEN');
    const silent = open.filter((remark) => isBlank(remark.answer));
    if (silent.length === 0) {
      return true;
    }
    const world = await this.worlds.of(row, tx);
    const documents = await this.documents.list(row.id, tx);
    return silent.every(
      (remark) => !sameAnswer(remark.before, valueAt(remark, world, row.answers, documents)),
    );
  }

  private async reread(
    tx: Tx,
    found: RemarkRow,
    relation: Relation,
    row: ApplicationData,
  ): Promise<RemarkRow> {
    const remark = (await this.remarks.of(row.id, tx)).find(({ id }) => id === found.id);
    if (!remark || (relation.side === 'APPLICANT' && remark.state === 'DRAFT')) {
      throw new ApplicationError('remark.not_found');
    }
    return remark;
  }

  /** As the side may see it; a bank detail under it only who may see those. */
  private show(
    remark: RemarkRow,
    row: ApplicationData,
    relation: Relation,
    { form }: CaseWorld,
  ): RemarkDto {
    const unsent = remark.state === 'OPEN' && remark.round > row.returnRound;
    const named = relation.side !== 'APPLICANT' || remark.authorId === row.assigneeId;
    const { id, no, round, text, answer: words, disagree, before, after } = remark;
    const { targetPath: path } = remark;
    const hidden = isSecret(path) && !relation.seesBank;
    const value = (stored: unknown): unknown =>
      hidden ? null : (this.secrets.openValue(row.id, path, stored) ?? null);
    return {
      id,
      no,
      round,
      target: {
        kind: remark.targetKind,
        path: remark.targetPath,
        label: targetLabel(form, remark.targetKind, remark.targetPath) ?? { ru: '', en: '' },
      },
      text,
      state: unsent && relation.side === 'APPLICANT' ? 'ANSWERED' : remark.state,
      answer: words,
      disagree,
      before: value(before),
      after: value(after),
      author: { side: 'CENTRE', ...(named ? { name: remark.authorName } : {}) },
      createdAt: remark.createdAt.toISOString(),
      answeredAt: remark.answeredAt?.toISOString() ?? null,
    };
  }

  private async underLock(
    actor: Actor,
    applicationId: string,
    work: (tx: Tx, row: CaseRow, relation: Relation) => Promise<RemarkRow>,
  ): Promise<RemarkDto> {
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, applicationId);
      const remark = await work(tx, row, relation);
      await this.live.publish(tx, liveMessage(row));
      return this.show(remark, row, relation, await this.worlds.of(row, tx));
    });
  }
}

/** The value under the remark; of a document slot the files in it. */
function valueAt(
  remark: RemarkRow,
  { form }: CaseWorld,
  answers: Answers,
  documents: readonly DocumentData[],
): unknown {
  if (remark.targetKind === 'DOCUMENT') {
    return documents
      .filter(({ slot }) => remark.targetPath === `doc.${slot}`)
      .map(({ id, name, sha256 }) => ({ id, name, sha256 }));
  }
  return answerAt(answers, remark.targetPath, new Set(fieldsByKey(form).keys())) ?? null;
}

function answer(remark: RemarkRow, row: CaseRow, dto: ChangeRemarkDto, actor: Actor): void {
  if (dto.text !== undefined || dto.state !== undefined) {
    throw new RequestError('permission.denied');
  }
  requireState(row.state === 'RETURNED' && remark.state === 'OPEN', remark);
  remark.answer = dto.answer === undefined ? remark.answer : dto.answer.trim() || null;
  remark.disagree = dto.disagree ?? remark.disagree;
  remark.answeredBy = actor.accountId;
  if (remark.disagree && remark.answer === null) {
    throw new RequestError('request.invalid', {}, [{ path: 'answer', code: 'REQUIRED' }]);
  }
}

function edit(remark: RemarkRow, row: CaseRow, dto: ChangeRemarkDto): void {
  if (dto.answer !== undefined || dto.disagree !== undefined) {
    throw new RequestError('permission.denied');
  }
  if (dto.text !== undefined) {
    requireState(remark.state === 'DRAFT', remark);
    remark.text = dto.text.trim();
  }
  if (dto.state === 'ACCEPTED') {
    requireState(remark.state === 'ANSWERED' || isReopened(remark, row), remark);
    remark.state = 'ACCEPTED';
  }
  if (dto.state === 'OPEN') {
    requireState(remark.state === 'ANSWERED' || remark.state === 'ACCEPTED', remark);
    remark.state = 'OPEN';
    remark.round = row.returnRound + 1;
  }
}

function isReopened(remark: RemarkRow, row: CaseRow): boolean {
  return remark.state === 'OPEN' && remark.round > row.returnRound;
}

function requireState(holds: boolean, remark: RemarkRow): void {
  if (!holds) {
    throw new ApplicationError('remark.wrong_state', { state: remark.state });
  }
}

/** Remarks are the business of who may return the case, while it stands where it can be returned. */
function requireReturning(relation: Relation, row: CaseRow, { flow }: CaseWorld): void {
  const scopes = relation.permissions['application.return'] ?? [];
  const wide = scopes.includes('CLUSTER') || scopes.includes('ALL');
  const mine = scopes.includes('ASSIGNED') && relation.isAssignee;
  if (relation.side !== 'CENTRE' || (!wide && !mine)) {
    throw new RequestError('permission.denied', { permission: 'application.return' });
  }
  if (!findTransition(flow, row.state, 'returnWithRemarks')) {
    throw new ApplicationError('remark.wrong_state', { state: row.state });
  }
}
