import { Injectable } from '@nestjs/common';

import { emailKeyOf, mailboxLimit, RateLimits } from '@okno/server/accounts';
import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  newId,
  Outbox,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { confirmedRows, type ConfirmedRow } from '@okno/shared/form-schema';
import { localDate } from '@okno/shared/work-calendar';

import { ApplicationError } from '../applications.errors';
import { ApplicationsRepository } from '../applications.repository';
import { CaseAccess, roleOf, type Relation } from '../case-access';
import { liveMessage } from '../case-ref';
import type { ApplicationData } from '../case-row';
import { CaseWorlds } from '../case-world';
import type { RowConfirmationDto, RowConfirmationsDto } from './confirmation.dto';
import {
  ANSWER_DAYS,
  countUnconfirmed,
  isSameRow,
  LETTERS_MAX,
  rowKeyOf,
  rowStateOf,
  takesConfirmations,
  type RowState,
} from './confirmations.policy';
import { ConfirmationsRepository, type ConfirmationRecord } from './confirmations.repository';

const DAY_MS = 24 * 3600 * 1000;
/** Asked when nobody in particular is named: who was never reached. */
const NOT_REACHED: ReadonlySet<RowState> = new Set(['NOT_INVITED', 'BOUNCED', 'EXPIRED']);

/** A row with its key and what became of asking about it. */
interface KnownRow {
  row: ConfirmedRow;
  key: Buffer;
  asked: ConfirmationRecord | undefined;
}

/** What an organisation and the centre see and do about rows that others confirm. */
@Injectable()
export class ConfirmationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly limits: RateLimits,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly applications: ApplicationsRepository,
    private readonly repository: ConfirmationsRepository,
  ) {}

  /** Every row that somebody confirms, as the application stands now. @throws ApplicationError application.not_found */
  async list(actor: Actor, id: string): Promise<RowConfirmationsDto> {
    const { row, relation } = await this.access.open(actor, id);
    return this.show(row, relation);
  }

  /**
   * Writes to those named in the rows, or to everybody who was not reached yet.
   * @throws ApplicationError application.not_found, .wrong_state, confirmation.nobody; RequestError rate.limited
   */
  async invite(
    actor: Actor,
    id: string,
    keys: readonly string[] | undefined,
  ): Promise<RowConfirmationsDto> {
    return this.change(actor, id, async (tx, row, relation) => {
      const asked = (await this.rowsOf(row, tx)).filter(
        (one) =>
          mayInvite(one) &&
          (keys === undefined
            ? NOT_REACHED.has(rowStateOf(one.asked, this.clock.now()))
            : keys.includes(one.key.toString('hex'))),
      );
      if (asked.length === 0) {
        throw new ApplicationError('confirmation.nobody');
      }
      await this.limits.takeIn(
        tx,
        asked.map(({ row: { email } }) => mailboxLimit(emailKeyOf(email))),
      );
      for (const one of asked) {
        await this.ask(tx, actor, row, relation, one);
      }
    });
  }

  /** Asks nobody about the row any more. @throws ApplicationError confirmation.nobody when nobody was asked */
  async cancel(actor: Actor, id: string, key: string): Promise<RowConfirmationsDto> {
    return this.change(actor, id, async (tx, row, relation) => {
      const known = (await this.rowsOf(row, tx)).find((one) => one.key.toString('hex') === key);
      if (known?.asked?.state !== 'INVITED') {
        throw new ApplicationError('confirmation.nobody');
      }
      await this.repository.cancel(tx, known.asked.id);
      await this.note(tx, actor, row, relation, 'confirmation.cancel', known.asked.id);
    });
  }

  /** To whom a letter goes, read from the application at this moment; null when nobody is asked any more. */
  async addressee(confirmationId: string): Promise<{ email: string; name: string | null } | null> {
    const asked = await this.repository.find(confirmationId);
    const row = asked && (await this.applications.find(asked.applicationId));
    if (asked?.state !== 'INVITED' || !row || !takesConfirmations(row)) {
      return null;
    }
    const found = (await this.rowsOf(row)).find((one) => one.asked?.id === confirmationId);
    return found
      ? { email: found.row.email, name: found.row.by === 'PERSON' ? found.row.name : null }
      : null;
  }

  /** What the letter about a row speaks of; null when nobody is asked any more. */
  async letter(confirmationId: string, tx: Tx): Promise<ConfirmationLetter | null> {
    const asked = await this.repository.find(confirmationId, tx);
    const row = asked && (await this.applications.read(tx, asked.applicationId));
    if (asked?.state !== 'INVITED' || !row) {
      return null;
    }
    const known = (await this.rowsOf(row, tx)).find((one) => one.asked?.id === confirmationId);
    const { version, cluster } = await this.worlds.of(row, tx);
    return known
      ? {
          by: known.row.by,
          organisation: row.organisationName,
          measure: version.title,
          until: localDate(asked.expiresAt, cluster.timeZone),
        }
      : null;
  }

  /** The mail server refused the letter for good. */
  bounced(confirmationId: string): Promise<void> {
    return this.repository.bounced(confirmationId, this.clock.now());
  }

  private async change(
    actor: Actor,
    id: string,
    edit: (tx: Tx, row: ApplicationData, relation: Relation) => Promise<void>,
  ): Promise<RowConfirmationsDto> {
    return this.db.transaction(async (tx) => {
      const { row, relation } = await this.access.lock(tx, actor, id);
      if (relation.side !== 'APPLICANT') {
        throw new ApplicationError('application.not_found');
      }
      if (!takesConfirmations(row)) {
        throw new ApplicationError('application.wrong_state', { state: row.state });
      }
      await edit(tx, row, relation);
      await this.live.publish(tx, liveMessage(row));
      return this.show(row, relation, tx);
    });
  }

  private async ask(
    tx: Tx,
    actor: Actor,
    row: ApplicationData,
    relation: Relation,
    { row: { field }, key }: KnownRow,
  ): Promise<void> {
    const now = this.clock.now();
    const confirmationId = await this.repository.invite(tx, {
      id: newId(),
      applicationId: row.id,
      organisationId: row.organisationId,
      field,
      rowKey: key,
      invitedBy: actor.accountId,
      invitedAt: now,
      expiresAt: new Date(now.getTime() + ANSWER_DAYS * DAY_MS),
    });
    await this.note(tx, actor, row, relation, 'confirmation.invite', confirmationId);
    await this.outbox.add(tx, 'confirmation.requested', { confirmationId });
  }

  private async note(
    tx: Tx,
    actor: Actor,
    row: ApplicationData,
    relation: Relation,
    action: string,
    confirmation: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'application', id: row.id },
      ...roleOf(actor, relation, 'application.draft', row.clusterId),
      data: { confirmation },
    });
  }

  private async rowsOf(row: ApplicationData, tx?: Tx): Promise<KnownRow[]> {
    const [{ form }, asked] = await Promise.all([
      this.worlds.of(row, tx),
      this.repository.of(row.id, tx),
    ]);
    return confirmedRows(form, row.answers).map((one) => {
      const key = rowKeyOf(row.id, one);
      return { row: one, key, asked: asked.find((known) => isSameRow(known, key, one.field)) };
    });
  }

  private async show(
    row: ApplicationData,
    relation: Relation,
    tx?: Tx,
  ): Promise<RowConfirmationsDto> {
    const rows = await this.rowsOf(row, tx);
    const manages = relation.side === 'APPLICANT' && takesConfirmations(row);
    const asked = rows.flatMap((one) => (one.asked ? [one.asked] : []));
    return {
      items: rows.map((one) => rowView(one, relation.masked, manages, this.clock.now())),
      waiting: countUnconfirmed(
        row.id,
        rows.map((one) => one.row),
        asked,
      ),
    };
  }
}

/** What a letter about a row speaks of. */
export interface ConfirmationLetter {
  by: ConfirmedRow['by'];
  organisation: string;
  measure: { ru: string; en: string };
  /** Local day up to which it may be answered. */
  until: string;
}

function mayInvite({ row, asked }: KnownRow): boolean {
  return (
    row.name !== '' &&
    row.email !== '' &&
    asked?.state !== 'CONFIRMED' &&
    (asked?.letters ?? 0) < LETTERS_MAX
  );
}

function rowView(
  known: KnownRow,
  masked: boolean,
  manages: boolean,
  now: Date,
): RowConfirmationDto {
  const { row, key, asked } = known;
  const { field, by, name, email } = row;
  return {
    key: key.toString('hex'),
    field,
    row: row.row,
    by,
    name,
    email: masked ? null : email,
    state: rowStateOf(asked, now),
    ...(asked ? answerView(asked) : UNASKED),
    mayInvite: manages && mayInvite(known),
    mayCancel: manages && asked?.state === 'INVITED',
  };
}

type AnswerView = Pick<
  RowConfirmationDto,
  'invitedAt' | 'expiresAt' | 'answeredAt' | 'reason' | 'signer' | 'proof'
>;

const UNASKED: AnswerView = {
  invitedAt: null,
  expiresAt: null,
  answeredAt: null,
  reason: null,
  signer: null,
  proof: null,
};

function answerView(asked: ConfirmationRecord): AnswerView {
  const { consentPurpose: purpose, consentVersion: version, evidenceHash: hash } = asked;
  return {
    invitedAt: asked.invitedAt.toISOString(),
    expiresAt: asked.expiresAt.toISOString(),
    answeredAt: (asked.revokedAt ?? asked.answeredAt)?.toISOString() ?? null,
    reason: asked.reason,
    signer: asked.shown?.signer ?? null,
    proof:
      purpose === null || version === null || hash === null ? null : { purpose, version, hash },
  };
}
