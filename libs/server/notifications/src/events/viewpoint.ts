import { Injectable } from '@nestjs/common';

import { reach, type Actor, type LiveMessage } from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

/** What one open screen is told, with the name of the event. */
export interface Told {
  event: 'application' | 'notification' | 'inbox' | 'team' | 'presence' | 'council';
  data: Readonly<Record<string, string | number>>;
}

/** What a person may hear of at this moment; refreshed while the screen is open. */
export interface Viewpoint {
  readonly accountId: string;
  readonly organisationIds: ReadonlySet<string>;
  readonly clusterIds: ReadonlySet<string>;
  readonly everywhere: boolean;
  /** Where the person may see sessions of a Council; of which, the session itself answers. */
  readonly councilClusterIds: ReadonlySet<string>;
}

/** Works out viewpoints. */
@Injectable()
export class Viewpoints {
  constructor(private readonly organisations: OrganisationsService) {}

  async of(actor: Actor): Promise<Viewpoint> {
    const represented = await this.organisations.representedBy(actor.accountId);
    const read = reach(actor, 'application.read');
    return {
      accountId: actor.accountId,
      organisationIds: new Set(represented.map((one) => one.organisationId)),
      clusterIds: new Set(read.clusterIds),
      everywhere: read.all,
      councilClusterIds: new Set(
        actor.grants.flatMap(({ permission, clusterId }) =>
          permission === 'session.read' && clusterId !== null ? [clusterId] : [],
        ),
      ),
    };
  }
}

/** What of a message concerns somebody. The centre never hears of drafts. */
export function toldOf(message: LiveMessage, view: Viewpoint): Told[] {
  switch (message.kind) {
    case 'notification':
      return message.accountId === view.accountId
        ? [{ event: 'notification', data: { id: message.id } }]
        : [];
    case 'application': {
      const { id, revision, state } = message;
      const own = view.organisationIds.has(message.organisationId);
      const staff =
        state !== 'DRAFT' && (view.everywhere || view.clusterIds.has(message.clusterId));
      return [
        ...(own || staff ? [{ event: 'application' as const, data: { id, revision, state } }] : []),
        ...(staff ? [{ event: 'inbox' as const, data: { id } }] : []),
      ];
    }
    case 'team':
      return view.organisationIds.has(message.organisationId)
        ? [{ event: 'team', data: { id: message.id } }]
        : [];
    case 'presence': {
      const { id, accountId, tab, place, state, organisationId } = message;
      return view.organisationIds.has(organisationId)
        ? [{ event: 'presence', data: { id, accountId, tab, place, state } }]
        : [];
    }
    case 'council':
      return view.councilClusterIds.has(message.clusterId)
        ? [{ event: 'council', data: { id: message.id } }]
        : [];
    case 'gap':
      return [];
  }
}
