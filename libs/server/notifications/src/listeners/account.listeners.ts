import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { Notices } from '../notices';

/** Letters about the account itself. */
@Injectable()
export class AccountListeners {
  constructor(private readonly notices: Notices) {}

  @Hears({ event: 'account.confirmationRequested', name: 'notifications.accountConfirm' })
  async confirm({ accountId }: EventMap['account.confirmationRequested'], tx: Tx): Promise<void> {
    await this.notices.write(tx, { accountId }, { template: 'account.confirm', params: {} });
  }

  @Hears({ event: 'account.passwordResetRequested', name: 'notifications.accountReset' })
  async reset({ accountId }: EventMap['account.passwordResetRequested'], tx: Tx): Promise<void> {
    await this.notices.write(tx, { accountId }, { template: 'account.reset', params: {} });
  }

  @Hears({ event: 'account.registrationRepeated', name: 'notifications.accountRepeated' })
  async repeated({ accountId }: EventMap['account.registrationRepeated'], tx: Tx): Promise<void> {
    await this.notices.write(tx, { accountId }, { template: 'account.repeated', params: {} });
  }
}
