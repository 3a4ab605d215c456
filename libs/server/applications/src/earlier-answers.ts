import { Injectable } from '@nestjs/common';

import { CatalogueService } from '@okno/server/catalogue';
import { Audit, Clock, Database, RequestError, type Actor } from '@okno/server/core';
import { isBlank, takeOver, type Answers, type FormDefinition } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';

import { stamp } from './answers-merge';
import { ApplicationError } from './applications.errors';
import { ApplicationsRepository, type EarlierFiling } from './applications.repository';
import { CaseAccess, roleOf } from './case-access';
import type { CaseRow, PrefillNote } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import type { EarlierApplicationsDto, EarlierQuery } from './earlier.dto';
import { isSecret } from './secret-answers';

/** Earlier applications that are offered. */
const SHOWN = 10;

/** Answers to begin with, and the form they were given in. */
export interface EarlierSource {
  filed: EarlierFiling;
  form: FormDefinition;
}

/** Nothing is asked twice: a new draft may begin with what the organisation has filed before. */
@Injectable()
export class EarlierAnswers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly catalogue: CatalogueService,
    private readonly repository: ApplicationsRepository,
  ) {}

  /**
   * Filed applications of the organisation whose answers fit the measure's form, those for the same measure first.
   * @throws ApplicationError organisation.not_represented, measure.not_found
   */
  async list(actor: Actor, query: EarlierQuery): Promise<EarlierApplicationsDto> {
    const standing = await this.access.standing(actor);
    if (!standing.some(({ organisationId }) => organisationId === query.organisationId)) {
      throw new ApplicationError('organisation.not_represented');
    }
    const measure = await this.catalogue.measureByCode(query.measureCode);
    if (!measure) {
      throw new ApplicationError('measure.not_found');
    }
    const world = await this.worldOf(measure.versionId);
    const known = world
      ? await this.repository.earlier(query.organisationId, query.measureCode, SHOWN)
      : [];
    const wanted =
      world && query.fromId !== undefined && !known.some(({ id }) => id === query.fromId)
        ? await this.ownDraft(actor, query.fromId)
        : undefined;
    const filed = wanted ? [wanted, ...known] : known;
    const items = await Promise.all(
      filed.map(async (one) => {
        const fields = world ? Object.keys(await this.taken(one, world)).length : 0;
        const version = await this.catalogue.version(one.measureVersionId);
        return {
          id: one.id,
          number: one.number,
          title: version?.title ?? { ru: one.measureCode, en: one.measureCode },
          sameMeasure: one.measureCode === query.measureCode,
          filedOn: localDate(one.filedAt, world?.cluster.timeZone ?? 'UTC'),
          fields,
        };
      }),
    );
    return { items: items.filter(({ fields }) => fields > 0) };
  }

  /** An application whose answers a draft shall begin with. @throws RequestError request.invalid */
  async find(actor: Actor, organisationId: string, fromId: string): Promise<EarlierSource> {
    const filed =
      (await this.repository.earlierOne(organisationId, fromId)) ??
      (await this.ownDraft(actor, fromId));
    const version = filed && (await this.catalogue.version(filed.measureVersionId));
    if (!filed || !version?.form) {
      throw new RequestError('request.invalid', {}, [{ path: 'fromId', code: 'NOT_AN_OPTION' }]);
    }
    return { filed, form: version.form };
  }

  /** Puts an earlier application's answers into a draft that is not stored yet; what the card gave stays. */
  fill(row: CaseRow, world: CaseWorld, { filed, form }: EarlierSource): void {
    const today = localDate(this.clock.now(), world.cluster.timeZone);
    const given = Object.entries(takeOver(form, world.form, filed.answers, today));
    const taken = given.filter(([key]) => isBlank(row.answers[key]));
    const on = localDate(filed.filedAt, world.cluster.timeZone);
    const source = sourceOf(filed.number);
    const notes = taken.map(([key]) => [key, { source, asOf: on }] as const);
    const keys = taken.map(([key]) => key);
    row.answers = { ...row.answers, ...Object.fromEntries(taken) };
    row.answerRevisions = stamp(row.answerRevisions, keys, row.revision);
    row.prefill = { ...row.prefill, ...Object.fromEntries(notes) };
    row.reuse = {
      fromId: filed.id,
      number: filed.number,
      on,
      fields: taken.length,
      confirmed: false,
    };
  }

  /** "Nothing has changed since": one word for everything that was taken over. */
  async confirm(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT' || !row.reuse) {
        throw new ApplicationError('application.not_found');
      }
      if (row.state !== 'DRAFT' || row.reuse.confirmed) {
        return;
      }
      row.reuse = { ...row.reuse, confirmed: true };
      await this.repository.saveReuse(tx, row);
      await this.audit.record(tx, {
        actor,
        action: 'answers.confirmed',
        subject: { type: 'application', id },
        ...roleOf(actor, relation, 'application.draft', row.clusterId),
        data: { fromId: row.reuse.fromId, since: row.reuse.on },
      });
    });
  }

  /** A draft of another organisation that the actor represents as well. */
  private async ownDraft(actor: Actor, id: string): Promise<EarlierFiling | undefined> {
    const { row, relation } = await this.access.open(actor, id);
    if (relation.side !== 'APPLICANT' || row.state !== 'DRAFT') {
      return undefined;
    }
    const { measureCode, measureVersionId, updatedAt: filedAt } = row;
    // Bank details belong to the one organisation.
    const open = Object.entries(row.answers).filter(([key]) => !isSecret(key));
    const answers = Object.fromEntries(open);
    return { id, number: null, measureCode, measureVersionId, answers, filedAt };
  }

  private async taken(filed: EarlierFiling, world: CaseWorld): Promise<Answers> {
    const version = await this.catalogue.version(filed.measureVersionId);
    const today = localDate(this.clock.now(), world.cluster.timeZone);
    return version?.form ? takeOver(version.form, world.form, filed.answers, today) : {};
  }

  private async worldOf(versionId: string): Promise<CaseWorld | null> {
    const version = await this.catalogue.version(versionId);
    return version?.form
      ? this.worlds.of({ kind: version.kind, measureVersionId: versionId, roundId: null })
      : null;
  }
}

function sourceOf(number: string | null): PrefillNote['source'] {
  return number === null
    ? { ru: 'Другой черновик', en: 'Another draft' }
    : { ru: `Заявка ${number}`, en: `Application ${number}` };
}
