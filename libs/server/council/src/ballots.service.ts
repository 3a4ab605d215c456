import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { ApplicationsService } from '@okno/server/applications';
import { Clock, Database, systemActor, type Actor, type Tx } from '@okno/server/core';
import {
  boxDigest,
  countBox,
  isSeal,
  mayVote,
  quorumOf,
  sealFor,
  tally,
  tallySecret,
  voteRefusal,
  type Choice,
  type Opening,
  type Seat,
  type Tally,
  type VoteRefusal,
} from '@okno/shared/council-rules';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { requireItem } from './agenda.service';
import { BallotsRepository, type VoteRecord } from './ballots.repository';
import { CouncilAccess, type ItemStanding } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';
import { seatsOf } from './roll';
import { requireState, rulesOf } from './session.policy';

/** A vote as a member hands it in: how he votes, or in a secret ballot the seal over it. */
export interface VoteCast {
  choice?: Choice;
  seal?: string;
}

const REFUSED = {
  NOT_A_MEMBER: 'council.not_a_member',
  NOT_OPEN: 'council.voting_not_open',
  CLOSED: 'council.voting_closed',
  RECUSED: 'council.recused',
  ABSENT: 'council.absent',
  FINAL: 'council.vote_final',
} as const satisfies Record<VoteRefusal, string>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Voting: the rules are `shared/council-rules`; here they meet the rows, one question at a time. */
@Injectable()
export class BallotsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly applications: ApplicationsService,
    private readonly access: CouncilAccess,
    private readonly agenda: AgendaRepository,
    private readonly ballots: BallotsRepository,
    private readonly journal: CouncilJournal,
  ) {}

  /** @throws CouncilError council.no_quorum, council.case_not_waiting, council.wrong_state */
  async open(actor: Actor, itemId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      const { item, session } = standing;
      requireState(session, ['OPEN']);
      requireItem(item, ['PENDING']);
      await this.requireWaiting(tx, item);
      const quorum = quorumOf(rulesOf(session), await this.roll(tx, standing, []));
      if (!quorum.met) {
        const { counted, needed } = quorum;
        throw new CouncilError('council.no_quorum', { counted, needed });
      }
      await this.agenda.save(tx, { ...item, state: 'VOTING', openedAt: this.clock.now() });
      await this.journal.item(tx, actor, session, item, 'openBallot', { ballot: item.ballot });
    });
  }

  /**
   * Casts the actor's vote. The same vote again changes nothing, however often a button is pressed.
   * @throws CouncilError council.voting_closed, .voting_not_open, .recused, .absent, .vote_final, .vote_form
   */
  async vote(actor: Actor, itemId: string, cast: VoteCast): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItem(tx, actor, itemId);
      const { item, session, member } = standing;
      const votes = await this.ballots.votesOn(tx, itemId);
      const seat = (await this.roll(tx, standing, votes)).find(({ id }) => id === member?.id);
      const before = votes.find(({ memberId }) => memberId === member?.id);
      const asked = { ballot: ballotState(item), seat };
      // First whether he may vote at all: who takes no part is not told what kind of ballot it is.
      requireVote(voteRefusal(rulesOf(session), { ...asked, changes: false }));
      const wanted = voteOf(item, cast);
      if (before?.choice === wanted.choice && before.seal === wanted.seal) {
        return;
      }
      requireVote(voteRefusal(rulesOf(session), { ...asked, changes: before !== undefined }));
      if (!seat) {
        throw new CouncilError('council.not_a_member');
      }
      const castAt = this.clock.now();
      await this.ballots.put(tx, { itemId, memberId: seat.id, ...wanted, castAt });
      // Beside a name there is never a seal: with what is opened later it would tell the vote.
      const told = wanted.choice === null ? {} : { choice: wanted.choice };
      await this.journal.item(tx, actor, session, item, 'vote', { memberId: seat.id, ...told });
    });
  }

  /** Ends the voting. An open ballot is counted at once; the seals of a secret one go into the box to be opened. */
  async close(actor: Actor, itemId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      const { item, session } = standing;
      requireItem(item, ['VOTING']);
      const votes = await this.ballots.votesOn(tx, itemId);
      const roll = await this.roll(tx, standing, votes);
      if (item.ballot === 'OPEN') {
        const choices = votes.flatMap(({ memberId, choice }) =>
          choice === null ? [] : [[memberId, choice] as const],
        );
        await this.finish(
          tx,
          actor,
          { ...standing, item: { ...item, roll } },
          {
            ...tally(rulesOf(session), roll, new Map(choices)),
          },
        );
        return;
      }
      const seals = await this.ballots.fillBox(tx, itemId);
      const digest = boxDigest(seals, sha256);
      const counting: ItemRecord = { ...item, state: 'COUNTING', roll, boxDigest: digest };
      await this.agenda.save(tx, counting);
      await this.journal.item(tx, actor, session, item, 'closeBallot', {
        ...{ seals: seals.length, boxDigest: digest },
      });
      if (seals.length === 0) {
        await this.countSealed(tx, actor, { ...standing, item: counting });
      }
    });
  }

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
        await this.countSealed(tx, systemActor(), standing);
      }
    });
  }

  /** Counts a secret ballot without waiting for the seals that nobody has opened: they are no votes. */
  async count(actor: Actor, itemId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      requireItem(standing.item, ['COUNTING']);
      await this.countSealed(tx, actor, standing);
    });
  }

  /**
   * A dissenting opinion for the minutes; an empty one takes it back. Only of who may take part, until the session
   * is closed.
   */
  async dissent(actor: Actor, itemId: string, text: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItem(tx, actor, itemId);
      const { item, session, member } = standing;
      requireState(session, ['OPEN']);
      requireItem(item, ['VOTING', 'COUNTING', 'CLOSED']);
      const seat = (await this.roll(tx, standing, [])).find(({ id }) => id === member?.id);
      if (!seat || seat.recused || !mayVote(rulesOf(session), seat)) {
        throw new CouncilError(
          seat?.recused === true
            ? 'council.recused'
            : seat
              ? 'council.absent'
              : 'council.not_a_member',
        );
      }
      if (text === '') {
        await this.ballots.dropDissent(tx, itemId, seat.id);
      } else {
        await this.ballots.putDissent(tx, { itemId, memberId: seat.id, text }, this.clock.now());
      }
      await this.journal.item(tx, actor, session, item, 'dissent', { memberId: seat.id });
    });
  }

  private async countSealed(tx: Tx, actor: Actor, standing: ItemStanding): Promise<void> {
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
  private async finish(
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

  private async roll(
    tx: Tx,
    { session, members, item }: ItemStanding,
    votes: readonly VoteRecord[],
  ): Promise<Seat[]> {
    const here = await this.agenda.present(session.id, tx);
    const recusals = await this.agenda.recusals(session.id, tx);
    const own = recusals.filter(({ itemId }) => itemId === item.id);
    return seatsOf({
      ...{ members, session, here },
      recused: new Set(own.map(({ memberId }) => memberId)),
      voted: new Set(votes.map(({ memberId }) => memberId)),
    });
  }

  /** A case may have been withdrawn since it was put on the agenda. */
  private async requireWaiting(tx: Tx, { applicationId }: ItemRecord): Promise<void> {
    const row = applicationId === null ? null : await this.applications.find(applicationId, tx);
    if (row && row.state !== 'COUNCIL') {
      throw new CouncilError('council.case_not_waiting', { state: row.state });
    }
  }
}

/** @throws CouncilError with the reason of the refusal */
function requireVote(refusal: VoteRefusal | null): void {
  if (refusal !== null) {
    throw new CouncilError(REFUSED[refusal]);
  }
}

function ballotState({ state }: ItemRecord): 'PENDING' | 'VOTING' | 'CLOSED' {
  return state === 'PENDING' || state === 'VOTING' ? state : 'CLOSED';
}

/** @throws CouncilError council.vote_form */
function voteOf(item: ItemRecord, { choice, seal }: VoteCast): Pick<VoteRecord, 'choice' | 'seal'> {
  if (item.ballot === 'OPEN' && choice !== undefined && seal === undefined) {
    return { choice, seal: null };
  }
  if (item.ballot === 'SECRET' && choice === undefined && seal !== undefined && isSeal(seal)) {
    return { choice: null, seal };
  }
  throw new CouncilError('council.vote_form', {}, [
    { path: item.ballot === 'OPEN' ? 'choice' : 'seal', code: 'REQUIRED' },
  ]);
}
