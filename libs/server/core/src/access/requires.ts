import {
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';

import type { Permission } from '@okno/server/contracts';

import { RequestError } from '../errors/core.errors';
import type { Actor } from './actor';

export const ACCESS = 'okno:access';

/** What a route asks of its caller. A route that says nothing is closed. */
export type Access = { public: true } | { signedIn: true } | { permission: Permission };

/** Anybody may call it, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata<string, Access>(ACCESS, { public: true });

export const SESSIONLESS = 'okno:sessionless';

/**
 * For a public route that programs call from nowhere: no session is read, so a page of another site could do nothing
 * with our visitor's cookie, and no `Origin` is asked for.
 */
export const WithoutSession = (): CustomDecorator => SetMetadata(SESSIONLESS, true);

/** Anybody signed in may call it: what is about the person himself. */
export const SignedIn = (): CustomDecorator =>
  SetMetadata<string, Access>(ACCESS, { signedIn: true });

/** Only who holds the permission; to which rows it reaches is decided in the query. */
export const Requires = (permission: Permission): CustomDecorator =>
  SetMetadata<string, Access>(ACCESS, { permission });

/** Request as the guard leaves it. */
export interface RequestWithActor {
  actor?: Actor | null;
}

/** Who asks; for routes that need somebody signed in. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<RequestWithActor>().actor;
  if (!actor) {
    throw new RequestError('session.required');
  }
  return actor;
});

/** Who asks, or null; for public routes that answer more to somebody signed in. */
export const OptionalActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<RequestWithActor>().actor ?? null,
);
