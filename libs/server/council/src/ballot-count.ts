import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock, type Actor, type Tx } from '@okno/server/core';
import { boxDigest, countBox, tallySecret, type Tally } from '@okno/shared/council-rules';

import { AgendaRepository } from './agenda.repository';
import { BallotsRepository } from './ballots.repository';
import type { ItemStanding } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';
import { rulesOf } from './session.policy';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a ballot comes to, written down. The caller has locked the question. */
@Injectable()
export class BallotCount {
  constructor(
    private readonly clock: Clock,
    private readonly agenda: AgendaRepository,
    private readonly ballots: BallotsRepository,
    private readonly journal: CouncilJournal,
  ) {}

  /** Counts a secret ballot: seals that are not opened are no votes. @throws CouncilError council.box_tampered */
  async sealed(tx: Tx, actor: Actor, standing: ItemStanding): Promise<void> {
    const { item, session } = standing;
    const box = await this.ballots.box(item.id, tx);
    const { unopened, tampered, ...counts } = countBox(item.id, box, sha256);
    const digest = boxDigest(
      box.map(({ seal }) => seal),
      sha256,
    );
    if (tampered.length > 0 || digest !== item.boxDigest) {
      throw new CouncilError('council.box_tampered', { tampered: tampered.length });
    }
    const votes = await this.ballots.votesOn(tx, item.id);
    const voted = new Set(votes.map(({ memberId }) => memberId));
    const found = tallySecret(rulesOf(session), item.roll ?? [], counts, voted);
    await this.finish(tx, actor, standing, { ...found, unopened });
  }

  /** Without a quorum nothing was decided: the question goes to another agenda. */
  async finish(
    tx: Tx,
    actor: Actor,
    { item, session }: ItemStanding,
    result: Tally & { unopened?: number },
  ): Promise<void> {
    const { outcome } = result;
    const state = outcome === 'NO_QUORUM' ? 'DEFERRED' : 'CLOSED';
    await this.agenda.save(tx, { ...item, state, outcome, result, closedAt: this.clock.now() });
    const { for: inFavour, against, abstain } = result;
    await this.journal.item(tx, actor, session, item, 'countBallot', {
      ...{ outcome, for: inFavour, against, abstain, unopened: result.unopened ?? 0 },
    });
  }
}
