import { Body, Controller, Delete, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import {
  ReturnFromSignatureDto,
  SendForSignatureDto,
  SignatureChangesDto,
  SignatureRequestDto,
} from './signature.dto';
import { SignaturesService } from './signatures.service';

const KEY = 'idempotency-key';

@ApiTags('teamwork')
@Controller('applications/:id/signature')
export class SignaturesController {
  constructor(private readonly signatures: SignaturesService) {}

  /** Sends a finished draft to those who may file it. Filing itself is `submit`. */
  @Post()
  @Requires('application.draft')
  @ApiCreatedResponse({ type: SignatureRequestDto })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  send(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: SendForSignatureDto,
    @Headers(KEY) key?: string,
  ): Promise<SignatureRequestDto> {
    return this.signatures.send(actor, id, dto, key);
  }

  /** What was changed after it was sent. */
  @Get('changes')
  @Requires('application.draft')
  @ApiOkResponse({ type: SignatureChangesDto })
  changes(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SignatureChangesDto> {
    return this.signatures.changes(actor, id);
  }

  /** Takes it back: nobody is asked any more. */
  @Delete()
  @Requires('application.draft')
  @ApiOkResponse({ type: SignatureRequestDto })
  cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<SignatureRequestDto> {
    return this.signatures.cancel(actor, id);
  }

  /** Sends it back to who asked, with a comment. */
  @Post('return')
  @HttpCode(200)
  @Requires('application.submit')
  @ApiOkResponse({ type: SignatureRequestDto })
  giveBack(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: ReturnFromSignatureDto,
  ): Promise<SignatureRequestDto> {
    return this.signatures.giveBack(actor, id, dto);
  }
}
