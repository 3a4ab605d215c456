import type { Readable } from 'node:stream';

// Adds `file()` to the type of a request.
import type {} from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import {
  Audit,
  Database,
  LiveUpdates,
  Outbox,
  requireStorable,
  RequestError,
  type Actor,
  type Tx,
} from '@okno/server/core';
import {
  DocumentsService,
  type DocumentContent,
  type DocumentData,
  type UploadPlace,
} from '@okno/server/documents';
import type { DocumentSlot } from '@okno/shared/form-schema';

import { documentView } from './application-reader';
import type { ApplicationDocumentDto } from './application.view';
import { ApplicationError } from './applications.errors';
import { CaseAccess, roleOf, type Relation } from './case-access';
import { liveMessage, refOf } from './case-ref';
import type { ApplicationData, CaseRow } from './case-row';
import { CaseWorlds } from './case-world';
import { requireKept } from './draft-deletion';
import { isUnlocked } from './field-lock';

const SLOT = /^[A-Z0-9-]{1,40}$/;
const MAX_NAME = 255;

/** A part of a multipart request, as far as we use it. */
interface SentFile {
  stream: Readable;
  name: string;
  mime: string;
  slot: string;
}

/** Documents of a request: who may put one where, and while it may still be changed. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly live: LiveUpdates,
    private readonly outbox: Outbox,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Takes a file into a slot of the form.
   * @throws ApplicationError document.slot_unknown, document.none_sent, application.wrong_state,
   * application.field_locked; DocumentError document.refused
   */
  async receive(
    actor: Actor,
    id: string,
    request: FastifyRequest,
  ): Promise<ApplicationDocumentDto> {
    const { row, relation } = await this.access.open(actor, id);
    const sent = await readFile(request);
    try {
      return documentView(await this.store(actor, row, relation, sent));
    } catch (error) {
      // What is left of a refused upload is read and thrown away: a sender who still writes gets the answer.
      sent.stream.resume();
      throw error;
    }
  }

  /**
   * Puts a file that the organisation has given before into a slot of the form.
   * @throws the same as an upload; DocumentError document.not_found
   */
  async adopt(
    actor: Actor,
    id: string,
    slotCode: string,
    documentId: string,
  ): Promise<ApplicationDocumentDto> {
    return documentView(
      await this.documents.reuse(documentId, await this.placeFor(actor, id, slotCode)),
    );
  }

  /**
   * The place for a file in a slot, while the request may be changed.
   * @throws ApplicationError application.not_found, document.slot_unknown, application.wrong_state,
   * application.field_locked
   */
  async placeFor(actor: Actor, id: string, slotCode: string): Promise<UploadPlace> {
    const { row, relation } = await this.access.open(actor, id);
    const slot = await this.slotOf(row, slotCode);
    requireOpen(row, relation, slot.code);
    return this.placeOf(actor, row, slot);
  }

  /** Takes a file away while the request may be changed. @throws ApplicationError document.not_found */
  async remove(actor: Actor, id: string, documentId: string): Promise<void> {
    await this.access.open(actor, id);
    const document = await this.requireDocument(documentId);
    if (document.applicationId !== id || document.replaced || document.removed) {
      throw new ApplicationError('document.not_found');
    }
    await this.db.transaction(async (tx) => {
      await this.record(tx, actor, id, document.slot, 'document.remove');
      await this.documents.remove(tx, actor, documentId);
    });
  }

  /** The file, for whoever may see the request. @throws ApplicationError document.not_found */
  async content(actor: Actor, documentId: string): Promise<DocumentContent> {
    const document = await this.requireDocument(documentId);
    const { relation } = await this.access.open(actor, document.applicationId);
    if (document.removed && relation.side === 'CENTRE') {
      throw new ApplicationError('document.not_found');
    }
    return this.documents.content(documentId);
  }

  private async store(
    actor: Actor,
    row: CaseRow,
    relation: Relation,
    sent: SentFile,
  ): Promise<DocumentData> {
    const slot = await this.slotOf(row, sent.slot);
    requireOpen(row, relation, slot.code);
    return this.documents.store({
      ...this.placeOf(actor, row, slot),
      stream: sent.stream,
      name: sent.name,
      declaredMime: sent.mime,
    });
  }

  /** What a slot takes, and what is recorded with a file that comes into it. */
  private placeOf(actor: Actor, row: CaseRow, slot: DocumentSlot): UploadPlace {
    return {
      slot: slot.code,
      applicationId: row.id,
      actor,
      allowedTypes: slot.types,
      ...(slot.maxBytes === undefined ? {} : { maxBytes: slot.maxBytes }),
      maxFiles: slot.max ?? Math.max(1, slot.min ?? 1),
      within: (tx) => this.record(tx, actor, row.id, slot.code, 'document.add'),
    };
  }

  private async requireDocument(documentId: string): Promise<DocumentData> {
    const document = await this.documents.find(documentId);
    if (!document) {
      throw new ApplicationError('document.not_found');
    }
    return document;
  }

  private async slotOf(row: CaseRow, code: string): Promise<DocumentSlot> {
    const { form } = await this.worlds.of(row);
    const slot = form.documents.find((one) => one.code === code);
    if (!slot) {
      throw new ApplicationError('document.slot_unknown', {}, [
        { path: 'slot', code: 'NOT_AN_OPTION' },
      ]);
    }
    return slot;
  }

  /** Looks again under the row's lock: an upload takes long, and the request may have been filed meanwhile. */
  private async record(
    tx: Tx,
    actor: Actor,
    id: string,
    slot: string,
    action: 'document.add' | 'document.remove',
  ): Promise<void> {
    const { row, relation } = await this.access.lock(tx, actor, id);
    requireOpen(row, relation, slot);
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'application', id },
      ...roleOf(actor, relation, 'application.draft', row.clusterId),
      data: { slot },
    });
    await this.live.publish(tx, liveMessage(row));
    if (action === 'document.add') {
      await this.outbox.add(tx, 'document.added', { ...refOf(row), slot });
    }
  }
}

function requireOpen(row: ApplicationData, relation: Relation, slot: string): void {
  if (relation.side !== 'APPLICANT') {
    throw new RequestError('permission.denied', { permission: 'application.draft' });
  }
  if (row.state !== 'DRAFT' && row.state !== 'RETURNED') {
    throw new ApplicationError('application.wrong_state', {
      state: row.state,
      revision: row.revision,
    });
  }
  requireKept(row);
  const path = `doc.${slot}`;
  if (row.unlocked !== null && !isUnlocked(path, row.unlocked)) {
    throw new ApplicationError('application.field_locked', {}, [{ path, code: 'LOCKED' }]);
  }
}

/** The one file of a multipart body and the slot named before it. */
async function readFile(request: FastifyRequest): Promise<SentFile> {
  if (!request.isMultipart()) {
    throw new ApplicationError('document.none_sent', {}, [{ path: 'file', code: 'REQUIRED' }]);
  }
  const part = await request.file();
  if (!part) {
    throw new ApplicationError('document.none_sent', {}, [{ path: 'file', code: 'REQUIRED' }]);
  }
  const field = part.fields['slot'];
  const value = field && 'value' in field ? field.value : undefined;
  const slot = typeof value === 'string' ? value : '';
  requireStorable(part.filename, 'file');
  if (!SLOT.test(slot)) {
    part.file.resume();
    throw new ApplicationError('document.slot_unknown', {}, [
      { path: 'slot', code: slot === '' ? 'REQUIRED' : 'NOT_AN_OPTION' },
    ]);
  }
  return {
    stream: part.file,
    name: part.filename.slice(-MAX_NAME),
    mime: part.mimetype,
    slot,
  };
}
