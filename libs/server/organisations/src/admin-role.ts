import { Injectable } from '@nestjs/common';

import { RolesService } from '@okno/server/accounts';
import type { Actor, Tx } from '@okno/server/core';

import { RepresentativesRepository } from './representatives.repository';

/** APPLICANT_ADMIN is held by exactly those who are confirmed administrators of some organisation (ruling 13). */
@Injectable()
export class AdminRole {
  constructor(
    private readonly representatives: RepresentativesRepository,
    private readonly roles: RolesService,
  ) {}

  /** Gives or takes the role after a person's place has changed, in the same transaction. */
  async follow(tx: Tx, actor: Actor, accountId: string): Promise<void> {
    const role = { accountId, role: 'APPLICANT_ADMIN', clusterCode: null } as const;
    await ((await this.representatives.isAdminAnywhere(tx, accountId))
      ? this.roles.grant(tx, actor, role)
      : this.roles.revoke(tx, actor, role));
  }
}
