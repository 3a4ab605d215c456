import { Injectable } from '@nestjs/common';

import { CatalogueService, type Round } from '@okno/server/catalogue';
import { waitsForRound } from '@okno/server/applications';
import { localDate, type LocalDate } from '@okno/shared/work-calendar';

import type { CaseFacts } from './cases';
import type { Notice } from './templates/templates';

/** What the writers of a draft are told when its intake round closes and another opens. */
@Injectable()
export class DraftWords {
  constructor(private readonly catalogue: CatalogueService) {}

  /** Nothing where another round has taken the draft over at once. */
  async roundClosed(facts: CaseFacts): Promise<Notice | null> {
    if (!waitsForRound(facts.row)) {
      return null;
    }
    const round = await this.roundOf(facts);
    return round === null
      ? { template: 'draft.roundClosed', params: aboutDraft(facts) }
      : {
          template: 'draft.roundMoved',
          params: {
            ...aboutDraft(facts),
            opensOn: localDate(round.opensAt, facts.world.cluster.timeZone),
            closesOn: lastDay(round, facts),
          },
        };
  }

  async roundOpened(facts: CaseFacts): Promise<Notice | null> {
    const round = facts.row.state === 'DRAFT' ? await this.roundOf(facts) : null;
    return (
      round && {
        template: 'draft.roundOpened',
        params: { ...aboutDraft(facts), closesOn: lastDay(round, facts) },
      }
    );
  }

  /** Nothing where it was had back since. */
  deleting(facts: CaseFacts): Notice | null {
    const { deleteAt } = facts.row;
    if (deleteAt === null) {
      return null;
    }
    const on = localDate(deleteAt, facts.world.cluster.timeZone);
    return { template: 'draft.deleting', params: { ...aboutDraft(facts), on } };
  }

  formChanged(facts: CaseFacts): Notice {
    return { template: 'draft.formChanged', params: aboutDraft(facts) };
  }

  private async roundOf({ row }: CaseFacts): Promise<Round | null> {
    return row.roundId === null ? null : this.catalogue.round(row.roundId);
  }
}

function aboutDraft({ row, world }: CaseFacts): {
  applicationId: string;
  measure: { ru: string; en: string };
} {
  return { applicationId: row.id, measure: world.version.title };
}

/** The last local day on which a round takes requests: its end is the first moment that is too late. */
function lastDay({ closesAt }: Round, { world }: CaseFacts): LocalDate {
  return localDate(new Date(closesAt.getTime() - 1), world.cluster.timeZone);
}
