import { Injectable } from '@nestjs/common';

import { LoadsReference, type Tx } from '@okno/server/core';

import { ApplicationsRepository } from './applications.repository';
import { TermsService } from './terms.service';

/** After the calendars. */
const ORDER = 900;
const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Counts provisional terms anew when reference data are loaded: a calendar may have been adopted (ruling 1). */
@Injectable()
export class DueRecount {
  constructor(
    private readonly repository: ApplicationsRepository,
    private readonly terms: TermsService,
  ) {}

  @LoadsReference({ order: ORDER })
  async recount(tx: Tx): Promise<void> {
    for (let after = FIRST; ;) {
      const ids = await this.repository.provisional(tx, after, PAGE);
      for (const id of ids) {
        await this.terms.recount(tx, id);
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) {
        return;
      }
      after = last;
    }
  }
}
