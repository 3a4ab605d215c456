import { Injectable } from '@nestjs/common';

import { Database, Idempotency, RequestError, type Actor } from '@okno/server/core';
import { FLOWS } from '@okno/shared/workflow';

import { ApplicationReader } from './application-reader';
import type { ApplicationDto } from './application.view';
import type { ActionDto, RevisionDto, WithdrawDto } from './applications.dto';
import { CaseActions, type ActionInput, type StepTaken } from './case-actions';
import { CaseWorlds } from './case-world';
import type { SeenCase } from './seen-case';

/** Steps that somebody may ask for over HTTP. */
const ASKED: ReadonlySet<string> = new Set(
  Object.values(FLOWS).flatMap((flow) =>
    flow.transitions
      .filter(({ offered, from, by }) => offered && from !== null && by.some(isPerson))
      .map(({ action }) => action),
  ),
);

function isPerson(performer: string): boolean {
  return performer !== 'SYSTEM';
}

/** Steps of the flow over HTTP: repeated with the same key they answer the same and act once. */
@Injectable()
export class StepsService {
  constructor(
    private readonly db: Database,
    private readonly idempotency: Idempotency,
    private readonly actions: CaseActions,
    private readonly worlds: CaseWorlds,
    private readonly reader: ApplicationReader,
  ) {}

  /** @throws RequestError request.not_found for a step that no flow offers; see `CaseActions.perform` */
  take(
    actor: Actor,
    id: string,
    action: string,
    dto: ActionDto | RevisionDto,
    key?: string,
  ): Promise<ApplicationDto> {
    return this.run(actor, id, action, { ...dto }, key);
  }

  withdraw(actor: Actor, id: string, dto: WithdrawDto, key?: string): Promise<ApplicationDto> {
    const reason = dto.reason?.trim();
    const input = {
      revision: dto.revision,
      ...(reason === undefined || reason === '' ? {} : { publicComment: reason }),
    };
    return this.run(actor, id, 'withdraw', input, key);
  }

  private async run(
    actor: Actor,
    id: string,
    action: string,
    input: ActionInput,
    key: string | undefined,
  ): Promise<ApplicationDto> {
    if (!ASKED.has(action)) {
      throw new RequestError('request.not_found', { action: action.slice(0, 40) });
    }
    await this.worlds.ready();
    const request = { actor, scope: `application.${action}/${id}`, key, body: input };
    let seen: SeenCase | undefined;
    await this.db.transaction((tx) =>
      this.idempotency.run(
        tx,
        request,
        async (locked): Promise<StepTaken> => {
          const done = await this.actions.perform(actor, id, action, input, tx, locked);
          const { seen: after, ...taken } = done;
          seen = after;
          return taken;
        },
        () => this.actions.lock(tx, actor, id),
      ),
    );
    // A step changes nothing of how an applicant stands to his case; what staff may do next it may change.
    return seen?.relation.side === 'APPLICANT'
      ? this.reader.show(actor, seen)
      : this.reader.get(actor, id);
  }
}
