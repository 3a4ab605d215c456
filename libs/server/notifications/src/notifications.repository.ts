import { Injectable } from '@nestjs/common';

import { Database } from '@okno/server/core';

import type { NotificationListRow } from './notifications.dto';

/** Counting stops here: nobody reads the difference. */
export const COUNT_CEILING = 10_000;

const COLUMNS = `n.id, n.template, n.params, n.application_id AS "applicationId", n.at, n.read_at AS "readAt",
  (SELECT m.state FROM mail_delivery AS m WHERE m.notification_id = n.id LIMIT 1) AS "mailState"`;

/** Where a page goes on: the last row before it. */
export interface Place {
  at: string;
  id: string;
}

/** Notices of one person; every question names whose. */
@Injectable()
export class NotificationsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first, one more than the limit. */
  page(
    accountId: string,
    unread: boolean,
    after: Place | null,
    limit: number,
  ): Promise<NotificationListRow[]> {
    return this.db.named<NotificationListRow>(
      unread ? 'notification-page-unread' : 'notification-page',
      `SELECT ${COLUMNS} FROM notification AS n
       WHERE n.account_id = $1 ${unread ? 'AND n.read_at IS NULL' : ''}
         AND ($2::timestamptz IS NULL OR (n.at, n.id) < ($2::timestamptz, $3::uuid))
       ORDER BY n.at DESC, n.id DESC LIMIT $4`,
      [accountId, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async count(accountId: string, unread: boolean): Promise<number> {
    const [row] = await this.db.named<{ count: number }>(
      unread ? 'notification-count-unread' : 'notification-count',
      `SELECT count(*) AS count FROM (
         SELECT 1 FROM notification WHERE account_id = $1 ${unread ? 'AND read_at IS NULL' : ''} LIMIT $2
       ) AS counted`,
      [accountId, COUNT_CEILING + 1],
    );
    return row?.count ?? 0;
  }

  /** The first reading counts. Undefined when there is no such notice of this person. */
  async read(accountId: string, id: string, now: Date): Promise<NotificationListRow | undefined> {
    const [row] = await this.db.named<NotificationListRow>(
      'notification-read',
      `UPDATE notification AS n SET read_at = coalesce(n.read_at, $3) WHERE n.account_id = $1 AND n.id = $2
       RETURNING ${COLUMNS}`,
      [accountId, id, now],
    );
    return row;
  }

  async readAll(accountId: string, now: Date): Promise<void> {
    await this.db.named(
      'notification-read-all',
      'UPDATE notification SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL',
      [accountId, now],
    );
  }
}
