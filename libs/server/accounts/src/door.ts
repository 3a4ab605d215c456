import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type {
  AcceptedDto,
  ConfirmDto,
  ForgotPasswordDto,
  LoginDto,
  RegisterDto,
  ResetPasswordDto,
} from './auth.dto';
import { callerOf, Cookies } from './cookies';
import { LoginService } from './login.service';
import { MeDto } from './me.dto';
import { PasswordResetService } from './password-reset.service';
import { ProfileService } from './profile.service';
import { RegistrationService } from './registration.service';

/** Between requests with their cookies and the services that know nothing of them. */
@Injectable()
export class Door {
  constructor(
    private readonly cookies: Cookies,
    private readonly registration: RegistrationService,
    private readonly logins: LoginService,
    private readonly resets: PasswordResetService,
    private readonly profiles: ProfileService,
  ) {}

  async register(dto: RegisterDto, request: FastifyRequest): Promise<AcceptedDto> {
    await this.registration.register(dto, request.ip);
    return {};
  }

  async confirm(dto: ConfirmDto, request: FastifyRequest): Promise<AcceptedDto> {
    await this.registration.confirm(dto.token, request.ip);
    return {};
  }

  async login(dto: LoginDto, request: FastifyRequest, reply: FastifyReply): Promise<MeDto> {
    const signedIn = await this.logins.signIn(
      {
        ...dto,
        device: this.cookies.device(request),
        session: this.cookies.session(request),
      },
      callerOf(request),
    );
    this.cookies.setSession(request, reply, signedIn.session);
    this.cookies.setDevice(request, reply, signedIn.device);
    return MeDto.from(await this.profiles.of(signedIn.accountId));
  }

  async logout(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.logins.signOut(this.cookies.session(request));
    this.cookies.clearSession(request, reply);
  }

  async forgot(dto: ForgotPasswordDto, request: FastifyRequest): Promise<AcceptedDto> {
    await this.resets.forgot(dto.email, request.ip);
    return {};
  }

  async reset(
    dto: ResetPasswordDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<AcceptedDto> {
    const device = await this.resets.reset(dto.token, dto.password, request.ip);
    this.cookies.clearSession(request, reply);
    this.cookies.setDevice(request, reply, device);
    return {};
  }
}
