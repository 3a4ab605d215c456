import { Injectable } from '@nestjs/common';

import {
  ApplicationsService,
  UploadsService,
  type ApplicationDocumentDto,
} from '@okno/server/applications';
import type { EventMap } from '@okno/server/contracts';
import {
  Audit,
  Clock,
  Database,
  decodeCursor,
  newId,
  Outbox,
  PAGE_LIMIT,
  pageOf,
  RequestError,
  Timers,
  type Actor,
  type PageQuery,
  type Tx,
} from '@okno/server/core';
import {
  DocumentsService,
  type DocumentContent,
  type DocumentData,
  type DocumentDates,
} from '@okno/server/documents';
import { OrganisationsService } from '@okno/server/organisations';
import { instantAt, isLocalDate, localDate } from '@okno/shared/work-calendar';

import type {
  PassportDatesDto,
  PassportDocumentDto,
  PassportOffersDto,
  PassportPageDto,
} from './passport.dto';
import { PassportError } from './passport.errors';
import { isTaken, validityOn, warningDay } from './passport.policy';
import { PassportRepository, type PassportRecord } from './passport.repository';

export const EXPIRING_TIMER = 'passport.expiring';
/** An organisation belongs to no cluster: its days are those of the capital. */
const ZONE = 'Europe/Moscow';
const MORNING = '09:00:00';

/** What the people of an organisation are warned of. */
export interface ExpiringDocument {
  organisationId: string;
  label: { ru: string; en: string };
  name: string;
  validTo: string;
}

/** Documents that an organisation may use again. */
@Injectable()
export class PassportService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly repository: PassportRepository,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
    private readonly applications: ApplicationsService,
    private readonly uploads: UploadsService,
  ) {}

  /** Documents of an organisation, the newest first. @throws PassportError passport.not_found */
  async list(actor: Actor, organisationId: string, query: PageQuery): Promise<PassportPageDto> {
    await this.requireOwn(actor, organisationId);
    const limit = query.limit ?? PAGE_LIMIT;
    const after = query.after === undefined ? null : String(decodeCursor(query.after, ['uuid'])[0]);
    const rows = await this.repository.page(organisationId, after, limit + 1);
    const show = await this.shower(rows.slice(0, limit));
    return pageOf(rows, limit, show, ({ id }) => [id]);
  }

  /** Says when a document was issued and how long it is valid. @throws PassportError passport.not_found */
  async date(
    actor: Actor,
    organisationId: string,
    id: string,
    dto: PassportDatesDto,
  ): Promise<PassportDocumentDto> {
    const row = await this.requireRow(actor, organisationId, id);
    const known = await this.fileOf(row);
    const next = {
      issuedOn: dto.issuedOn === undefined ? known.issuedOn : dto.issuedOn,
      validTo: dto.validTo === undefined ? known.validTo : dto.validTo,
    };
    requireOrder(next, this.today());
    await this.db.transaction(async (tx) => {
      await this.documents.setDates(tx, row.documentId, next);
      await this.setTimer(tx, row, next.validTo);
      await this.audit.record(tx, {
        actor,
        action: 'document.dated',
        subject: { type: 'organisation', id: organisationId },
        data: { documentId: row.documentId, ...next },
      });
    });
    const show = await this.shower([row]);
    return show(row);
  }

  /** Takes a document off the list; where it was filed it stays. @throws PassportError passport.not_found */
  async remove(actor: Actor, organisationId: string, id: string): Promise<void> {
    const row = await this.requireRow(actor, organisationId, id);
    await this.db.transaction(async (tx) => {
      await this.repository.close(tx, row.id, this.clock.now());
      await this.timers.cancel(tx, EXPIRING_TIMER, row.id);
      await this.audit.record(tx, {
        actor,
        action: 'document.forgotten',
        subject: { type: 'organisation', id: organisationId },
        data: { documentId: row.documentId },
      });
      const file = await this.documents.find(row.documentId, tx);
      if (file && !(await this.applications.find(file.applicationId, tx))) {
        await this.release(file.applicationId, tx);
      }
    });
  }

  /** The file of a document on the list. @throws PassportError passport.not_found; DocumentError document.not_found */
  async content(actor: Actor, organisationId: string, id: string): Promise<DocumentContent> {
    return this.documents.content((await this.requireRow(actor, organisationId, id)).documentId);
  }

  /** Of the documents of a draft that is no more only those on a list stay. */
  async release(applicationId: string, tx: Tx): Promise<void> {
    const documents = await this.documents.history(applicationId, tx);
    const kept = await this.repository.named(
      tx,
      documents.map(({ id }) => id),
    );
    await this.documents.forget(tx, applicationId, kept);
  }

  /** Valid documents that the slots of a draft could take. @throws ApplicationError application.not_found */
  async offers(actor: Actor, applicationId: string): Promise<PassportOffersDto> {
    const { row, relation } = await this.applications.open(actor, applicationId);
    if (relation.side !== 'APPLICANT') {
      throw new PassportError('passport.not_found');
    }
    const { form, cluster } = await this.applications.world(row);
    const slots = new Map(form.documents.map((slot) => [slot.code, slot]));
    const [known, present] = await Promise.all([
      this.repository.ofKinds(row.organisationId, [...slots.keys()]),
      this.documents.list(applicationId),
    ]);
    const files = await this.filesOf(known);
    const today = localDate(this.clock.now(), cluster.timeZone);
    const items = known.flatMap((one) => {
      const file = files.get(one.documentId);
      const there = present.some(({ slot, sha256 }) => slot === one.kind && sha256 === one.sha256);
      const fits = file && isTaken(file, slots.get(one.kind)?.maxAgeDays, today);
      return !file || there || !fits || file.scan === 'INFECTED' ? [] : [offerOf(one, file)];
    });
    return { items };
  }

  /**
   * Puts a document of the organisation into its slot of a draft, without a new upload.
   * @throws PassportError passport.not_found, passport.not_valid; those of an upload
   */
  async use(actor: Actor, applicationId: string, id: string): Promise<ApplicationDocumentDto> {
    const { items } = await this.offers(actor, applicationId);
    const offer = items.find((one) => one.id === id);
    if (!offer) {
      const known = await this.repository.find(id);
      const { row } = await this.applications.open(actor, applicationId);
      const own = known?.organisationId === row.organisationId;
      throw new PassportError(own ? 'passport.not_valid' : 'passport.not_found');
    }
    return this.uploads.adopt(actor, applicationId, offer.slot, offer.documentId);
  }

  /** Remembers what was put into a slot of a draft. */
  async remember({ applicationId, slot }: EventMap['document.added'], tx: Tx): Promise<void> {
    const row = await this.applications.find(applicationId, tx);
    const form = row && (await this.applications.world(row, tx)).form;
    const label = form?.documents.find(({ code }) => code === slot)?.label;
    if (!row || !label) {
      return;
    }
    for (const file of await this.documents.list(applicationId, tx)) {
      if (file.slot === slot && file.scan !== 'INFECTED') {
        await this.repository.remember(tx, {
          id: newId(),
          organisationId: row.organisationId,
          kind: slot,
          label,
          documentId: file.id,
          sha256: file.sha256,
          addedAt: this.clock.now(),
        });
      }
    }
  }

  /** Thirty days before the end: says so once, if the end is still the same. */
  async warn(id: string, tx: Tx): Promise<void> {
    const row = await this.repository.find(id, tx);
    const file = row && (await this.documents.find(row.documentId, tx));
    if (!row || !file?.validTo || row.warnedOf === file.validTo) {
      return;
    }
    if (validityOn(file.validTo, this.today()) === 'EXPIRING') {
      await this.repository.warned(tx, id, file.validTo);
      await this.outbox.add(tx, 'document.expiring', { passportId: id });
    }
  }

  /** What a warning speaks of; null when the document was taken off the list since. */
  async expiring(id: string, tx?: Tx): Promise<ExpiringDocument | null> {
    const row = await this.repository.find(id, tx);
    const file = row && (await this.documents.find(row.documentId, tx));
    return row && file?.validTo
      ? {
          organisationId: row.organisationId,
          label: row.label,
          name: file.name,
          validTo: file.validTo,
        }
      : null;
  }

  private async setTimer(tx: Tx, { id }: PassportRecord, validTo: string | null): Promise<void> {
    if (validTo === null) {
      await this.timers.cancel(tx, EXPIRING_TIMER, id);
      return;
    }
    const dueAt = instantAt(warningDay(validTo), MORNING, ZONE);
    await this.timers.set(tx, { kind: EXPIRING_TIMER, subjectId: id, dueAt });
  }

  private today(): string {
    return localDate(this.clock.now(), ZONE);
  }

  private async requireOwn(actor: Actor, organisationId: string): Promise<void> {
    const standing = await this.organisations.representedBy(actor.accountId);
    if (!standing.some((one) => one.organisationId === organisationId)) {
      throw new PassportError('passport.not_found');
    }
  }

  private async requireRow(
    actor: Actor,
    organisationId: string,
    id: string,
  ): Promise<PassportRecord> {
    await this.requireOwn(actor, organisationId);
    const row = await this.repository.find(id);
    if (row?.organisationId !== organisationId) {
      throw new PassportError('passport.not_found');
    }
    return row;
  }

  private async fileOf({ documentId }: PassportRecord): Promise<DocumentData> {
    const file = await this.documents.find(documentId);
    if (!file) {
      throw new PassportError('passport.not_found');
    }
    return file;
  }

  private async filesOf(rows: readonly PassportRecord[]): Promise<Map<string, DocumentData>> {
    const files = await this.documents.findAll(rows.map(({ documentId }) => documentId));
    return new Map(files.map((file) => [file.id, file]));
  }

  private async shower(
    rows: readonly PassportRecord[],
  ): Promise<(row: PassportRecord) => PassportDocumentDto> {
    const ids = rows.map(({ documentId }) => documentId);
    const [files, uses] = await Promise.all([this.filesOf(rows), this.documents.usesOf(ids)]);
    const titles = await this.applications.titlesOf(uses.map(({ applicationId }) => applicationId));
    const today = this.today();
    return (row) => {
      const used = uses.filter(({ documentId }) => documentId === row.documentId);
      const usedIn = used.flatMap(({ applicationId }) => titles.get(applicationId) ?? []);
      return shownAs(row, files.get(row.documentId), usedIn, today);
    };
  }
}

/** A row with its file. Files are never deleted while a row names them. */
function shownAs(
  { id, kind, label, documentId, sha256, addedAt }: PassportRecord,
  file: DocumentData | undefined,
  usedIn: PassportDocumentDto['usedIn'],
  today: string,
): PassportDocumentDto {
  if (!file) {
    throw new Error(`Passport document ${id} has lost its file`);
  }
  const { name, size, scan, issuedOn, validTo } = file;
  return {
    id,
    kind,
    label,
    documentId,
    name,
    size,
    sha256,
    scan,
    issuedOn,
    validTo,
    validity: validityOn(validTo, today),
    addedAt: addedAt.toISOString(),
    usedIn,
  };
}

function offerOf(one: PassportRecord, file: DocumentData): PassportOffersDto['items'][number] {
  const { name, size, issuedOn, validTo } = file;
  const addedAt = one.addedAt.toISOString();
  return {
    id: one.id,
    slot: one.kind,
    documentId: one.documentId,
    name,
    size,
    issuedOn,
    validTo,
    addedAt,
  };
}

/** A document is not issued in the future, and does not end before it began. */
function requireOrder(dates: DocumentDates, today: string): void {
  const { issuedOn, validTo } = dates;
  const late = issuedOn !== null && (!isLocalDate(issuedOn) || issuedOn > today);
  const short = validTo !== null && (!isLocalDate(validTo) || validTo < (issuedOn ?? validTo));
  if (late || short) {
    throw new RequestError('request.invalid', {}, [
      ...(late ? [{ path: 'issuedOn', code: 'DATE_IN_FUTURE' }] : []),
      ...(short ? [{ path: 'validTo', code: 'DATE_BEFORE_ISSUE' }] : []),
    ]);
  }
}
