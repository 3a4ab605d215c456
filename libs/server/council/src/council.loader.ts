import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import { clusterIdOf } from '@okno/server/contracts';
import { Clock, LoadsReference, newId, ReferenceFiles, type Tx } from '@okno/server/core';
import { rulesProblems, type CouncilRules } from '@okno/shared/council-rules';
import { localDate } from '@okno/shared/work-calendar';

import type { TextPair } from './council.entity';
import { CouncilRepository } from './council.repository';

/** `councils.json`. */
interface CouncilsFile {
  items: { cluster: string; name: TextPair; rules: CouncilRules }[];
}

/** `demo-council.json`. */
interface DemoCouncilFile {
  cluster: string;
  seats: { email: string; chair: boolean; represents: TextPair }[];
}

/** Loads Councils and, for a demonstration, their seats. Run again, it changes only what differs. */
@Injectable()
export class CouncilLoader {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly clock: Clock,
    private readonly catalogue: CatalogueService,
    private readonly accounts: AccountsService,
    private readonly council: CouncilRepository,
  ) {}

  @LoadsReference({ order: 60 })
  async councils(tx: Tx): Promise<void> {
    const { items } = await this.files.read<CouncilsFile>('councils.json');
    for (const { cluster, name, rules } of items) {
      const problems = rulesProblems(rules);
      if (problems.length > 0) {
        throw new RangeError(`councils.json: ${cluster}: ${problems.join(', ')}`);
      }
      await this.council.putCouncil(tx, {
        id: newId(),
        clusterId: clusterIdOf(cluster),
        name,
        rules,
      });
    }
  }

  @LoadsReference({ order: 910, demo: true })
  async seats(tx: Tx): Promise<void> {
    const { cluster, seats } = await this.files.read<DemoCouncilFile>('demo-council.json');
    const { id, timeZone } = await this.catalogue.requireCluster(cluster);
    const council = await this.council.ofCluster(id);
    const fromOn = localDate(this.clock.now(), timeZone);
    const known = council ? await this.council.allSeats(council.id, tx) : [];
    for (const { email, chair, represents } of council ? seats : []) {
      const person = await this.accounts.findByEmail(email);
      // A seat that is there already stays as it is.
      if (person && council && !known.some(({ accountId }) => accountId === person.id)) {
        const seat = { id: newId(), councilId: council.id, accountId: person.id };
        await this.council.seat(tx, { ...seat, chair, represents, fromOn, toOn: null });
      }
    }
  }
}
