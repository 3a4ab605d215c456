import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Public } from '@okno/server/core';

import {
  AcceptedDto,
  ConfirmDto,
  ForgotPasswordDto,
  LoginDto,
  RegisterDto,
  ResetPasswordDto,
} from './auth.dto';
import { Door } from './door';
import { MeDto } from './me.dto';

@ApiTags('auth')
@Controller('auth')
@Public()
export class AuthController {
  constructor(private readonly door: Door) {}

  /** Registers a person. The answer is the same whether or not the address is known; a letter says more. */
  @Post('register')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AcceptedDto })
  register(@Body() dto: RegisterDto, @Req() request: FastifyRequest): Promise<AcceptedDto> {
    return this.door.register(dto, request);
  }

  /** Confirms the address with the secret out of the letter. */
  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: AcceptedDto })
  confirm(@Body() dto: ConfirmDto, @Req() request: FastifyRequest): Promise<AcceptedDto> {
    return this.door.confirm(dto, request);
  }

  /** Signs in; the session is in the cookie `okno_session`. */
  @Post('login')
  @HttpCode(200)
  @ApiOkResponse({ type: MeDto })
  login(
    @Body() dto: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    return this.door.login(dto, request, reply);
  }

  /** Ends this browser's session. */
  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.door.logout(request, reply);
  }

  /** Sends a link for a new password to the owner of the address, if there is one. */
  @Post('password/forgot')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AcceptedDto })
  forgotPassword(
    @Body() dto: ForgotPasswordDto,
    @Req() request: FastifyRequest,
  ): Promise<AcceptedDto> {
    return this.door.forgot(dto, request);
  }

  /** Sets a new password; every session of the person ends. */
  @Post('password/reset')
  @HttpCode(200)
  @ApiOkResponse({ type: AcceptedDto })
  resetPassword(
    @Body() dto: ResetPasswordDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedDto> {
    return this.door.reset(dto, request, reply);
  }
}
