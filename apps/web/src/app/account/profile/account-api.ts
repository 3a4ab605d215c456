import type { Text } from '@okno/web/ui';

import type { Me } from '../../shell/session';

/** GET me, with what only the person's own page needs. */
export interface ProfileDto extends Me {
  readonly phone: string | null;
  readonly emailNotices: boolean;
}

/** One signed-in device. */
export interface SessionDto {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string | null;
  readonly current: boolean;
}

/** A consent: a document of its own with a version. `id` is there once it was given. */
export interface ConsentDto {
  readonly purpose: string;
  readonly version: number | string;
  readonly title: Text;
  readonly text: Text;
  /** Kinds of request that need it. */
  readonly requiredFor: readonly string[];
  readonly givenAt: string | null;
  readonly revokedAt: string | null;
  readonly id: string | null;
}
