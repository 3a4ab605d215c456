import { Injectable } from '@nestjs/common';

import { ApplicationsService } from '@okno/server/applications';
import { Clock, Database, type Actor, type Tx } from '@okno/server/core';
import {
  boxDigest,
  ENVELOPE,
  isSeal,
  mayVote,
  quorumOf,
  tally,
  voteRefusal,
  type Choice,
  type Seat,
  type VoteRefusal,
} from '@okno/shared/council-rules';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { AgendaService, requireItem } from './agenda.service';
import { BallotCount, sha256 } from './ballot-count';
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
  /** What lies under the seal, for the key of the ballot. */
  envelope?: string;
}

const REFUSED = {
  NOT_A_MEMBER: 'council.not_a_member',
  NOT_OPEN: 'council.voting_not_open',
  CLOSED: 'council.voting_closed',
  RECUSED: 'council.recused',
  ABSENT: 'council.absent',
  FINAL: 'council.vote_final',
} as const satisfies Record<VoteRefusal, string>;

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
    private readonly agendas: AgendaService,
    private readonly count: BallotCount,
    private readonly journal: CouncilJournal,
  ) {}

  /**
   * @param key of a secret ballot: under it members put their votes in envelopes, so that a vote outlives its browser
   * @throws CouncilError council.no_quorum, council.case_not_waiting, council.wrong_state
   */
  async open(actor: Actor, itemId: string, key?: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lockItemAsSecretary(tx, actor, itemId);
      const { item, session } = standing;
      requireState(session, ['OPEN']);
      requireItem(item, ['PENDING']);
      await this.requireWaiting(tx, item);
      await this.agendas.recuseKnown(tx, standing);
      const quorum = quorumOf(rulesOf(session), await this.roll(tx, standing, []));
      if (!quorum.met) {
        const { counted, needed } = quorum;
        throw new CouncilError('council.no_quorum', { counted, needed });
      }
      const ballotKey = item.ballot === 'SECRET' ? (key ?? null) : null;
      const openedAt = this.clock.now();
      await this.agenda.save(tx, { ...item, state: 'VOTING', openedAt, ballotKey });
      await this.journal.item(tx, actor, session, item, 'openBallot', {
        ...{ ballot: item.ballot, ballotKey },
      });
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
        await this.count.finish(
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
        await this.count.sealed(tx, actor, { ...standing, item: counting });
      }
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

type Wanted = Pick<VoteRecord, 'choice' | 'seal' | 'envelope'>;

/** @throws CouncilError council.vote_form */
function voteOf({ ballot, ballotKey }: ItemRecord, cast: VoteCast): Wanted {
  return ballot === 'OPEN' ? openVote(cast) : sealedVote(cast, ballotKey);
}

function openVote({ choice, seal }: VoteCast): Wanted {
  if (choice === undefined || seal !== undefined) {
    throw wrongForm('choice');
  }
  return { choice, seal: null, envelope: null };
}

/** Where the ballot has a key, a vote without an envelope would be lost with its browser. */
function sealedVote({ choice, seal, envelope }: VoteCast, ballotKey: string | null): Wanted {
  if (choice !== undefined || seal === undefined || !isSeal(seal)) {
    throw wrongForm('seal');
  }
  if (ballotKey === null) {
    return { choice: null, seal, envelope: null };
  }
  if (envelope === undefined || !ENVELOPE.test(envelope)) {
    throw wrongForm('envelope');
  }
  return { choice: null, seal, envelope };
}

function wrongForm(path: string): CouncilError {
  return new CouncilError('council.vote_form', {}, [{ path, code: 'REQUIRED' }]);
}
