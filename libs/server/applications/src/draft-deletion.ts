import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  Outbox,
  systemActor,
  Timers,
  type Actor,
  type FiredTimer,
  type Tx,
} from '@okno/server/core';
import { DocumentsService } from '@okno/server/documents';

import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseAccess, roleOf } from './case-access';
import { CaseActions } from './case-actions';
import { liveMessage, refOf } from './case-ref';
import type { CaseRow } from './case-row';
import { ConfirmationsRepository } from './confirmations/confirmations.repository';
import { TERM_TIMER } from './terms.service';

export const DELETION_TIMER = 'draft.delete';
/** How long a deletion may be taken back. */
const UNDO_MS = 7 * 24 * 3600 * 1000;

/** Drafts are deleted on request: first marked, then after seven days gone. */
@Injectable()
export class DraftDeletion {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly live: LiveUpdates,
    private readonly access: CaseAccess,
    private readonly documents: DocumentsService,
    private readonly repository: ApplicationsRepository,
    private readonly confirmations: ConfirmationsRepository,
    actions: CaseActions,
  ) {
    actions.ownEffect('submit', async ({ application }) => {
      requireKept(application);
      return {};
    });
  }

  /** Marks a draft. Asking again does not put the day off. @throws ApplicationError application.wrong_state */
  async request(actor: Actor, id: string): Promise<void> {
    await this.change(actor, id, 'draft.delete', async (tx, row) => {
      row.deleteAt ??= new Date(this.clock.now().getTime() + UNDO_MS);
      await this.timers.set(tx, { kind: DELETION_TIMER, subjectId: id, dueAt: row.deleteAt });
      await this.outbox.add(tx, 'draft.deleting', refOf(row));
    });
  }

  /** Takes the deletion back. */
  async restore(actor: Actor, id: string): Promise<void> {
    await this.change(actor, id, 'draft.restore', async (tx, row) => {
      row.deleteAt = null;
      await this.timers.cancel(tx, DELETION_TIMER, id);
    });
  }

  /** The days are over: the draft goes. Its files leave it too; documents of the organisation are theirs to keep. */
  async ring({ subjectId: id }: Pick<FiredTimer, 'subjectId'>, tx: Tx): Promise<void> {
    const row = await this.repository.lock(tx, id);
    if (row?.state !== 'DRAFT' || row.deleteAt === null || row.deleteAt > this.clock.now()) {
      return;
    }
    for (const document of await this.documents.list(id, tx)) {
      await this.documents.remove(tx, systemActor(), document.id);
    }
    await this.timers.cancel(tx, TERM_TIMER, id);
    await this.audit.record(tx, {
      actor: systemActor(),
      action: 'draft.deleted',
      subject: { type: 'application', id },
    });
    await this.confirmations.erase(tx, id);
    await this.repository.erase(tx, id);
    await this.outbox.add(tx, 'draft.erased', refOf(row));
    await this.live.publish(tx, liveMessage(row));
  }

  private async change(
    actor: Actor,
    id: string,
    action: string,
    edit: (tx: Tx, row: CaseRow) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT') {
        throw new ApplicationError('application.not_found');
      }
      if (row.state !== 'DRAFT') {
        throw new ApplicationError('application.wrong_state', { state: row.state });
      }
      const marked = row.deleteAt !== null;
      if (marked === (action === 'draft.delete')) {
        return;
      }
      await edit(tx, row);
      await this.repository.saveDeletion(tx, row);
      await this.audit.record(tx, {
        actor,
        action,
        subject: { type: 'application', id },
        ...roleOf(actor, relation, 'application.draft', row.clusterId),
      });
      await this.live.publish(tx, liveMessage(row));
    });
  }
}

/** @throws ApplicationError application.deleting */
export function requireKept({ deleteAt }: Pick<CaseRow, 'deleteAt'>): void {
  if (deleteAt !== null) {
    throw new ApplicationError('application.deleting', { at: deleteAt.toISOString() });
  }
}
