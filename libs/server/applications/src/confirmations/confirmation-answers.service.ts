import { Injectable } from '@nestjs/common';

import {
  AccountError,
  ConsentsService,
  linkLimits,
  RateLimits,
  SecretTokens,
} from '@okno/server/accounts';
import {
  Audit,
  Clock,
  Database,
  LiveUpdates,
  Outbox,
  RequestError,
  systemActor,
  type Tx,
} from '@okno/server/core';
import {
  confirmedRows,
  fieldsByKey,
  type ConfirmedRow,
  type FieldDefinition,
} from '@okno/shared/form-schema';

import { printAnswer } from '../answer-print';
import { ApplicationError } from '../applications.errors';
import { ApplicationsRepository } from '../applications.repository';
import { liveMessage, refOf } from '../case-ref';
import type { ApplicationData } from '../case-row';
import { CaseWorlds, type CaseWorld } from '../case-world';
import type {
  AskedRowDto,
  ConfirmationPageDto,
  ConfirmRowDto,
  DeclineRowDto,
  ShownValueDto,
} from './confirmation.dto';
import {
  consentOf,
  evidenceHash,
  isSameRow,
  rowKeyOf,
  takesConfirmations,
} from './confirmations.policy';
import { ConfirmationsRepository, type ConfirmationRecord } from './confirmations.repository';

/** What a link leads to. */
interface Found {
  asked: ConfirmationRecord;
  application: ApplicationData;
  world: CaseWorld;
  /** Undefined where the row names somebody else now. */
  row: ConfirmedRow | undefined;
}

type Answer = 'CONFIRMED' | 'DECLINED' | 'REVOKED';

/** What people without an account do by the link of a letter: look, confirm, decline, take a consent back. */
@Injectable()
export class ConfirmationAnswers {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly live: LiveUpdates,
    private readonly limits: RateLimits,
    private readonly secrets: SecretTokens,
    private readonly consents: ConsentsService,
    private readonly worlds: CaseWorlds,
    private readonly applications: ApplicationsRepository,
    private readonly repository: ConfirmationsRepository,
  ) {}

  /** What is asked. @throws ApplicationError confirmation.not_found; RequestError rate.limited */
  async open(token: string, ip: string): Promise<ConfirmationPageDto> {
    await this.limits.take(linkLimits(ip));
    return this.db.transaction(async (tx) => this.page(tx, await this.find(tx, token, 'READ')));
  }

  /**
   * Confirms the row and gives the consent. Pressed twice it is given once.
   * @throws ApplicationError confirmation.not_found, .closed; AccountError consent.outdated; RequestError request.invalid
   */
  confirm(dto: ConfirmRowDto, ip: string): Promise<ConfirmationPageDto> {
    return this.answer(dto.token, ip, 'CONFIRMED', async (tx, found) => {
      const row = required(found);
      const purpose = consentOf(row);
      const consent = await this.consents.document(purpose, tx);
      if (consent.version !== dto.version) {
        throw new AccountError('consent.outdated', { version: consent.version });
      }
      const at = this.clock.now();
      const shown = { row: row.values, signer: signerOf(row, dto) };
      const { version, text } = consent;
      const hash = evidenceHash({
        confirmation: found.asked.id,
        application: found.application.id,
        shown,
        consent: { purpose, version, text },
        at: at.toISOString(),
      });
      await this.repository.confirm(tx, found.asked.id, { at, purpose, version, hash, shown });
      return { purpose, version, hash };
    });
  }

  /** Declines with a reason. @throws ApplicationError confirmation.not_found, .closed */
  decline(dto: DeclineRowDto, ip: string): Promise<ConfirmationPageDto> {
    return this.answer(dto.token, ip, 'DECLINED', async (tx, found) => {
      required(found);
      await this.repository.decline(tx, found.asked.id, this.clock.now(), dto.reason.trim());
      return {};
    });
  }

  /** Takes the consent back, also after the decision. @throws ApplicationError confirmation.not_found, .closed */
  revoke(token: string, ip: string): Promise<ConfirmationPageDto> {
    return this.answer(token, ip, 'REVOKED', async (tx, { asked }) => {
      if (asked.state !== 'CONFIRMED') {
        throw new ApplicationError('confirmation.closed');
      }
      await this.repository.revoke(tx, asked.id, this.clock.now());
      return { purpose: asked.consentPurpose, version: asked.consentVersion };
    });
  }

  private async answer(
    token: string,
    ip: string,
    answer: Answer,
    take: (tx: Tx, found: Found) => Promise<Record<string, unknown>>,
  ): Promise<ConfirmationPageDto> {
    await this.limits.take(linkLimits(ip));
    return this.db.transaction(async (tx) => {
      const found = await this.find(tx, token);
      if (found.asked.state !== answer) {
        const data = await take(tx, found);
        await this.note(tx, found, answer, data, ip);
      }
      return this.page(tx, await this.find(tx, token));
    });
  }

  /** Whoever writes locks the application first, as everybody does who writes about it. */
  private async find(tx: Tx, token: string, how: 'READ' | 'LOCK' = 'LOCK'): Promise<Found> {
    const known = await this.secrets.known(tx, 'ROW_CONFIRMATION', token);
    const seen = known?.subjectId ? await this.repository.find(known.subjectId, tx) : undefined;
    const application =
      seen && (await this.applications[how === 'LOCK' ? 'lock' : 'read'](tx, seen.applicationId));
    const asked = application && seen && (await this.repository.find(seen.id, tx));
    if (!asked) {
      throw new ApplicationError('confirmation.not_found');
    }
    const world = await this.worlds.of(application, tx);
    const row = confirmedRows(world.form, application.answers).find((one) =>
      isSameRow(asked, rowKeyOf(application.id, one), one.field),
    );
    return {
      asked,
      application,
      world,
      row: isOpen(asked, application, this.clock.now()) ? row : undefined,
    };
  }

  private async note(
    tx: Tx,
    { asked, application }: Found,
    answer: Answer,
    data: Record<string, unknown>,
    ip: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor: { ...systemActor(), ip },
      action: `confirmation.${answer.toLowerCase()}`,
      subject: { type: 'application', id: application.id },
      data: { confirmation: asked.id, ...data },
    });
    const confirmationId = asked.id;
    await this.outbox.add(tx, 'confirmation.answered', {
      ...refOf(application),
      confirmationId,
      answer,
    });
    await this.live.publish(tx, liveMessage(application));
  }

  private async page(tx: Tx, found: Found): Promise<ConfirmationPageDto> {
    const { asked, row } = found;
    const at = asked.revokedAt ?? asked.answeredAt;
    const answered =
      asked.state === 'CONFIRMED' || asked.state === 'REVOKED' || asked.state === 'DECLINED';
    return {
      state: answered ? pageState(asked.state) : row ? 'OPEN' : 'CLOSED',
      answeredAt: answered ? (at?.toISOString() ?? null) : null,
      asked: row && asked.state !== 'REVOKED' ? await this.asked(tx, found, row) : null,
    };
  }

  private async asked(
    tx: Tx,
    { asked, application, world }: Found,
    row: ConfirmedRow,
  ): Promise<AskedRowDto> {
    const purpose = consentOf(row);
    const { version, title, text } = await this.consents.document(purpose, tx);
    const fields = fieldsByKey(world.form);
    const table = fields.get(row.field);
    const columns = table?.type === 'table' ? table.columns : [];
    const about = table?.type === 'table' ? (table.confirmAbout ?? []) : [];
    return {
      by: row.by,
      organisation: application.organisationName,
      inn: application.organisationInn,
      measure: world.version.title,
      cluster: world.cluster.name,
      number: application.number,
      about: about.flatMap((key) => printed(fields.get(key), application.answers[key])),
      row: columns.flatMap((column) => printed(column, row.values[column.key])),
      consent: { purpose, version, title, text },
      expiresAt: asked.expiresAt.toISOString(),
    };
  }
}

/** Asked and in time, or confirmed already: then he may still look at what he confirmed. */
function isOpen(asked: ConfirmationRecord, application: ApplicationData, now: Date): boolean {
  return asked.state === 'CONFIRMED' || asked.state === 'DECLINED'
    ? true
    : asked.state === 'INVITED' && asked.expiresAt > now && takesConfirmations(application);
}

/** The row that may be answered now. @throws ApplicationError confirmation.closed */
function required({ asked, application, row }: Found): ConfirmedRow {
  if (!row || asked.state !== 'INVITED' || !takesConfirmations(application)) {
    throw new ApplicationError('confirmation.closed');
  }
  return row;
}

function pageState(state: ConfirmationRecord['state']): ConfirmationPageDto['state'] {
  return state === 'CONFIRMED' || state === 'DECLINED' || state === 'REVOKED' ? state : 'CLOSED';
}

/** Who confirms for an organisation says who he is. @throws RequestError request.invalid */
function signerOf(
  { by }: ConfirmedRow,
  { name = '', post = '' }: ConfirmRowDto,
): { name: string; post: string } | null {
  if (by === 'PERSON') {
    return null;
  }
  const signer = { name: name.trim(), post: post.trim() };
  const missing = Object.entries(signer).filter(([, value]) => value === '');
  if (missing.length > 0) {
    throw new RequestError(
      'request.invalid',
      {},
      missing.map(([path]) => ({ path, code: 'REQUIRED' })),
    );
  }
  return signer;
}

function printed(field: FieldDefinition | undefined, value: unknown): ShownValueDto[] {
  if (!field || value === undefined || value === null || value === '') {
    return [];
  }
  const context = { options: {} };
  return [
    {
      label: field.label,
      value: {
        ru: printAnswer(field, value, context, 'ru'),
        en: printAnswer(field, value, context, 'en'),
      },
    },
  ];
}
