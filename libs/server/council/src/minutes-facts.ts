import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import type { Tx } from '@okno/server/core';
import { quorumOf } from '@okno/shared/council-rules';
import { localDate } from '@okno/shared/work-calendar';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { BallotsRepository } from './ballots.repository';
import type { Standing } from './council-access';
import { CouncilRepository } from './council.repository';
import type { MinutedItem, MinutesFacts } from './minutes-pages';
import { seatsOf } from './roll';
import { rulesOf } from './session.policy';

/** Gathers what minutes say of a session. */
@Injectable()
export class MinutesGatherer {
  constructor(
    private readonly accounts: AccountsService,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly ballots: BallotsRepository,
  ) {}

  /** @param secretaryId who keeps the minutes */
  async of(tx: Tx, standing: Standing, number: string, secretaryId: string): Promise<MinutesFacts> {
    const { session, members, cluster } = standing;
    const here = await this.agenda.present(session.id, tx);
    const roll = seatsOf({ members, session, here });
    const ids = [...members.map(({ accountId }) => accountId), secretaryId];
    const people = await this.accounts.getPeople(ids, tx);
    const nameOf = (memberId: string): string =>
      people.get(members.find(({ id }) => id === memberId)?.accountId ?? '')?.name ?? '';
    const council = await this.council.find(session.councilId, tx);
    const day = localDate(session.openedAt ?? session.plannedFor, cluster.timeZone);
    return {
      council: council?.name.ru ?? '',
      number,
      sessionNumber: session.number ?? 0,
      date: day.split('-').reverse().join('.'),
      place: session.place,
      quorum: quorumOf(rulesOf(session), roll),
      seats: members.map((member) => ({
        name: nameOf(member.id),
        represents: member.represents.ru,
        present: here.has(member.id),
        chair: member.id === session.chairId,
      })),
      items: await this.items(tx, session.id, nameOf),
      secretary: people.get(secretaryId)?.name ?? '',
    };
  }

  private async items(
    tx: Tx,
    sessionId: string,
    nameOf: (memberId: string) => string,
  ): Promise<MinutedItem[]> {
    const items = await this.agenda.items(sessionId, tx);
    const recusals = await this.agenda.recusals(sessionId, tx);
    const votes = await this.ballots.votes(sessionId, tx);
    const dissents = await this.ballots.dissents(sessionId, tx);
    const named = (memberId: string): { name: string } => ({ name: nameOf(memberId) });
    return items.map((item) => ({
      ...plain(item),
      recused: recusals
        .filter(({ itemId }) => itemId === item.id)
        .map(({ memberId, reason }) => ({ ...named(memberId), reason })),
      votes: votes
        .filter(({ itemId }) => itemId === item.id)
        .flatMap(({ memberId, choice }) =>
          choice === null ? [] : [{ ...named(memberId), choice }],
        ),
      dissents: dissents
        .filter(({ itemId }) => itemId === item.id)
        .map(({ memberId, text }) => ({ ...named(memberId), text })),
    }));
  }
}

function plain(
  item: ItemRecord,
): Pick<
  MinutedItem,
  | 'position'
  | 'title'
  | 'question'
  | 'secret'
  | 'mode'
  | 'deferred'
  | 'withdrawn'
  | 'outcome'
  | 'result'
> {
  const { position, title, question, ballot, mode, state, outcome, result } = item;
  return {
    ...{ position, title, question, mode, outcome, result },
    secret: ballot === 'SECRET',
    deferred: state === 'DEFERRED',
    withdrawn: state === 'WITHDRAWN',
  };
}
