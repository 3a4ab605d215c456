import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { RequestError, type Actor } from '@okno/server/core';
import { DocumentError, PartialUploads, type PartialUpload } from '@okno/server/documents';

import { documentView } from './application-reader';
import type { ApplicationDocumentDto } from './application.view';
import { ApplicationError } from './applications.errors';
import { CaseAccess } from './case-access';
import type { Announcement } from './tus-protocol';
import { UploadsService } from './uploads.service';

/** Files of a request that come in several requests over HTTP: whose they are, and while they may still come. */
@Injectable()
export class ResumableUploads {
  constructor(
    private readonly access: CaseAccess,
    private readonly places: UploadsService,
    private readonly uploads: PartialUploads,
  ) {}

  /** @throws what an upload in one piece throws before its file is there; DocumentError upload.too_many */
  async begin(actor: Actor, id: string, file: Announcement): Promise<PartialUpload> {
    const { slot, replaces, ...announced } = file;
    const place = await this.places.placeFor(actor, id, slot);
    return this.uploads.begin(
      { ...place, ...(replaces === undefined ? {} : { replaces }) },
      announced,
    );
  }

  /** Those that the actor began and that are no documents yet. */
  async unfinished(actor: Actor, id: string): Promise<PartialUpload[]> {
    const { relation } = await this.access.open(actor, id);
    if (relation.side !== 'APPLICANT') {
      throw new RequestError('permission.denied', { permission: 'application.draft' });
    }
    return this.uploads.unfinished({ applicationId: id, createdBy: actor.accountId });
  }

  /** An upload is its beginner's alone. @throws DocumentError upload.not_found */
  async find(actor: Actor, uploadId: string): Promise<PartialUpload> {
    const upload = await this.uploads.find(uploadId);
    if (upload.createdBy !== actor.accountId) {
      throw new DocumentError('upload.not_found');
    }
    // Whoever was taken off the organisation meanwhile does not reach its uploads any more.
    await this.access.open(actor, upload.applicationId).catch((error: unknown) => {
      throw error instanceof ApplicationError ? new DocumentError('upload.not_found') : error;
    });
    return upload;
  }

  /** @throws DocumentError upload.offset_wrong, upload.too_long; ApplicationError application.wrong_state */
  async append(
    actor: Actor,
    uploadId: string,
    offset: number,
    source: Readable,
  ): Promise<PartialUpload> {
    try {
      const upload = await this.find(actor, uploadId);
      await this.places.placeFor(actor, upload.applicationId, upload.slot);
      return await this.uploads.append(upload, offset, source);
    } catch (error) {
      // What is left is read and thrown away: a sender who still writes gets the answer.
      source.resume();
      throw error;
    }
  }

  /** The document; asking again gives the same one. @throws what an upload in one piece throws */
  async finish(actor: Actor, uploadId: string): Promise<ApplicationDocumentDto> {
    const upload = await this.find(actor, uploadId);
    const { applicationId, slot, replaces } = upload;
    const place = await this.places.placeFor(actor, applicationId, slot);
    return documentView(
      await this.uploads.finish(upload, { ...place, ...(replaces === null ? {} : { replaces }) }),
    );
  }

  async cancel(actor: Actor, uploadId: string): Promise<void> {
    await this.uploads.cancel((await this.find(actor, uploadId)).id);
  }
}
