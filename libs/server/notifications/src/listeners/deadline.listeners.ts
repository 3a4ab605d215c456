import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { aboutCase, Cases, type CaseFacts } from '../cases';
import { Notices, type Recipient } from '../notices';
import { Recipients } from '../recipients';
import type { Notice } from '../templates/templates';
import { forCentre } from './centre.listeners';

/** Terms that end: two working days before to the performer, on the day to the head (`domain.md` §3). */
@Injectable()
export class DeadlineListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
    private readonly accounts: AccountsService,
  ) {}

  @Hears({ event: 'application.deadlineNear', name: 'notifications.deadlineNear' })
  async near(
    { applicationId, dueOn }: EventMap['application.deadlineNear'],
    tx: Tx,
  ): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    // The case may have gone on between the alarm and now: then nobody is waited for by that day.
    if (facts.row.dueOn === dueOn) {
      const { turn } = facts.row;
      if (turn === 'APPLICANT') {
        await this.tell(tx, facts, await this.applicants(facts), forApplicant(facts, dueOn));
      } else if (turn === 'CENTRE') {
        await this.tell(tx, facts, await this.performers(facts), {
          template: 'office.deadlineNear',
          params: { ...forCentre(facts), dueOn },
        });
      }
    }
  }

  @Hears({ event: 'application.deadlineReached', name: 'notifications.deadlineReached' })
  async reached(
    { applicationId, dueOn }: EventMap['application.deadlineReached'],
    tx: Tx,
  ): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    if (facts.row.dueOn === dueOn) {
      const { turn, clusterId, assigneeId } = facts.row;
      if (turn === 'APPLICANT') {
        await this.tell(tx, facts, await this.applicants(facts), forApplicant(facts, dueOn));
      } else if (turn === 'CENTRE') {
        const people = await this.accounts.getPeople(assigneeId === null ? [] : [assigneeId]);
        await this.tell(tx, facts, await this.recipients.staff('application.decide', clusterId), {
          template: 'office.deadlineReached',
          params: {
            ...forCentre(facts),
            dueOn,
            assignee: assigneeId === null ? null : (people.get(assigneeId)?.name ?? null),
          },
        });
      }
    }
  }

  private async tell(
    tx: Tx,
    facts: CaseFacts,
    recipients: readonly Recipient[],
    notice: Notice,
  ): Promise<void> {
    await this.notices.tell(tx, recipients, notice, facts.row.id);
  }

  private applicants({ row }: CaseFacts): Promise<Recipient[]> {
    return this.recipients.ofOrganisation(row.organisationId);
  }

  private performers({ row }: CaseFacts): Promise<Recipient[]> {
    return this.recipients.performers(row.assigneeId, 'application.check', row.clusterId);
  }
}

function forApplicant(facts: CaseFacts, dueOn: string): Notice {
  return facts.row.state === 'DRAFT'
    ? {
        template: 'draft.deadlineNear',
        params: { applicationId: facts.row.id, measure: facts.world.version.title, dueOn },
      }
    : { template: 'application.deadlineNear', params: { ...aboutCase(facts), dueOn } };
}
