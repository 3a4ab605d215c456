import { Injectable } from '@nestjs/common';

import { CatalogueService, type MeasureVersionData } from '@okno/server/catalogue';
import type { EventMap } from '@okno/server/contracts';
import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  Outbox,
  systemActor,
  type Actor,
  type Tx,
} from '@okno/server/core';
import {
  diffForms,
  diffLimits,
  fieldsByKey,
  moveAnswers,
  normaliseField,
  type Answers,
  type FormChange,
  type FormDefinition,
  type FormLimits,
  type KeptAnswer,
} from '@okno/shared/form-schema';

import { changedKeys, stamp } from './answers-merge';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseAccess } from './case-access';
import { liveMessage, refOf } from './case-ref';
import type { CaseRow } from './case-row';
import { costsOf } from './form-reader';
import { SecretAnswers } from './secret-answers';

type Published = EventMap['measure.published'];

/** Drafts that one transaction moves. */
const BATCH = 50;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Drafts follow their measure: into its new version, with a list of what changed and nothing typed lost. */
@Injectable()
export class DraftForms {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly access: CaseAccess,
    private readonly catalogue: CatalogueService,
    private readonly repository: ApplicationsRepository,
    private readonly secrets: SecretAnswers,
  ) {}

  /** Moves a batch of a measure's drafts into a version that was published; the rest follows by another event. */
  async follow(published: Published, tx: Tx): Promise<void> {
    const version = await this.catalogue.version(published.versionId);
    if (!version?.form) {
      return;
    }
    const { measureCode, after = FIRST } = published;
    const ids = await this.repository.drafts(tx, measureCode, after, BATCH);
    for (const id of ids) {
      await this.move(tx, id, version, version.form);
    }
    const last = ids.at(-1);
    if (last !== undefined && ids.length === BATCH) {
      await this.outbox.add(tx, 'measure.published', { ...published, after: last });
    }
  }

  /** What a person has read is not shown to him as news again. @throws ApplicationError application.not_found */
  async seen(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT') {
        throw new ApplicationError('application.not_found');
      }
      if (row.formChange && !row.formChange.seen) {
        row.formChange = { ...row.formChange, seen: true };
        await this.repository.saveForm(tx, row);
      }
    });
  }

  /**
   * Values of an edit that was typed into the version before, as far as the present form cannot take them:
   * they are kept instead of refused.
   */
  async strays(row: CaseRow, form: FormDefinition, edit: Answers): Promise<KeptAnswer[]> {
    const before = row.formChange && (await this.catalogue.version(row.formChange.from));
    if (!before?.form) {
      return [];
    }
    const [old, now] = [fieldsByKey(before.form), fieldsByKey(form)];
    return Object.entries(edit).flatMap(([key, typed]): KeptAnswer[] => {
      const [was, field] = [old.get(key), now.get(key)];
      const value = was && normaliseField(was, typed);
      const fits = field !== undefined && normaliseField(field, typed) !== undefined;
      return was === undefined || value === undefined || fits ? [] : [{ key, field: was, value }];
    });
  }

  private async move(
    tx: Tx,
    id: string,
    to: MeasureVersionData,
    form: FormDefinition,
  ): Promise<void> {
    const row = await this.repository.lock(tx, id);
    const from = row && (await this.catalogue.version(row.measureVersionId));
    if (row?.state !== 'DRAFT' || !from?.form || from.versionNo >= to.versionNo) {
      return;
    }
    const answers = this.secrets.open(row.id, row.answers);
    const before = row.formChange && this.secrets.openKept(row.id, row.formChange.kept);
    const moved = moveAnswers(from.form, form, answers, before ?? undefined);
    const changed = changedKeys(answers, moved.answers);
    const base = await this.baseOf(row, from);
    const changes = changesBetween(base, to);
    row.measureVersionId = to.id;
    row.revision += 1;
    row.answers = moved.answers;
    row.answerRevisions = stamp(row.answerRevisions, changed, row.revision);
    row.updatedAt = this.clock.now();
    const at = row.updatedAt.toISOString();
    const { kept } = moved;
    row.formChange = { from: base.id, at, seen: changes.length === 0, changes, kept };
    Object.assign(row, costsOf(moved.answers));
    await this.repository.saveForm(tx, row);
    await this.tell(tx, row, from, changes);
  }

  private async tell(
    tx: Tx,
    row: CaseRow,
    from: MeasureVersionData,
    changes: readonly FormChange[],
  ): Promise<void> {
    await this.audit.record(tx, {
      actor: systemActor(),
      action: 'form.changed',
      subject: { type: 'application', id: row.id },
      data: {
        fromVersionId: from.id,
        toVersionId: row.measureVersionId,
        changes: changes.length,
        kept: (row.formChange?.kept ?? []).map(({ key }) => key),
      },
    });
    await this.live.publish(tx, liveMessage(row));
    if (changes.length > 0) {
      await this.outbox.add(tx, 'draft.formChanged', refOf(row));
    }
  }

  /** The version that the writers have seen last: changes they did not read yet add up. */
  private async baseOf(row: CaseRow, from: MeasureVersionData): Promise<MeasureVersionData> {
    const unread = row.formChange && !row.formChange.seen ? row.formChange.from : null;
    return (unread === null ? null : await this.catalogue.version(unread)) ?? from;
  }
}

/** Keeps values that were typed into fields that are gone, the latest of each. */
export function keep(row: CaseRow, strays: readonly KeptAnswer[]): void {
  if (row.formChange) {
    const keys = new Set(strays.map(({ key }) => key));
    const others = row.formChange.kept.filter(({ key }) => !keys.has(key));
    row.formChange = { ...row.formChange, kept: [...others, ...strays] };
  }
}

/** An edit without the values that are kept beside the answers. */
export function without(
  edit: Record<string, unknown>,
  strays: readonly KeptAnswer[],
): Record<string, unknown> {
  const keys = new Set(strays.map(({ key }) => key));
  return Object.fromEntries(Object.entries(edit).filter(([key]) => !keys.has(key)));
}

function changesBetween(before: MeasureVersionData, after: MeasureVersionData): FormChange[] {
  const forms = before.form && after.form ? diffForms(before.form, after.form) : [];
  return [...forms, ...diffLimits(limitsOf(before), limitsOf(after))];
}

function limitsOf(version: MeasureVersionData): FormLimits {
  const { stateShareBp, minOwnBp, limitPerApplicationKopecks, limitPerYearKopecks, maxPerYear } =
    version;
  const set = {
    stateShareBp,
    minOwnBp,
    limitPerApplicationKopecks,
    limitPerYearKopecks,
    maxPerYear,
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
}
