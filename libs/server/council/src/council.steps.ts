import { Injectable, type OnModuleInit } from '@nestjs/common';

import {
  CaseActions,
  type ActionContext,
  type ActionOutcome,
  type ApplicationData,
} from '@okno/server/applications';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { CouncilJournal } from './council-journal';
import { CouncilRepository } from './council.repository';
import { MinutesRepository } from './minutes.repository';

/** What the Council knows of a case and does at its steps: plugged into the flow here. */
@Injectable()
export class CouncilSteps implements OnModuleInit {
  constructor(
    private readonly actions: CaseActions,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly minutes: MinutesRepository,
    private readonly journal: CouncilJournal,
  ) {}

  onModuleInit(): void {
    this.actions.guard('MINUTES_SIGNED', async ({ application, tx }) => {
      const item = await this.agenda.ofCase(application.id, tx);
      const session = item && (await this.council.session(item.sessionId, tx));
      return item?.state === 'CLOSED' && session?.state === 'SIGNED';
    });
    this.actions.effect('fromCouncil', (context) => this.speak(context));
    this.actions.effect('withdraw', (context) => this.withdraw(context));
    this.actions.part('council', (_actor, application) => this.shown(application));
  }

  /** The word of the Council goes into the history of the case. */
  private async speak({ tx, application }: ActionContext): Promise<ActionOutcome> {
    const item = await this.agenda.ofCase(application.id, tx);
    const minutes = item && (await this.minutes.find(item.sessionId, tx));
    if (!item?.result || !minutes) {
      throw new Error(`Case ${application.id} has no word of the Council`);
    }
    const { for: inFavour, against, abstain } = item.result;
    return {
      said: item.outcome === 'CARRIED' ? 'FOR' : 'AGAINST',
      data: {
        ...{ minutes: minutes.number, outcome: item.outcome, mode: item.mode },
        ...{ for: inFavour, against, abstain },
      },
    };
  }

  /** A case that its applicant takes back is on no agenda any more; a result that is there stays in the minutes. */
  private async withdraw({
    tx,
    actor,
    application,
  }: ActionContext): Promise<ActionOutcome | undefined> {
    const found =
      application.state === 'COUNCIL' ? await this.agenda.ofCase(application.id, tx) : null;
    const item = found && (await this.agenda.lock(tx, found.id));
    const session = item && (await this.council.session(item.sessionId, tx));
    if (item && session && item.state !== 'CLOSED') {
      await this.agenda.save(tx, { ...item, state: 'WITHDRAWN' });
      await this.journal.item(tx, actor, session, item, 'withdrawItem');
    }
    return undefined;
  }

  /** What both sides read of it, once the minutes are signed. */
  private async shown({ id, steps }: ApplicationData): Promise<object> {
    const heard = steps.some(({ to }) => to === 'COUNCIL');
    const item = heard ? await this.agenda.ofCase(id) : null;
    const session = item && (await this.council.session(item.sessionId));
    const minutes = session?.state === 'SIGNED' ? await this.minutes.find(session.id) : null;
    return { council: item && minutes ? wordOf(item, minutes) : null };
  }
}

function wordOf(
  { outcome, mode, result }: ItemRecord,
  { number, date }: { number: string; date: string },
): object | null {
  return result === null
    ? null
    : {
        ...{ outcome, mode, minutes: number, date },
        ...{ for: result.for, against: result.against, abstain: result.abstain },
      };
}
