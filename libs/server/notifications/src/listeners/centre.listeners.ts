import { Injectable } from '@nestjs/common';

import type { ApplicationRef, EventMap, Permission } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { aboutCase, Cases, dueIn, type CaseFacts } from '../cases';
import { Notices, type Recipient } from '../notices';
import { Recipients } from '../recipients';
import type { Titles } from '../templates/params';
import type { Notice } from '../templates/templates';

type Step = EventMap['application.stateChanged'];

interface Told {
  recipients: Recipient[];
  notice: Notice;
}

/** Who decides, and signs for the centre. */
const DECIDES: Permission = 'application.decide';
const SIGNS: Permission = 'agreement.sign';
const CHECKS: Permission = 'application.check';
/** Keeps the agenda of the Council. */
const CONVENES: Permission = 'session.manage';

/** What the people of the centre are told of the steps of a case (`domain.md` §3–5). */
@Injectable()
export class CentreListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
  ) {}

  @Hears({ event: 'application.stateChanged', name: 'notifications.centre' })
  async stepTaken(step: Step, tx: Tx): Promise<void> {
    const told = await this.toldOf(step);
    if (told) {
      await this.notices.tell(tx, told.recipients, told.notice, step.applicationId);
    }
  }

  @Hears({ event: 'application.assigned', name: 'notifications.assigned' })
  async assigned(
    { applicationId, assigneeId }: EventMap['application.assigned'],
    tx: Tx,
  ): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    await this.notices.tell(
      tx,
      await this.recipients.person(assigneeId),
      { template: 'office.assigned', params: { ...forCentre(facts), dueOn: facts.row.dueOn } },
      applicationId,
    );
  }

  @Hears({ event: 'application.messagePosted', name: 'notifications.centreMessage' })
  async messagePosted(
    { side, ...ref }: EventMap['application.messagePosted'],
    tx: Tx,
  ): Promise<void> {
    if (side === 'APPLICANT') {
      const facts = await this.cases.facts(ref.applicationId);
      await this.notices.tell(
        tx,
        await this.performers(facts),
        { template: 'office.message', params: forCentre(facts) },
        ref.applicationId,
      );
    }
  }

  private async toldOf(step: Step): Promise<Told | undefined> {
    if (step.from === 'DRAFT') {
      return undefined;
    }
    const write = this.noticeOf(step);
    return write && write(await this.cases.facts(step.applicationId));
  }

  private noticeOf(step: Step): ((facts: CaseFacts) => Promise<Told | undefined>) | undefined {
    const notices: Record<string, (facts: CaseFacts) => Promise<Told | undefined>> = {
      answerRemarks: async (facts) => ({
        recipients: await this.performers(facts),
        notice: { template: 'office.answered', params: withDue(facts, step) },
      }),
      conclude: async (facts) => (goesToCouncil(facts) ? undefined : this.toDecide(facts, step)),
      toCouncil: async (facts) => ({
        recipients: await this.recipients.staff(CONVENES, step.clusterId),
        notice: { template: 'council.caseWaits', params: forCouncil(facts, step) },
      }),
      fromCouncil: (facts) => this.toDecide(facts, step),
      toDecision: (facts) => this.toDecide(facts, step),
      acceptAgreement: async (facts) => ({
        recipients: await this.recipients.staff(SIGNS, step.clusterId),
        notice: { template: 'office.agreementAccepted', params: withDue(facts, step) },
      }),
      withdraw: async (facts) => ({
        recipients: await this.performers(facts),
        notice: { template: 'office.withdrawn', params: forCentre(facts) },
      }),
      expire: async (facts) => ({
        recipients: await this.performers(facts),
        notice: { template: 'office.expired', params: forCentre(facts) },
      }),
    };
    return notices[step.action];
  }

  private async toDecide(facts: CaseFacts, step: ApplicationRef & { to: string }): Promise<Told> {
    return {
      recipients: await this.recipients.staff(DECIDES, step.clusterId),
      notice: { template: 'office.toDecide', params: withDue(facts, step) },
    };
  }

  private performers({ row }: CaseFacts): Promise<Recipient[]> {
    return this.recipients.performers(row.assigneeId, CHECKS, row.clusterId);
  }
}

/** The secretary opens the sessions, not the case. */
function forCouncil(
  facts: CaseFacts,
  step: { to: string },
): Omit<ReturnType<typeof withDue>, 'applicationId'> {
  const { applicationId: _case, ...params } = withDue(facts, step);
  return params;
}

/** Nobody decides before the Council has spoken. */
function goesToCouncil({ row, world }: CaseFacts): boolean {
  const heard = row.steps.some(({ action }) => action === 'fromCouncil');
  return world.settings.councilMode !== 'NONE' && !heard;
}

/** What a notice to the centre says of a case. */
export function forCentre(facts: CaseFacts): {
  applicationId: string;
  number: string;
  measure: Titles;
  organisation: string;
} {
  return { ...aboutCase(facts), organisation: facts.row.organisationName };
}

function withDue(
  facts: CaseFacts,
  step: { to: string },
): ReturnType<typeof forCentre> & { dueOn: string | null } {
  return { ...forCentre(facts), dueOn: dueIn(facts.row, step.to) };
}
