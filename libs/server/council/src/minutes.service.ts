import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { SecretTokens } from '@okno/server/accounts';
import { ApplicationsService } from '@okno/server/applications';
import { Clock, Database, Outbox, systemActor, type Actor, type Tx } from '@okno/server/core';
import { GeneratedFiles, PdfPrinter } from '@okno/server/documents';
import { localDate, yearOf } from '@okno/shared/work-calendar';

import { AgendaRepository, type ItemRecord } from './agenda.repository';
import { CouncilAccess, type Standing } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilJournal } from './council-journal';
import { CouncilRepository } from './council.repository';
import { MinutesGatherer } from './minutes-facts';
import { extractPages, minutesPages, type MinutesFacts } from './minutes-pages';
import {
  MinutesRepository,
  type MinutesRecord,
  type SignatureRecord,
  type SignatureSide,
} from './minutes.repository';
import { requireState } from './session.policy';

const PDF = 'application/pdf';

/** A PDF to be sent. */
export interface PdfFile {
  stream: Readable;
  size: number;
  /** As it is called on disk. */
  name: string;
}

/** Minutes: drawn up at closing, signed by who presided and by the secretary; then the cases go on. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly secrets: SecretTokens,
    private readonly applications: ApplicationsService,
    private readonly access: CouncilAccess,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly minutes: MinutesRepository,
    private readonly gatherer: MinutesGatherer,
    private readonly journal: CouncilJournal,
    private readonly files: GeneratedFiles,
    private readonly printer: PdfPrinter,
  ) {}

  /**
   * In the transaction that closes the session: numbers have no gap.
   * @param secretaryId who closes it: his are the minutes, whoever planned the session
   */
  async prepare(tx: Tx, standing: Standing, secretaryId: string): Promise<MinutesRecord> {
    const { session, cluster } = standing;
    const now = this.clock.now();
    const date = localDate(now, cluster.timeZone);
    const year = yearOf(date);
    const seq = await this.council.nextNumber(tx, session.councilId, `MINUTES-${year}`);
    const number = `${cluster.numberPrefix ?? cluster.code}-MIN-${year}-${String(seq).padStart(6, '0')}`;
    const facts = await this.gatherer.of(tx, standing, number, secretaryId);
    const file = await this.files.keep(tx, await this.printer.render(minutesPages(facts)), PDF);
    const record: MinutesRecord = {
      ...{ sessionId: session.id, number, date },
      ...{ fileKey: file.key, size: file.size, sha256: file.sha256, preparedAt: now },
    };
    await this.minutes.insert(tx, record);
    return record;
  }

  /** Has a code mailed to the actor, who signs with it. @throws CouncilError council.not_a_signer, .wrong_state */
  async requestCode(actor: Actor, sessionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lock(tx, actor, sessionId);
      await this.requireOpen(tx, actor, standing);
      await this.outbox.add(tx, 'council.codeRequested', {
        sessionId,
        accountId: actor.accountId,
      });
    });
  }

  /**
   * The simple signature: login and a code sent to the person's address. With the second one the minutes hold:
   * extracts are made and the cases go on, in the same transaction.
   * @throws CouncilError council.code_wrong, .already_signed, .not_a_signer, .wrong_state
   */
  async sign(actor: Actor, sessionId: string, code: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const standing = await this.access.lock(tx, actor, sessionId);
      const side = await this.requireOpen(tx, actor, standing);
      const spent = await this.secrets.spend(tx, 'MINUTES_CODE', code, sessionId, actor.accountId);
      if (!spent) {
        throw new CouncilError('council.code_wrong', {}, [{ path: 'code', code: 'CODE_WRONG' }]);
      }
      const record = await this.required(sessionId, tx);
      await this.minutes.sign(tx, {
        ...{ sessionId, side, accountId: actor.accountId, signerName: actor.name },
        ...{ sha256: record.sha256, signedAt: this.clock.now() },
      });
      const { session } = standing;
      const { number, sha256 } = record;
      await this.journal.session(tx, actor, session, 'signMinutes', { side, number, sha256 });
      const signatures = await this.minutes.signatures(sessionId, tx);
      if (signatures.length === 2) {
        await this.complete(tx, standing, record, signatures);
      }
    });
  }

  /**
   * The PDF as it is signed. Who took no part in one of its questions may read it only to sign it.
   * @throws CouncilError council.not_found, council.recused
   */
  async pdf(actor: Actor, sessionId: string): Promise<PdfFile> {
    const standing = await this.access.open(actor, sessionId);
    const { member, manages, session } = standing;
    const signs = manages || (member !== undefined && member.id === session.chairId);
    const recusals = await this.agenda.recusals(sessionId);
    if (!signs && recusals.some(({ memberId }) => memberId === member?.id)) {
      throw new CouncilError('council.recused');
    }
    if (!signs && session.state !== 'SIGNED') {
      throw new CouncilError('council.not_found');
    }
    const { fileKey, size, number } = await this.required(sessionId);
    return { stream: await this.files.read(fileKey), size, name: `Протокол ${number}.pdf` };
  }

  /** What of the minutes is about a case, for who may read the case. @throws CouncilError council.not_found */
  async extract(actor: Actor, applicationId: string): Promise<PdfFile> {
    await this.applications.open(actor, applicationId);
    const found = await this.minutes.extract(applicationId);
    if (!found) {
      throw new CouncilError('council.not_found');
    }
    const stream = await this.files.read(found.fileKey);
    return { stream, size: found.size, name: 'Выписка из протокола.pdf' };
  }

  private async complete(
    tx: Tx,
    standing: Standing,
    record: MinutesRecord,
    signatures: readonly SignatureRecord[],
  ): Promise<void> {
    const { session } = standing;
    await this.council.save(tx, { ...session, state: 'SIGNED' });
    await this.journal.session(tx, systemActor(), session, 'minutesSigned', {
      number: record.number,
    });
    const facts = await this.gatherer.of(tx, standing, record.number, session.createdBy);
    for (const item of await this.agenda.items(session.id, tx)) {
      if (item.applicationId !== null && item.state === 'CLOSED') {
        await this.keepExtract(tx, standing, facts, item, signatures);
        await this.passOn(tx, item.applicationId);
      }
    }
  }

  private async keepExtract(
    tx: Tx,
    { cluster }: Standing,
    facts: MinutesFacts,
    { id, position, applicationId }: ItemRecord,
    signatures: readonly SignatureRecord[],
  ): Promise<void> {
    const minuted = facts.items.find((one) => one.position === position);
    if (!minuted || applicationId === null) {
      return;
    }
    const named = signatures.map(({ side, signerName, signedAt }) => ({
      side,
      name: signerName,
      at: localDate(signedAt, cluster.timeZone).split('-').reverse().join('.'),
    }));
    const pages = extractPages(facts, minuted, named, signatures[0]?.sha256 ?? '');
    const file = await this.files.keep(tx, await this.printer.render(pages), PDF);
    await this.minutes.insertExtract(tx, {
      ...{ itemId: id, applicationId, fileKey: file.key, size: file.size, sha256: file.sha256 },
      at: this.clock.now(),
    });
  }

  /** Through the cases' own door; one that was withdrawn since stays where it is. */
  private async passOn(tx: Tx, applicationId: string): Promise<void> {
    const { row } = await this.applications.lock(tx, systemActor(), applicationId);
    if (row.state === 'COUNCIL') {
      await this.applications.system(applicationId, 'fromCouncil', {}, tx);
    }
  }

  private async requireOpen(tx: Tx, actor: Actor, standing: Standing): Promise<SignatureSide> {
    const side = sideOf(standing);
    requireState(standing.session, ['CLOSED']);
    const signatures = await this.minutes.signatures(standing.session.id, tx);
    if (signatures.some((one) => one.side === side)) {
      throw new CouncilError('council.already_signed');
    }
    return side;
  }

  private async required(sessionId: string, tx?: Tx): Promise<MinutesRecord> {
    const found = await this.minutes.find(sessionId, tx);
    if (!found) {
      throw new CouncilError('council.not_found');
    }
    return found;
  }
}

/** Who presides signs as that, also when he keeps the books elsewhere. @throws CouncilError council.not_a_signer */
export function sideOf({ session, member, manages }: Standing): SignatureSide {
  if (member !== undefined && member.id === session.chairId) {
    return 'CHAIR';
  }
  if (manages) {
    return 'SECRETARY';
  }
  throw new CouncilError('council.not_a_signer');
}
