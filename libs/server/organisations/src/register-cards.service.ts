import { Injectable } from '@nestjs/common';

import { Audit, Clock, Database, RequestError, systemActor, type Tx } from '@okno/server/core';
import { checkInn } from '@okno/shared/identifiers';

import { cardFacts, planCard } from './card-facts';
import { CardFactsRepository } from './card-facts.repository';
import { tidy } from './organisation.card';
import { OrganisationsRepository } from './organisations.repository';
import type { PrefillAnswerDto } from './prefill.dto';
import { RegisterFactsService } from './register-facts.service';

const PAGE = 500;

/** Brings the automatic fields of cards up to what the registers tell; what stood there is kept. */
@Injectable()
export class RegisterCardsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly organisations: OrganisationsRepository,
    private readonly cardFacts: CardFactsRepository,
    private readonly registers: RegisterFactsService,
  ) {}

  /** What the registers know of an ИНН: the same for everybody, and the same as they publish. */
  async prefill(inn: string): Promise<PrefillAnswerDto> {
    const checked = checkInn(tidy(inn));
    if (!checked.ok) {
      throw new RequestError('request.invalid', {}, [{ path: 'inn', code: checked.code }]);
    }
    const facts = (await this.registers.smeFacts([checked.value])).get(checked.value);
    return {
      ogrn: facts?.ogrn ? { ...facts.ogrn, source: 'rsmp' } : null,
      facts: facts ? cardFacts(facts).map((fact) => ({ ...fact, previous: null })) : [],
    };
  }

  /** Every card, after a set was loaded. Run again it changes nothing. @returns how many cards changed */
  async applyAll(): Promise<number> {
    let changed = 0;
    let after: string | undefined;
    for (;;) {
      const page = await this.organisations.list({
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      const facts = await this.registers.smeFacts(page.map(({ inn }) => inn));
      for (const { id, inn } of page.filter((one) => facts.has(one.inn))) {
        changed += (await this.db.transaction((tx) => this.applyTo(tx, id, inn))) ? 1 : 0;
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) {
        return changed;
      }
    }
  }

  /**
   * One card, in the caller's transaction. Who was never in the register keeps what he declared: that he
   * is not found may also mean that he is new.
   * @returns whether a value of the card changed
   */
  async applyTo(tx: Tx, id: string, inn: string): Promise<boolean> {
    const facts = (await this.registers.smeFacts([inn])).get(inn);
    const card = facts ? await this.organisations.lock(tx, id) : null;
    if (facts === undefined || card === null) {
      return false;
    }
    const plan = planCard(card, facts, await this.cardFacts.current([id], tx));
    const now = this.clock.now();
    for (const change of plan.changes) {
      await this.cardFacts.note(tx, id, change, now);
    }
    if (plan.changed.length === 0) {
      return false;
    }
    await this.organisations.save(tx, id, plan.values, now, card.source.asOf);
    await this.audit.record(tx, {
      actor: systemActor(),
      action: 'organisation.registerChange',
      subject: { type: 'organisation', id },
      data: { register: 'rsmp', fields: plan.changed, revision: card.revision + 1 },
    });
    return true;
  }
}
