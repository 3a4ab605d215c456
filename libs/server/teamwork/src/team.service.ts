import { Injectable } from '@nestjs/common';

import { CaseAccess } from '@okno/server/applications';
import type { Actor } from '@okno/server/core';

import { Colleagues } from './colleagues';
import { CommentsRepository } from './comments.repository';
import { SignaturesRepository } from './signatures.repository';
import { SignaturesService } from './signatures.service';
import type { TeamDto, TeamMarkDto, TeamMarksDto } from './team.dto';

/** What stands between the colleagues of an application. */
@Injectable()
export class TeamService {
  constructor(
    private readonly access: CaseAccess,
    private readonly colleagues: Colleagues,
    private readonly comments: CommentsRepository,
    private readonly signatures: SignaturesService,
    private readonly requests: SignaturesRepository,
  ) {}

  /** @throws ApplicationError application.not_found */
  async of(actor: Actor, id: string): Promise<TeamDto> {
    const { organisationId } = await this.access.party(actor, id);
    const [people, [counted], signature] = await Promise.all([
      this.colleagues.of(organisationId),
      this.comments.unread([id], [organisationId], actor.accountId),
      this.signatures.of(actor, id),
    ]);
    const { total, unread } = counted ?? { total: 0, unread: 0 };
    return { people, comments: { total, unread }, signature };
  }

  /** Of the applications named, what the list says of them; of others' applications nothing. */
  async marks(actor: Actor, applicationIds: readonly string[]): Promise<TeamMarksDto> {
    const standing = await this.access.standing(actor);
    const own = standing.map(({ organisationId }) => organisationId);
    const [counts, requests] = await Promise.all([
      this.comments.unread(applicationIds, own, actor.accountId),
      this.requests.openOf(applicationIds, own),
    ]);
    const organisations = [...new Set(requests.map(({ organisationId }) => organisationId))];
    // Who may file for one organisation may be a clerk in another.
    const filers = new Map(
      await Promise.all(
        organisations.map(async (id) => {
          const people = await this.colleagues.of(id);
          return [id, people.filter(({ canFile }) => canFile)] as const;
        }),
      ),
    );
    const marks = applicationIds.map((applicationId): TeamMarkDto => {
      const request = requests.find((one) => one.applicationId === applicationId);
      const able = (filers.get(request?.organisationId ?? '') ?? []).filter(({ id }) =>
        request?.signers.includes(id),
      );
      return {
        applicationId,
        unread: counts.find((one) => one.applicationId === applicationId)?.unread ?? 0,
        sent: request !== undefined,
        waitsFor: able.map(({ name }) => name),
        waitsForMe: able.some(({ id }) => id === actor.accountId),
      };
    });
    return { items: marks.filter(({ unread, sent }) => unread > 0 || sent) };
  }
}
