import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Clock, Database, Outbox, type Tx } from '@okno/server/core';
import type { Text } from '@okno/shared/form-schema';
import { localDate, type LocalDate } from '@okno/shared/work-calendar';

import { MeasureSearch } from '../measure-search';
import { SubscriptionsRepository, type Subscription } from './subscriptions.repository';

/** Wishes that one transaction looks at. */
const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What is told, and whom it concerns. */
export interface Announcement {
  kind: 'ADDED' | 'ANNOUNCED' | 'OPENED';
  code: string;
  title: Text;
  /** Of a round: its first and last local day. */
  opensOn: LocalDate | null;
  closesOn: LocalDate | null;
  subscriptionIds: string[];
}

/** A letter about a wish: to whom, and in which language. */
export interface SubscriptionAddress {
  email: string;
  lang: 'ru' | 'en';
  confirmed: boolean;
}

interface Told {
  code: string;
  title: Text;
  zone: string | null;
  opensAt: Date | null;
  closesAt: Date | null;
}

/** The measure, and the round where one is told of; only what is in the list. */
const TOLD = `
  SELECT m.code, v.content->'title' AS title, c.time_zone AS zone, r.opens_at AS "opensAt", r.closes_at AS "closesAt"
  FROM measure m JOIN measure_version v ON v.id = m.current_version_id
  LEFT JOIN cluster c ON c.id = m.cluster_id
  LEFT JOIN intake_round r ON r.measure_id = m.id AND r.id = $2
  WHERE m.code = $1 AND (m.listed OR m.kind = 'MEMBERSHIP')`;

/** Tells those who wished it of new measures and of rounds: each of each thing once. */
@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly search: MeasureSearch,
    private readonly repository: SubscriptionsRepository,
  ) {}

  /** Whom a turn of a round concerns; what is left of them follows by the same event. A closing is told to nobody. */
  async ofRound(event: EventMap['round.turned'], tx: Tx): Promise<Announcement | null> {
    const { turn, roundId, measureCode } = event;
    if (turn === 'CLOSED') {
      return null;
    }
    const [ids, last] = await this.concerned(tx, measureCode, `${turn}/${roundId}`, event.after);
    if (last !== null) {
      await this.outbox.add(tx, 'round.turned', { ...event, after: last });
    }
    return this.announcement(tx, turn, measureCode, roundId, ids);
  }

  /** Whom a new measure concerns. */
  async ofMeasure(event: EventMap['measure.added'], tx: Tx): Promise<Announcement | null> {
    const { measureCode } = event;
    const [ids, last] = await this.concerned(tx, measureCode, `ADDED/${measureCode}`, event.after);
    if (last !== null) {
      await this.outbox.add(tx, 'measure.added', { ...event, after: last });
    }
    return this.announcement(tx, 'ADDED', measureCode, null, ids);
  }

  /** To whom a letter goes; null when he has left. */
  async addressee(id: string, tx?: Tx): Promise<SubscriptionAddress | null> {
    const row = await this.repository.find(id, tx);
    return row ? { email: row.email, lang: row.lang, confirmed: row.confirmedAt !== null } : null;
  }

  /** Wishes that match and were not told yet, and the place to go on from. */
  private async concerned(
    tx: Tx,
    measureCode: string,
    about: string,
    after = FIRST,
  ): Promise<[ids: string[], last: string | null]> {
    const waiting = await this.repository.waiting(tx, measureCode, after, BATCH);
    const found = new Map<string, boolean>();
    const ids: string[] = [];
    for (const one of waiting) {
      if (
        (await this.matches(one, measureCode, found)) &&
        (await this.repository.tell(tx, one.id, about, this.clock.now()))
      ) {
        ids.push(one.id);
      }
    }
    return [ids, waiting.length < BATCH ? null : (waiting.at(-1)?.id ?? null)];
  }

  /** A saved search finds what the catalogue would find now; equal searches are asked once. */
  private async matches(
    { filter, targetKey }: Subscription,
    measureCode: string,
    found: Map<string, boolean>,
  ): Promise<boolean> {
    if (filter === null) {
      return true;
    }
    const known = found.get(targetKey) ?? (await this.search.finds(filter, measureCode));
    found.set(targetKey, known);
    return known;
  }

  private async announcement(
    tx: Tx,
    kind: Announcement['kind'],
    measureCode: string,
    roundId: string | null,
    subscriptionIds: string[],
  ): Promise<Announcement | null> {
    const [told] = await tx.query<Told & Record<string, unknown>>(TOLD, [measureCode, roundId]);
    if (told === undefined || subscriptionIds.length === 0) {
      return null;
    }
    const { code, title, zone, opensAt, closesAt } = told;
    const day = (at: Date | null): LocalDate | null =>
      at === null ? null : localDate(at, zone ?? 'Europe/Moscow');
    return {
      kind,
      code,
      title,
      opensOn: day(opensAt),
      closesOn: day(closesAt === null ? null : new Date(closesAt.getTime() - 1)),
      subscriptionIds,
    };
  }
}
