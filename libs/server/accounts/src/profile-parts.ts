import { Injectable } from '@nestjs/common';

/** An organisation that the person acts for, as `GET me` shows it. */
export interface OwnOrganisation {
  id: string;
  inn: string;
  shortName: string;
  state: 'UNCONFIRMED' | 'CONFIRMED';
  isAdmin: boolean;
  canFile: boolean;
}

/** What other domains tell about the person that signed in. */
export interface ProfileFacts {
  organisations: OwnOrganisation[];
  unreadNotifications: number;
}

type Source<K extends keyof ProfileFacts> = (accountId: string) => Promise<ProfileFacts[K]>;

/**
 * Domains above this one add what they know to `GET me`: each registers its source when its module
 * starts. A fact without a source is empty.
 */
@Injectable()
export class ProfileParts {
  private organisations: Source<'organisations'> = () => Promise.resolve([]);
  private unread: Source<'unreadNotifications'> = () => Promise.resolve(0);

  organisationsFrom(source: Source<'organisations'>): void {
    this.organisations = source;
  }

  unreadNotificationsFrom(source: Source<'unreadNotifications'>): void {
    this.unread = source;
  }

  async of(accountId: string): Promise<ProfileFacts> {
    const [organisations, unreadNotifications] = await Promise.all([
      this.organisations(accountId),
      this.unread(accountId),
    ]);
    return { organisations, unreadNotifications };
  }
}
