import {
  applyDecorators,
  Controller,
  Delete,
  Get,
  Head,
  Header,
  HttpCode,
  Options,
  Patch,
  Post,
  Req,
  Res,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CurrentActor, RequestError, Requires, type Actor } from '@okno/server/core';
import { DocumentError, MAX_FILE_BYTES, type PartialUpload } from '@okno/server/documents';

import { ApplicationDocumentDto } from './application.view';
import { IdParam } from './id-param';
import { PartialUploadDto, PartialUploadListDto } from './resumable-uploads.dto';
import { ResumableUploads } from './resumable-uploads.service';
import { announcementOf, offsetOf, speaksTus, TUS } from './tus-protocol';

/** Asks for the protocol's version and says ours. */
class TusGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    http.getResponse<FastifyReply>().header('tus-resumable', TUS.version);
    if (!speaksTus(http.getRequest<FastifyRequest>().headers)) {
      http.getResponse<FastifyReply>().header('tus-version', TUS.version);
      throw new DocumentError('upload.version_unknown', { versions: TUS.version });
    }
    return true;
  }
}

/** A route of the protocol itself. */
const Tus = (): MethodDecorator =>
  applyDecorators(
    UseGuards(TusGuard),
    ApiHeader({ name: 'Tus-Resumable', required: true, schema: { enum: [TUS.version] } }),
  );

/**
 * Resumable uploads by the tus protocol, version 1.0.0 (creation, expiration, termination). A file that has come as a
 * whole becomes a document by `finish`.
 */
@ApiTags('applications')
@Controller()
export class ResumableUploadsController {
  constructor(private readonly uploads: ResumableUploads) {}

  /** What the server can do. */
  @Options('applications/:id/uploads')
  @HttpCode(204)
  @Requires('application.draft')
  @Header('tus-resumable', TUS.version)
  @Header('tus-version', TUS.version)
  @Header('tus-extension', TUS.extensions)
  @Header('tus-max-size', String(MAX_FILE_BYTES))
  @ApiNoContentResponse()
  describe(): void {
    // The headers are the answer.
  }

  /** Announces a file. `Upload-Metadata`: `slot`, `filename`, and if wished `fingerprint` and `replaces`. */
  @Post('applications/:id/uploads')
  @Requires('application.draft')
  @Tus()
  @ApiHeader({ name: 'Upload-Length', required: true, schema: { type: 'integer' } })
  @ApiHeader({ name: 'Upload-Metadata', required: true, schema: { type: 'string' } })
  @ApiCreatedResponse({ type: PartialUploadDto })
  async begin(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartialUploadDto> {
    const upload = await this.uploads.begin(actor, id, announcementOf(request.headers));
    void reply.header('location', `/api/v1/uploads/${upload.id}`);
    return PartialUploadDto.from(tell(reply, upload));
  }

  /** The actor's files of which a part has come. */
  @Get('applications/:id/uploads')
  @Requires('application.draft')
  @ApiOkResponse({ type: PartialUploadListDto })
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PartialUploadListDto> {
    const all = await this.uploads.unfinished(actor, id);
    return { items: all.map(PartialUploadDto.from), next: null };
  }

  /** Where the file ends now. */
  @Head('uploads/:id')
  @Requires('application.draft')
  @Header('cache-control', 'no-store')
  @Tus()
  @ApiOkResponse()
  async offset(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const upload = tell(reply, await this.uploads.find(actor, id));
    void reply.header('upload-length', String(upload.size));
  }

  /** The next bytes. Of a request that breaks off what came is kept. */
  @Patch('uploads/:id')
  @HttpCode(204)
  @Requires('application.draft')
  @Tus()
  @ApiHeader({ name: 'Upload-Offset', required: true, schema: { type: 'integer' } })
  @ApiConsumes(TUS.contentType)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse()
  async append(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const offset = offsetOf(request.headers);
    if (request.headers['content-type'] !== TUS.contentType) {
      throw new RequestError('request.unsupported_media');
    }
    tell(reply, await this.uploads.append(actor, id, offset, request.raw));
  }

  /** Makes a document of a file that is here as a whole; asking again gives the same one. */
  @Post('uploads/:id/finish')
  @HttpCode(200)
  @Requires('application.draft')
  @ApiOkResponse({ type: ApplicationDocumentDto })
  finish(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApplicationDocumentDto> {
    return this.uploads.finish(actor, id);
  }

  /** Gives an upload up. */
  @Delete('uploads/:id')
  @HttpCode(204)
  @Requires('application.draft')
  @Tus()
  @ApiNoContentResponse()
  cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.uploads.cancel(actor, id);
  }
}

function tell(reply: FastifyReply, upload: PartialUpload): PartialUpload {
  void reply
    .header('upload-offset', String(upload.received))
    .header('upload-expires', upload.expiresAt.toUTCString());
  return upload;
}
