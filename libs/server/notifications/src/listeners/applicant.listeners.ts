import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { aboutCase, Cases, dueIn, type CaseFacts } from '../cases';
import { DraftWords } from '../draft-words';
import { Notices } from '../notices';
import { Recipients, type OrganisationPeople } from '../recipients';
import type { Notice } from '../templates/templates';

type Step = EventMap['application.stateChanged'];

/** What the applicant is told of the steps of a case (`domain.md` §4–5, column "Notices"). */
@Injectable()
export class ApplicantListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
    private readonly drafts: DraftWords,
  ) {}

  @Hears({ event: 'application.stateChanged', name: 'notifications.applicant' })
  async stepTaken(step: Step, tx: Tx): Promise<void> {
    const write = this.noticeOf(step.action);
    if (write) {
      const facts = await this.cases.facts(step.applicationId);
      const notice = await write(step, facts);
      if (notice === null) {
        return;
      }
      const people: OrganisationPeople = notice.template === 'agreement.ready' ? 'ADMINS' : 'ALL';
      const recipients = await this.recipients.ofOrganisation(step.organisationId, people);
      await this.notices.tell(tx, recipients, notice, step.applicationId);
    }
  }

  @Hears({ event: 'application.messagePosted', name: 'notifications.applicantMessage' })
  async messagePosted(
    { applicationId, organisationId, side }: EventMap['application.messagePosted'],
    tx: Tx,
  ): Promise<void> {
    if (side === 'CENTRE') {
      await this.notices.tell(
        tx,
        await this.recipients.ofOrganisation(organisationId),
        {
          template: 'message.fromCentre',
          params: aboutCase(await this.cases.facts(applicationId)),
        },
        applicationId,
      );
    }
  }

  @Hears({ event: 'draft.formChanged', name: 'notifications.draftFormChanged' })
  async formChanged(
    { applicationId, organisationId }: EventMap['draft.formChanged'],
    tx: Tx,
  ): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    if (facts.row.state === 'DRAFT') {
      const notice = this.drafts.formChanged(facts);
      const recipients = await this.recipients.ofOrganisation(organisationId);
      await this.notices.tell(tx, recipients, notice, applicationId);
    }
  }

  @Hears({ event: 'draft.deleting', name: 'notifications.draftDeleting' })
  async deleting(
    { applicationId, organisationId }: EventMap['draft.deleting'],
    tx: Tx,
  ): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    const notice = this.drafts.deleting(facts);
    if (notice) {
      const recipients = await this.recipients.ofOrganisation(organisationId);
      await this.notices.tell(tx, recipients, notice, applicationId);
    }
  }

  @Hears({ event: 'agreement.codeRequested', name: 'notifications.agreementCode' })
  async codeRequested(
    { applicationId, accountId }: EventMap['agreement.codeRequested'],
    tx: Tx,
  ): Promise<void> {
    const { number } = aboutCase(await this.cases.facts(applicationId));
    await this.notices.write(
      tx,
      { accountId },
      { template: 'agreement.code', params: { applicationId, number } },
    );
  }

  private noticeOf(
    action: string,
  ): ((step: Step, facts: CaseFacts) => Promise<Notice | null>) | undefined {
    const notices: Record<string, (step: Step, facts: CaseFacts) => Promise<Notice | null>> = {
      register: (step, facts) => this.registered(step, facts),
      returnWithRemarks: (step, facts) => this.returned(step, facts),
      approve: (step, facts) => this.approved(step, facts),
      reject: (step, facts) => this.rejected(step, facts),
      waitlist: async (_, facts) => ({
        template: 'application.waitlisted',
        params: aboutCase(facts),
      }),
      prepareAgreement: (step, facts) => this.agreementReady(step, facts),
      signAgreement: async (_, facts) => ({
        template: 'agreement.signedByCentre',
        params: aboutCase(facts),
      }),
      roundClosed: (_, facts) => this.drafts.roundClosed(facts),
      roundOpened: (_, facts) => this.drafts.roundOpened(facts),
      expire: async (step, facts) => expired(step, facts),
    };
    return notices[action];
  }

  private async registered(step: Step, facts: CaseFacts): Promise<Notice> {
    const { row } = facts;
    return {
      template: 'application.registered',
      params: {
        ...aboutCase(facts),
        registeredOn: row.registeredOn ?? row.createdAt.toISOString().slice(0, 10),
        // The formal check begins at once, in a step of its own.
        dueOn: dueIn(row, 'FORMAL_CHECK') ?? dueIn(row, step.to),
      },
    };
  }

  private async returned(step: Step, facts: CaseFacts): Promise<Notice> {
    const remarks = await this.cases.returnedWith(facts);
    const dueOn = dueIn(facts.row, step.to);
    return {
      template: 'application.returned',
      params: {
        ...aboutCase(facts),
        places: remarks.length,
        remarks,
        dueOn,
        days: this.cases.daysUntil(dueOn, facts),
      },
    };
  }

  private async approved(step: Step, facts: CaseFacts): Promise<Notice> {
    const { costKopecks, approvedKopecks } = facts.row;
    const { publicComment } = await this.cases.wordsOf(step.applicationId, step.seq);
    return {
      template: 'application.approved',
      params: {
        ...aboutCase(facts),
        centrePart: approvedKopecks,
        ownPart:
          costKopecks === null || approvedKopecks === null ? null : costKopecks - approvedKopecks,
        publicText: publicComment,
      },
    };
  }

  private async rejected(step: Step, facts: CaseFacts): Promise<Notice> {
    const { reasonCode, publicComment } = await this.cases.wordsOf(step.applicationId, step.seq);
    const reason = facts.world.version.refusalReasons.find(({ code }) => code === reasonCode);
    return {
      template: 'application.rejected',
      params: {
        ...aboutCase(facts),
        reasonCode: reasonCode ?? 'CONDITION_NOT_MET',
        reason: reason?.label ?? null,
        advice: reason?.advice ?? null,
        publicText: publicComment,
        appealUntil: this.cases.appealUntil(facts),
      },
    };
  }

  private async agreementReady(step: Step, facts: CaseFacts): Promise<Notice> {
    const dueOn = dueIn(facts.row, step.to);
    return {
      template: 'agreement.ready',
      params: {
        ...aboutCase(facts),
        dueOn,
        days: this.cases.daysUntil(dueOn, facts),
      },
    };
  }
}

function expired(step: Step, facts: CaseFacts): Notice {
  return step.from === 'DRAFT'
    ? {
        template: 'draft.expired',
        params: { applicationId: facts.row.id, measure: facts.world.version.title },
      }
    : { template: 'application.expired', params: aboutCase(facts) };
}
