import type { MigrationInterface } from 'typeorm';

import { Core1795305600100 } from './1795305600100-core';
import { Notifications1795305601100 } from './1795305601100-notifications';

/** Every migration, in order. One list for the whole portal. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Core1795305600100,
  Notifications1795305601100,
];
