import { Injectable } from '@nestjs/common';

import {
  ApplicationError,
  ApplicationsService,
  FactsGatherer,
  type ApplicationData,
  type CheckDto,
  type ChecklistDto,
  type Relation,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Clock,
  Database,
  decodeCursor,
  PAGE_LIMIT,
  pageOf,
  reachesCluster,
  RequestError,
  type Actor,
  type PageQuery,
  type Tx,
} from '@okno/server/core';

import { CaseFileRepository, type NoteRecord } from './case-file.repository';
import { evaluate } from './check.policy';
import { ChecksRepository } from './checks.repository';
import { ReviewError } from './review.errors';
import { isInReview } from './review.policy';
import { checklistOf, checkView } from './review.view';

/** What the reviewer does with a case besides the steps of the flow. */
@Injectable()
export class CaseFileService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly applications: ApplicationsService,
    private readonly catalogue: CatalogueService,
    private readonly file: CaseFileRepository,
    private readonly checks: ChecksRepository,
    private readonly facts: FactsGatherer,
  ) {}

  /** Notes of the centre, newest first. */
  async notes(
    actor: Actor,
    applicationId: string,
    { after, limit = PAGE_LIMIT }: PageQuery,
  ): Promise<{ items: NoteRecord[]; next: string | null }> {
    const { row, relation } = await this.applications.open(actor, applicationId);
    requireNotes(actor, row, relation);
    const [before = null] = after === undefined ? [] : decodeCursor(after, ['uuid']);
    const rows = await this.file.notes(
      applicationId,
      before === null ? null : String(before),
      limit + 1,
    );
    return pageOf(
      rows,
      limit,
      (note) => note,
      ({ id }) => [id],
    );
  }

  addNote(actor: Actor, applicationId: string, text: string): Promise<NoteRecord> {
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.applications.lock(tx, actor, applicationId);
      requireNotes(actor, row, relation);
      const note = await this.file.note(tx, actor, applicationId, text, this.clock.now());
      await this.applications.touch(tx, row);
      return note;
    });
  }

  /**
   * Ticks and unticks questions of the checklist.
   * @throws ApplicationError application.changed_meanwhile, .wrong_state; RequestError for unknown questions
   */
  tick(
    actor: Actor,
    applicationId: string,
    { revision, items }: { revision?: number; items: Readonly<Record<string, boolean>> },
  ): Promise<ChecklistDto> {
    return this.db.transaction(async (tx) => {
      const row = await this.lockForReview(tx, actor, applicationId);
      if (revision !== undefined && revision !== row.revision) {
        throw new ApplicationError('application.changed_meanwhile', { revision: row.revision });
      }
      const questions = (await this.catalogue.version(row.measureVersionId))?.checklist ?? [];
      requireQuestions(
        items,
        questions.map(({ code }) => code),
      );
      await this.file.mark(tx, actor, applicationId, items, this.clock.now());
      await this.applications.note(tx, actor, row, { action: 'checklist', data: { items } });
      await this.reviewed(tx, actor, row);
      return checklistOf(questions, await this.file.checklist(applicationId, tx));
    });
  }

  /** Asks a check again, and puts the new answer in place of the old one. The history keeps both outcomes. */
  async rerun(actor: Actor, applicationId: string, code: string): Promise<CheckDto> {
    const { row: seen, relation } = await this.applications.open(actor, applicationId);
    requireReview(seen, relation);
    const rules = (await this.catalogue.version(seen.measureVersionId))?.rules ?? [];
    if (!rules.some((rule) => rule.code === code)) {
      throw new ReviewError('review.check_unknown', { check: code });
    }
    const before = (await this.checks.latest(applicationId)).find((one) => one.code === code);
    const situation = await this.facts.ofCase(seen);
    const finding = evaluate(code, rules, situation, this.clock.now());
    return this.db.transaction(async (tx) => {
      const row = await this.lockForReview(tx, actor, applicationId);
      const at = this.clock.now();
      const key = { applicationId, round: row.returnRound, code };
      await this.checks.replace(tx, key, finding, at);
      await this.applications.note(tx, actor, row, {
        action: 'rerunCheck',
        data: { code, before: before?.outcome ?? null, after: finding.outcome },
      });
      await this.reviewed(tx, actor, row);
      return checkView(
        {
          ...key,
          ...finding,
          source: finding.source.code,
          asOf: finding.source.asOf,
          checkedAt: at,
        },
        row.returnRound,
      );
    });
  }

  private async lockForReview(tx: Tx, actor: Actor, id: string): Promise<ApplicationData> {
    const { row, relation } = await this.applications.lock(tx, actor, id);
    requireReview(row, relation);
    return row;
  }

  /** Who worked on the check does not decide; other open screens of the case show the change at once. */
  private async reviewed(tx: Tx, actor: Actor, row: ApplicationData): Promise<void> {
    await this.applications.markReviewer(tx, row.id, actor.accountId);
    await this.applications.touch(tx, row);
  }
}

/** The reviewer who has the case, while it is in review. */
function requireReview(row: ApplicationData, { permissions, isAssignee, side }: Relation): void {
  const scopes = permissions['application.check'] ?? [];
  const reaches =
    scopes.includes('CLUSTER') ||
    scopes.includes('ALL') ||
    (scopes.includes('ASSIGNED') && isAssignee);
  if (!reaches || side === 'APPLICANT') {
    throw new RequestError('permission.denied', { permission: 'application.check' });
  }
  if (!isInReview(row.state)) {
    throw new ApplicationError('application.wrong_state', { state: row.state });
  }
}

/** The applicant's own people do not read what the centre notes, even if they also work there. */
function requireNotes(actor: Actor, { clusterId }: ApplicationData, { side }: Relation): void {
  if (side === 'APPLICANT' || !reachesCluster(actor, 'note.write', clusterId)) {
    throw new RequestError('permission.denied', { permission: 'note.write' });
  }
}

function requireQuestions(
  items: Readonly<Record<string, boolean>>,
  known: readonly string[],
): void {
  const problems = Object.entries(items).flatMap(([code, done]) => {
    if (!known.includes(code)) {
      return [{ path: `items.${code}`, code: 'UNKNOWN_FIELD' }];
    }
    return typeof done === 'boolean' ? [] : [{ path: `items.${code}`, code: 'TYPE_BOOLEAN' }];
  });
  if (problems.length > 0) {
    throw new RequestError('request.invalid', {}, problems);
  }
}
