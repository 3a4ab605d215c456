import { HttpClient } from '@angular/common/http';
import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { newBallotKey, putInEnvelope, type Choice } from '@okno/shared/council-rules';
import type { CouncilItemDto, CouncilRoomDto } from '@okno/web/api-client';
import { Toasts, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Connection } from '../shell/connection';
import { Problems, problemOf } from '../shell/problem';
import { itemAddress } from './council-addresses';
import {
  forgetKey,
  forgetVote,
  keepKey,
  keepVote,
  keptKey,
  keptVote,
  openingFor,
  sealOf,
  type VotePlace,
} from './kept-votes';

const DONE = new Set(['CLOSED', 'DEFERRED', 'WITHDRAWN']);

/**
 * Votes and ballot keys of this browser in one room: a vote that finds no connection is kept and sent later, seals and
 * envelopes of a closed ballot are opened by themselves, and what is counted is forgotten. Provided by the room.
 */
@Injectable()
export class VoteDesk {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly toasts = inject(Toasts);
  private readonly t = injectTexts();
  private readonly connection = inject(Connection);
  private readonly room = signal<CouncilRoomDto | undefined>(undefined);
  /** Questions whose seal or key is on its way. */
  private readonly opening = new Set<string>();
  private sending = false;
  private again = false;
  /** Grows with every change of what is kept: the storage itself is no signal. */
  private readonly changed = signal(0);
  /** Called when something was handed in. */
  done: () => void = () => undefined;

  constructor() {
    effect(() => {
      if (this.room() && this.connection.online()) {
        untracked(() => void this.catchUp());
      }
    });
  }

  follow(room: CouncilRoomDto): void {
    this.room.set(room);
  }

  /** A choice that waits for the connection. */
  pending(item: CouncilItemDto): Choice | null {
    this.changed();
    const place = this.placeOf(item);
    return place ? keptVote(place).pending : null;
  }

  /** How the member has voted: of a secret ballot only this browser knows. */
  mine(item: CouncilItemDto): Choice | null {
    this.changed();
    const place = this.placeOf(item);
    return item.mine?.choice ?? (item.mine && place ? keptVote(place).last : null);
  }

  /** The secretary's browser knows the key that it has made: another one in its place is somebody's doing. */
  swapped({ id, ballotKey }: CouncilItemDto): boolean {
    const own = keptKey(id);
    return own !== undefined && typeof ballotKey === 'string' && own.publicKey !== ballotKey;
  }

  /** The key of a secret ballot is kept here before the ballot is opened with it. */
  async openBallot(item: CouncilItemDto): Promise<void> {
    const body: { key?: string } = {};
    if (item.ballot === 'SECRET') {
      const key = keptKey(item.id) ?? (await newBallotKey());
      keepKey(item.id, key);
      body.key = key.publicKey;
    }
    await firstValueFrom(this.http.post(itemAddress(item.id, 'ballot/open'), body));
  }

  /** Rejects with the server's reason; without a connection the choice is kept and sent later. */
  async vote(item: CouncilItemDto, choice: Choice): Promise<void> {
    const place = this.placeOf(item);
    if (!place) {
      return;
    }
    const kept = keptVote(place);
    const secret = item.ballot === 'SECRET';
    const opening = openingFor(kept, choice);
    const openings = secret ? [...kept.openings.filter((one) => one !== opening), opening] : [];
    keepVote(place, { ...kept, openings, pending: choice });
    this.touch();
    try {
      const body = secret ? await this.sealed(item, opening) : { choice };
      await firstValueFrom(this.http.put(itemAddress(item.id, 'vote'), body));
      keepVote(place, { openings, pending: null, last: choice });
    } catch (error) {
      if (problemOf(error).status !== 0) {
        keepVote(place, { openings, pending: null, last: kept.last });
        throw error;
      }
    } finally {
      this.touch();
    }
  }

  private async sealed(
    { id, ballotKey }: CouncilItemDto,
    opening: ReturnType<typeof openingFor>,
  ): Promise<object> {
    const seal = await sealOf(id, opening);
    return typeof ballotKey === 'string'
      ? { seal, envelope: await putInEnvelope(id, ballotKey, opening) }
      : { seal };
  }

  /** Whatever this browser still owes the room; anew when the room changed meanwhile. */
  private async catchUp(): Promise<void> {
    this.again = true;
    if (this.sending) {
      return;
    }
    this.sending = true;
    try {
      while (this.again) {
        this.again = false;
        for (const item of this.room()?.items ?? []) {
          await this.sendPending(item);
          await this.openSeal(item);
          await this.release(item);
          this.forget(item);
        }
      }
    } finally {
      this.sending = false;
    }
  }

  private async sendPending(item: CouncilItemDto): Promise<void> {
    const place = this.placeOf(item);
    const kept = place && keptVote(place);
    if (!place || !kept || kept.pending === null) {
      return;
    }
    if (!item.allowed.includes('vote')) {
      keepVote(place, { ...kept, pending: null });
      this.touch();
      this.toasts.fail(this.t('council.late'));
      return;
    }
    await this.vote(item, kept.pending).then(this.done, (error: unknown) => {
      this.problems.show(error);
    });
  }

  private async openSeal(item: CouncilItemDto): Promise<void> {
    const place = this.placeOf(item);
    if (!place || !item.allowed.includes('reveal') || this.opening.has(item.id)) {
      return;
    }
    for (const one of keptVote(place).openings) {
      if (item.sealed?.includes(await sealOf(item.id, one)) === true) {
        await this.handIn(item.id, 'reveal', one);
      }
    }
  }

  private async release(item: CouncilItemDto): Promise<void> {
    const key = keptKey(item.id);
    if (key && item.allowed.includes('release') && !this.opening.has(item.id)) {
      await this.handIn(item.id, 'ballot/key', { key: key.privateKey });
    }
  }

  /** Counted meanwhile, or no connection: the next reading of the room tells. */
  private async handIn(itemId: string, path: string, body: object): Promise<void> {
    this.opening.add(itemId);
    try {
      await firstValueFrom(this.http.post(itemAddress(itemId, path), body));
      this.done();
    } catch (error) {
      if (problemOf(error).status === 0) {
        this.opening.delete(itemId);
      }
    }
  }

  private forget(item: CouncilItemDto): void {
    if (item.state !== undefined && DONE.has(item.state)) {
      const place = this.placeOf(item);
      if (place) {
        forgetVote(place);
      }
      forgetKey(item.id);
      this.opening.delete(item.id);
    }
  }

  private placeOf({ id }: CouncilItemDto): VotePlace | undefined {
    const memberId = this.room()?.memberId;
    return typeof memberId === 'string' ? { itemId: id, memberId } : undefined;
  }

  private touch(): void {
    this.changed.update((count) => count + 1);
  }
}
