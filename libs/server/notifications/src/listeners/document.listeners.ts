import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';
import { PassportService } from '@okno/server/passport';

import { Notices } from '../notices';
import { Recipients } from '../recipients';

/** Documents of organisations: which of them will soon be valid no more. */
@Injectable()
export class DocumentListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly passport: PassportService,
  ) {}

  @Hears({ event: 'document.expiring', name: 'notifications.documentExpiring' })
  async expiring({ passportId }: EventMap['document.expiring'], tx: Tx): Promise<void> {
    const found = await this.passport.expiring(passportId, tx);
    if (found) {
      const { organisationId, label, name, validTo } = found;
      await this.notices.tell(tx, await this.recipients.ofOrganisation(organisationId), {
        template: 'document.expiring',
        params: { organisationId, document: label, name, validTo },
      });
    }
  }
}
