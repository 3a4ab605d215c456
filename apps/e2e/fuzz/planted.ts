import { randomUUID } from 'node:crypto';

import { Client } from '../src/client';
import { signUp } from '../src/people';
import type { Portal } from '../src/portal';
import { someOrganisation } from '../src/organisations';
import type { Bait } from './generate';

/** Somebody's data in the portal, and a stranger who must not see it. */
export interface Planted {
  bait: Bait;
  /** Stands in everything that the owner wrote. */
  secret: string;
  stranger: Client;
}

/** An owner with an organisation, drafts and messages, all carrying one secret word. */
export async function plantBait(portal: Portal): Promise<Planted> {
  const secret = `Тайна-${randomUUID()}`;
  const owner = await signUp(portal, `owner-${randomUUID()}@example.org`);
  const stranger = await signUp(portal, `stranger-${randomUUID()}@example.org`);
  const organisation = await owner.post('organisations', {
    ...someOrganisation(1),
    shortName: secret,
  });
  const membership = await owner.post('applications', {
    measureCode: 'MEMBERSHIP-kuzbass-biomed',
    organisationId: organisation.body.id,
  });
  await owner.patch(`applications/${membership.body.id}/answers`, {
    revision: membership.body.revision,
    answers: { 'mem.activity': `${secret} `.repeat(10) },
  });
  const me = await owner.get('me');
  const ids: [string, ...string[]] = [
    membership.body.id,
    organisation.body.id,
    me.body.id,
    randomUUID(),
  ];
  return {
    secret,
    stranger,
    bait: {
      ids,
      words: [
        'KZ-06',
        'MEMBERSHIP-kuzbass-biomed',
        'kuzbass-biomed',
        'submit',
        'approve',
        'E01',
        'KZB-MEM-2026-000001',
        '4299000019',
        ...ids,
      ],
    },
  };
}
