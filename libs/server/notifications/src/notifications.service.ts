import { Injectable, type OnModuleInit } from '@nestjs/common';

import { ProfileParts } from '@okno/server/accounts';
import { Clock, decodeCursor, pageOf, PAGE_LIMIT, type Actor } from '@okno/server/core';

import {
  NotificationDto,
  type NotificationPageDto,
  type NotificationsQuery,
} from './notifications.dto';
import { NotificationError } from './notifications.errors';
import { COUNT_CEILING, NotificationsRepository, type Place } from './notifications.repository';

/** What a person was told. Everybody sees his own only. */
@Injectable()
export class NotificationsService implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly clock: Clock,
    private readonly profiles: ProfileParts,
  ) {}

  /** The figure beside the bell is part of `GET me`. */
  onModuleInit(): void {
    this.profiles.unreadNotificationsFrom((accountId) => this.notifications.count(accountId, true));
  }

  /** Newest first. `total` with `unread` is the figure beside the bell. */
  async list(actor: Actor, query: NotificationsQuery): Promise<NotificationPageDto> {
    const unread = query.unread === true;
    const limit = query.limit ?? PAGE_LIMIT;
    const [rows, total] = await Promise.all([
      this.notifications.page(actor.accountId, unread, placeOf(query.after), limit),
      this.notifications.count(actor.accountId, unread),
    ]);
    return {
      ...pageOf(
        rows,
        limit,
        (row) => NotificationDto.from(row),
        (row) => [row.at.toISOString(), row.id],
      ),
      total: Math.min(total, COUNT_CEILING),
      approximate: total > COUNT_CEILING,
    };
  }

  /** @throws NotificationError notification.not_found */
  async read(actor: Actor, id: string): Promise<NotificationDto> {
    const row = await this.notifications.read(actor.accountId, id, this.clock.now());
    if (!row) {
      throw new NotificationError('notification.not_found', { id });
    }
    return NotificationDto.from(row);
  }

  async readAll(actor: Actor): Promise<void> {
    await this.notifications.readAll(actor.accountId, this.clock.now());
  }
}

function placeOf(after: string | undefined): Place | null {
  if (after === undefined) {
    return null;
  }
  const [at, id] = decodeCursor(after, ['instant', 'uuid']);
  return { at: String(at), id: String(id) };
}
