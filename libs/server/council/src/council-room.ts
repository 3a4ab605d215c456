import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService, type ClusterData } from '@okno/server/catalogue';
import type { Actor } from '@okno/server/core';
import {
  DEFAULT_RULES,
  quorumOf,
  tally,
  tallySecret,
  voteRefusal,
  type Choice,
  type CouncilRules,
  type Seat,
  type Tally,
} from '@okno/shared/council-rules';

import { AgendaRepository, type ItemRecord, type RecusalRecord } from './agenda.repository';
import { BallotsRepository, type DissentRecord, type VoteRecord } from './ballots.repository';
import { CouncilAccess, type Standing } from './council-access';
import { CouncilRepository, type MemberRecord, type SessionRecord } from './council.repository';
import type {
  CouncilItemDto,
  CouncilMemberDto,
  CouncilMinutesDto,
  CouncilRoomDto,
  CouncilSessionRowDto,
  HallVoteDto,
  TallyDto,
} from './council.view';
import { MinutesRepository } from './minutes.repository';
import { seatsOf } from './roll';

/** Everything of a session that questions are shown from. */
interface Room extends Standing {
  rules: CouncilRules;
  here: ReadonlySet<string>;
  recusals: readonly RecusalRecord[];
  votes: readonly VoteRecord[];
  dissents: readonly DissentRecord[];
}

/** Shows a session to whoever asks, as far as he may see it. */
@Injectable()
export class CouncilRoom {
  constructor(
    private readonly accounts: AccountsService,
    private readonly catalogue: CatalogueService,
    private readonly access: CouncilAccess,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly ballots: BallotsRepository,
    private readonly minutes: MinutesRepository,
  ) {}

  /** @throws CouncilError council.not_found */
  async get(actor: Actor, sessionId: string): Promise<CouncilRoomDto> {
    const standing = await this.access.open(actor, sessionId);
    const { session, members, member } = standing;
    const [council, here, recusals, votes, dissents, items, people, minutes] = await Promise.all([
      this.council.find(session.councilId),
      this.agenda.present(sessionId),
      this.agenda.recusals(sessionId),
      this.ballots.votes(sessionId),
      this.ballots.dissents(sessionId),
      this.agenda.items(sessionId),
      this.accounts.getPeople(members.map(({ accountId }) => accountId)),
      this.minutesOf(sessionId),
    ]);
    const rules = session.rules ?? council?.rules ?? DEFAULT_RULES;
    const room: Room = { ...standing, rules, here, recusals, votes, dissents };
    const roll = seatsOf({ members, session, here });
    return {
      ...rowOf(standing.cluster, session),
      council: council?.name ?? { ru: '', en: '' },
      openedAt: instant(session.openedAt),
      closedAt: instant(session.closedAt),
      members: members.map((one) => memberView(room, one, people.get(one.accountId)?.name)),
      quorum: quorumOf(rules, roll),
      memberId: member?.id ?? null,
      revote: rules.revote,
      absentVotes: rules.absent !== 'NONE',
      items: await Promise.all(items.map((item) => this.item(room, item))),
      minutes: mayReadMinutes(room) ? minutes : null,
      allowed: sessionActions(room, minutes),
    };
  }

  /** A row of the list: of a session that the actor may see. */
  async row(session: SessionRecord): Promise<CouncilSessionRowDto> {
    return rowOf(await this.catalogue.requireCluster(session.clusterId), session);
  }

  private async item(room: Room, item: ItemRecord): Promise<CouncilItemDto> {
    const { id, position, title } = item;
    const own = room.recusals.find(
      ({ itemId, memberId }) => itemId === id && memberId === room.member?.id,
    );
    if (own) {
      const back = item.state === 'PENDING' && !own.found ? ['takeBackRecusal'] : [];
      return { id, position, title, hidden: true, allowed: back };
    }
    const votes = room.votes.filter(({ itemId }) => itemId === id);
    const roll = rollOf(room, item, votes);
    const mine = votes.find(({ memberId }) => memberId === room.member?.id);
    const sealed = item.state === 'COUNTING' ? await this.ballots.box(id) : [];
    const { state, question, ballot, mode, applicationId, ballotKey } = item;
    return {
      ...{ id, position, title, hidden: false, state, question, ballot, mode, applicationId },
      ballotKey,
      tally: state === 'PENDING' ? null : tallyOf(room, item, roll, votes),
      hall: hallOf(room, item, roll, votes),
      mine: mine ? { choice: mine.choice, at: mine.castAt.toISOString() } : null,
      sealed: sealed.filter(({ opening }) => opening === null).map(({ seal }) => seal),
      allowed: [...memberActions(room, item, roll), ...secretaryActions(room, item)],
    };
  }

  private async minutesOf(sessionId: string): Promise<CouncilMinutesDto | null> {
    const found = await this.minutes.find(sessionId);
    if (!found) {
      return null;
    }
    const signatures = await this.minutes.signatures(sessionId);
    return {
      ...{ number: found.number, date: found.date, sha256: found.sha256 },
      signatures: signatures.map(({ side, signerName, signedAt }) => ({
        ...{ side, name: signerName, at: signedAt.toISOString() },
      })),
    };
  }
}

function rowOf(cluster: ClusterData, session: SessionRecord): CouncilSessionRowDto {
  const { id, state, place, number } = session;
  return {
    ...{ id, state, place, number, plannedFor: session.plannedFor.toISOString() },
    ...{ clusterCode: cluster.code, timeZone: cluster.timeZone },
  };
}

function memberView(
  { session, here }: Room,
  { id, represents, chair }: MemberRecord,
  name = '',
): CouncilMemberDto {
  const presides = session.chairId === null ? chair : session.chairId === id;
  return { id, name, represents, chair: presides, present: here.has(id) };
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function rollOf(
  { members, session, here, recusals }: Room,
  item: ItemRecord,
  votes: readonly VoteRecord[],
): readonly Seat[] {
  const own = recusals.filter(({ itemId }) => itemId === item.id);
  return (
    item.roll ??
    seatsOf({
      ...{ members, session, here },
      recused: new Set(own.map(({ memberId }) => memberId)),
      voted: new Set(votes.map(({ memberId }) => memberId)),
    })
  );
}

/** Of a secret ballot that is not counted yet no votes are shown, not even how they stand. */
function tallyOf(
  { rules }: Room,
  item: ItemRecord,
  roll: readonly Seat[],
  votes: readonly VoteRecord[],
): TallyDto {
  if (item.result !== null) {
    return tallyView({ unopened: 0, ...item.result }, item.outcome);
  }
  if (item.ballot === 'SECRET') {
    const voted = new Set(votes.map(({ memberId }) => memberId));
    const found = tallySecret(rules, roll, { for: 0, against: 0, abstain: 0 }, voted);
    return {
      ...tallyView({ ...found, unopened: 0 }, null),
      for: null,
      against: null,
      abstain: null,
    };
  }
  const choices = votes.flatMap(({ memberId, choice }): [string, Choice][] =>
    choice === null ? [] : [[memberId, choice]],
  );
  const found = tally(rules, roll, new Map(choices));
  return tallyView({ ...found, unopened: 0 }, found.settled ? found.outcome : null);
}

function tallyView(found: Tally & { unopened: number }, outcome: string | null): TallyDto {
  const { abstain, against, voters, waiting, needed, base, unopened, quorum } = found;
  return {
    for: found.for,
    against,
    abstain,
    voters,
    waiting,
    needed,
    base,
    outcome,
    unopened,
    quorum,
  };
}

function hallOf(
  { recusals, dissents }: Room,
  item: ItemRecord,
  roll: readonly Seat[],
  votes: readonly VoteRecord[],
): HallVoteDto[] {
  return roll.map(({ id, present, recused }) => {
    const vote = votes.find(({ memberId }) => memberId === id);
    const of = <T extends { itemId: string; memberId: string }>(all: readonly T[]): T | undefined =>
      all.find(({ itemId, memberId }) => itemId === item.id && memberId === id);
    return {
      memberId: id,
      state: recused ? 'RECUSED' : vote ? 'VOTED' : present ? 'WAITED' : 'ABSENT',
      choice: vote?.choice ?? null,
      reason: of(recusals)?.reason ?? null,
      dissent: of(dissents)?.text ?? null,
    };
  });
}

function memberActions(
  { rules, session, member }: Room,
  item: ItemRecord,
  roll: readonly Seat[],
): string[] {
  const seat = roll.find(({ id }) => id === member?.id);
  if (!seat) {
    return [];
  }
  const ballot =
    item.state === 'VOTING' ? 'VOTING' : item.state === 'PENDING' ? 'PENDING' : 'CLOSED';
  const running = session.state === 'OPEN' && ['VOTING', 'COUNTING', 'CLOSED'].includes(item.state);
  const votes = voteRefusal(rules, { ballot, seat, changes: false }) === null;
  return [
    ...(votes ? ['vote'] : []),
    ...(item.state === 'COUNTING' ? ['reveal'] : []),
    ...(['PENDING', 'VOTING'].includes(item.state) ? ['recuse'] : []),
    ...(running && (seat.present || rules.absent !== 'NONE') ? ['dissent'] : []),
  ];
}

function secretaryActions({ manages, session }: Room, { state }: ItemRecord): string[] {
  if (!manages || (session.state !== 'PLANNED' && session.state !== 'OPEN')) {
    return [];
  }
  switch (state) {
    case 'PENDING':
      return ['setBallot', 'remove', ...(session.state === 'OPEN' ? ['openBallot'] : [])];
    case 'VOTING':
      return ['closeBallot'];
    case 'COUNTING':
      return ['release', 'count'];
    default:
      return [];
  }
}

function sessionActions(room: Room, minutes: CouncilMinutesDto | null): string[] {
  const { session, manages, member, here } = room;
  const secretary: Readonly<Record<string, string[]>> = {
    PLANNED: ['edit', 'cancel', 'add', 'open'],
    OPEN: ['add', 'mark', 'close'],
  };
  const comes = session.state === 'OPEN' && member !== undefined && !here.has(member.id);
  return [
    ...(manages ? (secretary[session.state] ?? []) : []),
    ...(comes ? ['come'] : []),
    ...(maySign(room, minutes) ? ['sign'] : []),
    ...(minutes && mayReadMinutes(room) ? ['readMinutes'] : []),
  ];
}

function presides({ member, session }: Room): boolean {
  return member !== undefined && member.id === session.chairId;
}

function maySign(room: Room, minutes: CouncilMinutesDto | null): boolean {
  const side = presides(room) ? 'CHAIR' : room.manages ? 'SECRETARY' : undefined;
  return (
    room.session.state === 'CLOSED' &&
    side !== undefined &&
    minutes?.signatures.some((one) => one.side === side) === false
  );
}

/** Who signs reads the minutes from the first; the others when they are signed, and not who was recused. */
function mayReadMinutes(room: Room): boolean {
  const recused = room.recusals.some(({ memberId }) => memberId === room.member?.id);
  return presides(room) || room.manages || (room.session.state === 'SIGNED' && !recused);
}
