import {
  Controller,
  Header,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Public, Requires, type Actor } from '@okno/server/core';

import { AgreementSteps } from './agreement-steps';
import { PackageQuery, ReceiptQuery, VerifyQuery } from './applications.dto';
import { ApplicationClockDto } from './clock.dto';
import { HistoryService } from './history.service';
import { IdParam } from './id-param';
import { ReceiptsService } from './receipts.service';
import { FiledPackageDto, HistoryDto, ReceiptCheckDto, ReceiptDto } from './records.dto';

@ApiTags('applications')
@Controller()
export class RecordsController {
  constructor(
    private readonly history: HistoryService,
    private readonly receipts: ReceiptsService,
    private readonly agreements: AgreementSteps,
  ) {}

  /** What happened, oldest first; each entry with its hash and that of the one before. */
  @Get('applications/:id/history')
  @Requires('application.read')
  @ApiOkResponse({ type: HistoryDto })
  entries(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<HistoryDto> {
    return this.history.of(actor, id);
  }

  @Get('applications/:id/clock')
  @Requires('application.read')
  @ApiOkResponse({ type: ApplicationClockDto })
  clock(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApplicationClockDto> {
    return this.history.clock(actor, id);
  }

  /** The receipt of the filing, as JSON or (`format=pdf`) as a PDF with a QR code. */
  @Get('applications/:id/receipt')
  @Header('cache-control', 'private, no-store')
  @Requires('application.read')
  @ApiProduces('application/json', 'application/pdf')
  @ApiOkResponse({ type: ReceiptDto })
  receipt(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: ReceiptQuery,
  ): Promise<ReceiptDto | StreamableFile> {
    return query.format === 'pdf' ? this.receipts.pdf(actor, id) : this.receipts.of(actor, id);
  }

  /** What was filed, whole and hashed, as a file to keep: it can be checked without the portal. */
  @Get('applications/:id/package')
  @Header('cache-control', 'private, no-store')
  @Requires('application.read')
  @ApiOkResponse({ type: FiledPackageDto })
  package(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PackageQuery,
  ): Promise<FiledPackageDto> {
    return this.receipts.package(actor, id, query.round);
  }

  /** One HTML file that checks such a package offline. */
  @Get('receipts/verifier')
  @Public()
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  verifier(): StreamableFile {
    return this.receipts.verifier();
  }

  /** Whether a receipt is real. Says nothing more unless number and hash belong together. */
  @Get('receipts/:number')
  @Public()
  @ApiOkResponse({ type: ReceiptCheckDto })
  verify(@Param('number') number: string, @Query() query: VerifyQuery): Promise<ReceiptCheckDto> {
    return this.receipts.verify(number, query.hash ?? '');
  }

  /** The joining agreement as a PDF. */
  @Get('applications/:id/agreement')
  @Header('cache-control', 'private, no-store')
  @Requires('application.read')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  agreement(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<StreamableFile> {
    return this.agreements.pdf(actor, id);
  }

  /** Mails the actor a code of six digits: with it he accepts the agreement. */
  @Post('applications/:id/agreement/code')
  @HttpCode(202)
  @Requires('agreement.accept')
  @ApiAcceptedResponse()
  async code(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Record<string, never>> {
    await this.agreements.requestCode(actor, id);
    return {};
  }
}
