import { Injectable } from '@nestjs/common';

import {
  AccountError,
  AccountsService,
  ConsentsService,
  emailKeyOf,
  letterLimits,
  linkLimits,
  RateLimits,
  SecretTokens,
  type ConsentText,
} from '@okno/server/accounts';
import {
  Audit,
  Clock,
  Database,
  newId,
  Outbox,
  RequestError,
  systemActor,
  type Actor,
  type Tx,
} from '@okno/server/core';
import type { Text } from '@okno/shared/form-schema';
import { checkEmail } from '@okno/shared/identifiers';

import { CatalogueError } from '../catalogue.errors';
import type {
  SubscribeDto,
  SubscribedDto,
  SubscriptionDto,
  SubscriptionPageDto,
  SubscriptionTargetDto,
} from './subscription.dto';
import { cleanFilter, targetKey, TARGETS_MAX, type Target } from './subscription.policy';
import { SubscriptionsRepository, type Subscription } from './subscriptions.repository';

const PURPOSE = 'ANNOUNCEMENTS';

/** Wishes to be told of measures: left with an address, confirmed by its letter, ended by any letter or in the profile. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
    private readonly secrets: SecretTokens,
    private readonly consents: ConsentsService,
    private readonly accounts: AccountsService,
    private readonly repository: SubscriptionsRepository,
  ) {}

  /** The consent in force. */
  consent(): Promise<ConsentText> {
    return this.consents.document(PURPOSE);
  }

  /**
   * Leaves a wish. Whether the address is known is told by letter only; an address with too many wishes gets none.
   * @throws RequestError request.invalid, rate.limited; CatalogueError measure.not_found; AccountError consent.outdated
   */
  async request(dto: SubscribeDto, ip: string, actor: Actor | null): Promise<SubscribedDto> {
    const email = checkEmail(dto.email);
    if (!email.ok) {
      throw new RequestError('request.invalid', {}, [{ path: 'email', code: email.code }]);
    }
    const emailKey = emailKeyOf(email.value);
    await this.limits.take(letterLimits(emailKey, ip));
    const target = await this.targetOf(dto);
    const { version } = await this.consent();
    if (version !== dto.version) {
      throw new AccountError('consent.outdated', { version });
    }
    const own = actor !== null && (await this.keyOf(actor)) === emailKey;
    const now = this.clock.now();
    await this.db.transaction(async (tx) => {
      // One after another for an address: the number of its wishes has a limit.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [emailKey]);
      const known = await this.repository.of(emailKey, tx);
      const key = targetKey(target);
      if (known.length >= TARGETS_MAX && !known.some((one) => one.targetKey === key)) {
        return;
      }
      const subscriptionId = await this.repository.put(tx, {
        id: newId(),
        email: email.value,
        emailKey,
        lang: dto.lang,
        measureCode: 'measureCode' in target ? target.measureCode : null,
        filter: 'filter' in target ? target.filter : null,
        targetKey: key,
        consentVersion: version,
        requestedAt: now,
        confirmedAt: own ? now : null,
      });
      if (own) {
        await this.note(tx, actor, 'confirmed', { id: subscriptionId, consentVersion: version });
      } else {
        await this.outbox.add(tx, 'subscription.requested', { subscriptionId });
      }
    });
    return { confirmed: own };
  }

  /** What a link is about. @throws CatalogueError subscription.not_found; RequestError rate.limited */
  async open(token: string, ip: string): Promise<SubscriptionPageDto> {
    await this.limits.take(linkLimits(ip));
    return this.db.transaction(async (tx) => this.page((await this.find(tx, token)).row));
  }

  /** Answers the letter. A link opened twice answers the same twice. */
  async confirm(token: string, ip: string): Promise<SubscriptionPageDto> {
    await this.limits.take(linkLimits(ip));
    return this.db.transaction(async (tx) => {
      const { row, mayConfirm } = await this.find(tx, token);
      const now = this.clock.now();
      if (row && mayConfirm && (await this.repository.confirm(tx, row.id, now))) {
        await this.note(tx, { ...systemActor(), ip }, 'confirmed', row);
        return this.page({ ...row, confirmedAt: now });
      }
      return this.page(row);
    });
  }

  /** Ends it, by any of its letters; ended already is no fault. */
  async leave(token: string, ip: string): Promise<SubscriptionPageDto> {
    await this.limits.take(linkLimits(ip));
    return this.db.transaction(async (tx) => {
      const { row } = await this.find(tx, token);
      if (row) {
        await this.remove(tx, { ...systemActor(), ip }, row);
      }
      return this.page(undefined);
    });
  }

  /** What the person's own address is told of. */
  async mine(actor: Actor): Promise<SubscriptionDto[]> {
    const rows = await this.repository.of(await this.keyOf(actor));
    return Promise.all(
      rows.flatMap((row) => {
        const { id, confirmedAt } = row;
        return confirmedAt === null
          ? []
          : [
              this.target(row).then((target) => ({
                id,
                ...target,
                confirmedAt: confirmedAt.toISOString(),
              })),
            ];
      }),
    );
  }

  /** @throws CatalogueError subscription.not_found, also for somebody else's */
  async end(actor: Actor, id: string): Promise<void> {
    const key = await this.keyOf(actor);
    await this.db.transaction(async (tx) => {
      const row = await this.repository.find(id, tx);
      if (row?.emailKey !== key) {
        throw new CatalogueError('subscription.not_found');
      }
      await this.remove(tx, actor, row);
    });
  }

  /** What it says of itself in a letter. */
  async target({ measureCode, filter }: Subscription): Promise<SubscriptionTargetDto> {
    const [row] = await this.db.named<{
      measure: Text | null;
      cluster: Text | null;
      category: Text | null;
    }>(
      'subscription-target',
      `SELECT (SELECT v.content->'title' FROM measure m JOIN measure_version v ON v.id = m.current_version_id
          WHERE m.code = $1) AS measure,
        (SELECT name FROM cluster WHERE code = $2) AS cluster,
        (SELECT name FROM measure_category WHERE code = $3) AS category`,
      [measureCode, filter?.cluster ?? null, filter?.category ?? null],
    );
    return {
      measureCode,
      measure: row?.measure ?? null,
      filter,
      within: [row?.cluster, row?.category].flatMap((name) => (name ? [name] : [])),
    };
  }

  private async targetOf({ measureCode, filter }: SubscribeDto): Promise<Target> {
    if ((measureCode === undefined) === (filter === undefined)) {
      throw new RequestError('request.invalid', {}, [{ path: 'measureCode', code: 'ONE_OF' }]);
    }
    if (measureCode !== undefined) {
      const [known] = await this.db.query('SELECT 1 FROM measure WHERE code = $1', [measureCode]);
      if (!known) {
        throw new CatalogueError('measure.not_found');
      }
      return { measureCode };
    }
    const clean = cleanFilter(filter ?? {});
    if (!clean) {
      throw new RequestError('request.invalid', {}, [{ path: 'filter', code: 'REQUIRED' }]);
    }
    return { filter: clean };
  }

  private async keyOf(actor: Actor): Promise<string> {
    return emailKeyOf((await this.accounts.getPerson(actor.accountId)).email);
  }

  /** A link known to us may be of a wish that is gone; then there is no row. */
  private async find(
    tx: Tx,
    token: string,
  ): Promise<{ row: Subscription | undefined; mayConfirm: boolean }> {
    const asked = await this.secrets.known(tx, 'SUBSCRIPTION', token);
    const known = asked ?? (await this.secrets.known(tx, 'SUBSCRIPTION_LEAVE', token));
    if (!known?.subjectId) {
      throw new CatalogueError('subscription.not_found');
    }
    return { row: await this.repository.find(known.subjectId, tx), mayConfirm: asked !== null };
  }

  private async page(row: Subscription | undefined): Promise<SubscriptionPageDto> {
    return row
      ? {
          state: row.confirmedAt === null ? 'WAITING' : 'CONFIRMED',
          target: await this.target(row),
        }
      : { state: 'GONE', target: null };
  }

  private async remove(tx: Tx, actor: Actor, row: Subscription): Promise<void> {
    if (await this.repository.remove(tx, row.id)) {
      await this.note(tx, actor, 'ended', row);
    }
  }

  /** Without the address: the history outlives the wish. */
  private async note(
    tx: Tx,
    actor: Actor,
    what: 'confirmed' | 'ended',
    { id, consentVersion }: Pick<Subscription, 'id' | 'consentVersion'>,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: `subscription.${what}`,
      subject: { type: 'subscription', id },
      data: { consent: PURPOSE, version: consentVersion },
    });
  }
}
