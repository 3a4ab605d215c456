import { buffer } from 'node:stream/consumers';

import { Injectable } from '@nestjs/common';

import { ApplicationsService, printAnswer, type ApplicationDto } from '@okno/server/applications';
import { systemActor, type Actor } from '@okno/server/core';
import { DocumentsService, PdfPrinter } from '@okno/server/documents';
import { viewOf } from '@okno/shared/form-schema';

import { AgendaRepository } from './agenda.repository';
import { ConflictCheck } from './conflict-check';
import { CouncilAccess, type ItemStanding } from './council-access';
import { CouncilError } from './council.errors';
import { CouncilRepository } from './council.repository';
import type { CaseBriefDto } from './council.view';
import { packPages, type PackFacts } from './pack-pages';
import { zipOf } from './zip';

/** The pack of a question and the name of its file. */
export interface Pack {
  content: Buffer;
  name: string;
}

/** What the Council decides on: a case without contacts and bank details, for who takes part in the question. */
@Injectable()
export class PacksService {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly documents: DocumentsService,
    private readonly printer: PdfPrinter,
    private readonly access: CouncilAccess,
    private readonly council: CouncilRepository,
    private readonly agenda: AgendaRepository,
    private readonly conflicts: ConflictCheck,
  ) {}

  /** @throws CouncilError council.not_found, council.recused */
  async brief(actor: Actor, itemId: string): Promise<CaseBriefDto> {
    const { applicationId } = await this.open(actor, itemId);
    const { whole } = await this.seen(actor, applicationId);
    const checks = whole.checks ?? [];
    const { member } = await this.access.openItem(actor, itemId);
    const conflict = member && (await this.conflicts.of(actor.accountId, whole.organisation.id));
    return {
      number: whole.number,
      organisation: whole.organisation.shortName,
      inn: whole.organisation.inn,
      measure: whole.measure.title,
      registeredOn: whole.registeredOn,
      checks: checks.length,
      checksPassed: checks.filter(({ outcome }) => outcome === 'PASS').length,
      days: whole.clock.totals.CENTRE + whole.clock.totals.COUNCIL,
      files: whole.documents.length,
      pass: whole.conclusion?.pass ?? null,
      conclusion: whole.conclusion?.text ?? null,
      conflict: conflict?.outcome ?? 'NOT_CHECKED',
    };
  }

  /** One document with numbered pages. @throws CouncilError council.not_found, council.recused */
  async pdf(actor: Actor, itemId: string): Promise<Pack> {
    const standing = await this.open(actor, itemId);
    const facts = await this.facts(actor, standing);
    const content = await this.printer.render(packPages(facts));
    return { content, name: `Пакет решения ${facts.number}.pdf` };
  }

  /** The same with the applicant's files. */
  async zip(actor: Actor, itemId: string): Promise<Pack> {
    const standing = await this.open(actor, itemId);
    const facts = await this.facts(actor, standing);
    const pages = await this.printer.render(packPages(facts));
    const entries = [{ name: 'Пакет решения.pdf', content: pages }];
    const files = await this.documents.list(standing.applicationId);
    for (const [at, { id, name, scan }] of files.entries()) {
      if (scan !== 'INFECTED') {
        const { stream } = await this.documents.content(id);
        const numbered = `Документы/${String(at + 1).padStart(2, '0')} ${name.replaceAll(/[/\\]/g, '_')}`;
        entries.push({ name: numbered, content: await buffer(stream) });
      }
    }
    return { content: zipOf(entries), name: `Пакет решения ${facts.number}.zip` };
  }

  private async open(
    actor: Actor,
    itemId: string,
  ): Promise<ItemStanding & { applicationId: string }> {
    const standing = await this.access.openItem(actor, itemId);
    const { item, member } = standing;
    if (item.applicationId === null) {
      throw new CouncilError('council.not_found');
    }
    const recusals = await this.agenda.recusals(item.sessionId);
    if (recusals.some((one) => one.itemId === itemId && one.memberId === member?.id)) {
      throw new CouncilError('council.recused');
    }
    return { ...standing, applicationId: item.applicationId };
  }

  /** The case twice: whole, for what the portal itself takes from it, and as a member of the Council reads it. */
  private async seen(
    actor: Actor,
    applicationId: string,
  ): Promise<{ whole: ApplicationDto; masked: ApplicationDto }> {
    const [whole, masked] = await Promise.all([
      this.applications.get(systemActor(), applicationId),
      this.applications.get(masking(actor), applicationId),
    ]);
    return { whole, masked };
  }

  private async facts(
    actor: Actor,
    { session, item, applicationId }: ItemStanding & { applicationId: string },
  ): Promise<PackFacts> {
    const { whole, masked } = await this.seen(actor, applicationId);
    const { row } = await this.applications.open(systemActor(), applicationId);
    const { form, cluster } = await this.applications.world(row);
    const council = await this.council.find(session.councilId);
    const options = {
      'cluster.specialisations': cluster.specialisations.map(({ code, name }) => ({
        ...{ value: code, label: name },
      })),
    };
    const view = viewOf(form, masked.answers);
    return {
      council: council?.name.ru ?? '',
      ...{ title: item.title, question: item.question },
      organisation: whole.organisation.fullName,
      inn: whole.organisation.inn,
      number: whole.number ?? '',
      measure: whole.measure.title.ru,
      conclusion: whole.conclusion ?? null,
      criteria: whole.conclusion?.criteria ?? [],
      checks: (whole.checks ?? []).map(({ code, outcome, source }) => ({
        ...{ code, outcome, source: source.code, asOf: source.asOf },
      })),
      sections: form.sections
        .map(({ title, fields }) => ({
          title: title.ru,
          fields: fields
            .filter(({ key }) => view.isVisible(key) && masked.answers[key] !== undefined)
            .map((field) => ({
              label: field.label.ru,
              text: printAnswer(field, masked.answers[field.key], { options }, 'ru'),
            })),
        }))
        .filter(({ fields }) => fields.length > 0),
      files: whole.documents.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    };
  }
}

/** The actor as a reader of a case on the agenda: everything but contacts and bank details. */
function masking(actor: Actor): Actor {
  return {
    ...actor,
    grants: [
      {
        permission: 'application.read',
        scope: 'ALL',
        clusterId: null,
        masked: true,
        role: 'COUNCIL_MEMBER',
      },
    ],
  };
}
