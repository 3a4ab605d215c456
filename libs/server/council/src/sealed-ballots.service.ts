import { Injectable } from '@nestjs/common';

import { Database, systemActor, type Actor, type Tx } from '@okno/server/core';
import { sealFor, takeFromEnvelope, type Opening } from '@okno/shared/council-rules';

import { BallotCount, sha256 } from './ballot-count';
import { requireItem } from './agenda.service';
import { BallotsRepository, type BoxedVote } from './ballots.repository';
import { CouncilAccess, type ItemStanding } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';

/**
 * Opens the seals of a secret ballot once it is closed: all at once with the key from the secretary's browser, or one by
 * one from the browsers that cast them. Nowhere is noted whose a seal was.
 */
@Injectable()
export class SealedBallotsService {
  constructor(
    private readonly db: Database,
    private readonly access: CouncilAccess,
    private readonly ballots: BallotsRepository,
    private readonly count: BallotCount,
    private readonly journal: CouncilJournal,
  ) {}

  /**
   * Hands in what lies under a seal. Nobody notes who did: the last one opens the count.
   * @throws CouncilError council.reveal_tampered, council.wrong_state
   */
  async reveal(actor: Actor, itemId: string, opening: Opening): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItem(tx, actor, itemId);
      const { item, session, member } = standing;
      if (!member) {
        throw new CouncilError('council.not_a_member');
      }
      requireItem(item, ['COUNTING']);
      const box = await this.ballots.box(itemId, tx);
      const seal = sealFor(
        itemId,
        box.map((vote) => vote.seal),
        opening,
        sha256,
      );
      if (seal === undefined) {
        throw new CouncilError('council.reveal_tampered');
      }
      if (box.some((vote) => vote.seal === seal && vote.opening !== null)) {
        return;
      }
      await this.ballots.open(tx, itemId, seal, opening);
      const left = box.filter((vote) => vote.opening === null).length - 1;
      await this.journal.item(tx, systemActor(), session, item, 'openSeal', { left });
      if (left === 0) {
        await this.count.sealed(tx, systemActor(), standing);
      }
    });
  }

  /**
   * Hands in the private key of the ballot: every envelope that fits its seal is opened, and the ballot is counted
   * when none is left. The key is used and forgotten.
   * @throws CouncilError council.key_wrong, council.wrong_state
   */
  async release(actor: Actor, itemId: string, privateKey: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      const { item, session } = standing;
      requireItem(item, ['COUNTING']);
      const box = (await this.ballots.box(itemId, tx)).filter(({ opening }) => opening === null);
      const opened = await this.openEach(tx, standing, privateKey, box);
      if (opened === 0) {
        throw new CouncilError('council.key_wrong');
      }
      const left = box.length - opened;
      await this.journal.item(tx, actor, session, item, 'openBox', { opened, left });
      if (left === 0) {
        await this.count.sealed(tx, actor, standing);
      }
    });
  }

  /** Counts a secret ballot without waiting for the seals that nobody has opened: they are no votes. */
  async countWithout(actor: Actor, itemId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      requireItem(standing.item, ['COUNTING']);
      await this.count.sealed(tx, actor, standing);
    });
  }

  /** @returns how many envelopes held what their seal says */
  private async openEach(
    tx: Tx,
    { item: { id, ballotKey } }: ItemStanding,
    privateKey: string,
    box: readonly BoxedVote[],
  ): Promise<number> {
    let opened = 0;
    for (const { seal, envelope } of box) {
      const opening =
        ballotKey === null || envelope === null
          ? undefined
          : await takeFromEnvelope(id, { publicKey: ballotKey, privateKey }, envelope);
      if (opening && sealFor(id, [seal], opening, sha256) === seal) {
        await this.ballots.open(tx, id, seal, opening);
        opened += 1;
      }
    }
    return opened;
  }
}
