import { Inject, Injectable, Module } from '@nestjs/common';

import { AccountsModule, AccountsService, RolesService } from '@okno/server/accounts';
import { CatalogueModule, CatalogueService } from '@okno/server/catalogue';
import { ROLES, type RoleCode } from '@okno/server/contracts';
import { CoreModule, Database, systemActor } from '@okno/server/core';

/** What the command was told: whom, which role, over which cluster. */
export interface RoleWords {
  readonly email: string;
  readonly role: string;
  readonly cluster: string | null;
}

/** A sentence for the operator instead of a stack. */
export class RoleCommandError extends Error {}

const USAGE = 'Say whom and what: npm run roles:grant -- <email> <ROLE> [--cluster <code>]';

/** Reads `<email> <ROLE> [--cluster <code>]`. @throws RoleCommandError for anything else */
export function roleWords(args: readonly string[]): RoleWords {
  const at = args.indexOf('--cluster');
  const cluster = at < 0 ? null : args[at + 1];
  const [email, role, ...rest] = at < 0 ? args : args.toSpliced(at, 2);
  if (email === undefined || role === undefined || cluster === undefined || rest.length > 0) {
    throw new RoleCommandError(USAGE);
  }
  return { email, role, cluster };
}

/** Gives a person a role from outside the portal: the way to the first member of staff. */
@Injectable()
export class RoleGranter {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(RolesService) private readonly roles: RolesService,
    @Inject(CatalogueService) private readonly catalogue: CatalogueService,
  ) {}

  /**
   * Grants and says what was granted; the entry in the person's history is the system's.
   * @throws RoleCommandError in the operator's words; AccountError role.cluster_mismatch when the role
   * needs a cluster or has none
   */
  async grant({ email, role, cluster }: RoleWords): Promise<string> {
    const code = ROLES.find((one) => one === role);
    if (code === undefined) {
      throw new RoleCommandError(`There is no role ${role}. There are: ${ROLES.join(', ')}.`);
    }
    const person = await this.accounts.findByEmail(email);
    if (person === null) {
      throw new RoleCommandError(
        `Nobody with the address ${email} has registered and confirmed it. Let the person do so first.`,
      );
    }
    if (cluster !== null && !(await this.catalogue.cluster(cluster))) {
      throw new RoleCommandError(`There is no cluster ${cluster}.`);
    }
    await this.give(person.id, code, cluster);
    return `${person.name} (${email}) has the role ${role}${cluster === null ? '' : ` in ${cluster}`}.`;
  }

  private give(accountId: string, role: RoleCode, clusterCode: string | null): Promise<void> {
    return this.db.transaction((tx) =>
      this.roles.grant(tx, systemActor(), { accountId, role, clusterCode }),
    );
  }
}

@Module({ imports: [CoreModule, AccountsModule, CatalogueModule], providers: [RoleGranter] })
export class GrantRoleModule {}
