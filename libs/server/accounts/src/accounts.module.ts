import { Global, Module } from '@nestjs/common';

import { ActorReader, provideConfig } from '@okno/server/core';

import { AccountsConfig } from './accounts.config';
import { AccountsService } from './accounts.service';
import { AccountsTidy } from './accounts.tidy';
import { AuthController } from './auth.controller';
import { ConsentsService } from './consents.service';
import { Cookies } from './cookies';
import { DemoPeopleLoader } from './demo-people.loader';
import { Devices } from './devices';
import { Door } from './door';
import { LoginService } from './login.service';
import { MeController } from './me.controller';
import { PasswordResetService } from './password-reset.service';
import { Passwords } from './passwords';
import { ProfileParts } from './profile-parts';
import { ProfileService } from './profile.service';
import { RateLimits } from './rate-limits';
import { AccountsLoader } from './reference.loaders';
import { RegistrationService } from './registration.service';
import { RolesService } from './roles.service';
import { SecretTokens } from './secret-tokens';
import { SessionActorReader } from './session-actor-reader';
import { Sessions } from './sessions';

const DOORS = [AccountsService, ConsentsService, SecretTokens, RolesService, ProfileParts];

/** People, roles and consents, for every process. */
@Module({
  providers: [
    ...DOORS,
    provideConfig(AccountsConfig),
    Passwords,
    RateLimits,
    Devices,
    Sessions,
    RegistrationService,
    LoginService,
    PasswordResetService,
    ProfileService,
  ],
  exports: [
    ...DOORS,
    Passwords,
    RateLimits,
    Sessions,
    RegistrationService,
    LoginService,
    PasswordResetService,
    ProfileService,
  ],
})
export class AccountsModule {}

/** Signing in over HTTP, and who is behind a request; global, as the guard stands before every route. */
@Global()
@Module({
  imports: [AccountsModule],
  controllers: [AuthController, MeController],
  providers: [Cookies, Door, { provide: ActorReader, useClass: SessionActorReader }],
  exports: [ActorReader],
})
export class AccountsApiModule {}

/** What a worker does for accounts. */
@Module({ imports: [AccountsModule], providers: [AccountsTidy] })
export class AccountsWorkerModule {}

/** Roles, texts of consents and demo people. */
@Module({ imports: [AccountsModule], providers: [AccountsLoader, DemoPeopleLoader] })
export class AccountsMigrateModule {}
