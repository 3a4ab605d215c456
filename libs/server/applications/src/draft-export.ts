import { Injectable, StreamableFile } from '@nestjs/common';

import { Clock, type Actor } from '@okno/server/core';
import { DocumentsService, PdfPrinter } from '@okno/server/documents';
import { compute, viewOf } from '@okno/shared/form-schema';

import { printAnswer } from './answer-print';
import { ApplicationError } from './applications.errors';
import { CaseAccess } from './case-access';
import { CaseWorlds } from './case-world';
import type { DraftExportDto } from './draft-export.dto';
import { draftPage } from './draft-page';
import { FormReader } from './form-reader';
import { FormSurroundingsReader } from './form-surroundings';

/** What stands in a draft, to take along: for machines and on paper. */
@Injectable()
export class DraftExport {
  constructor(
    private readonly clock: Clock,
    private readonly access: CaseAccess,
    private readonly worlds: CaseWorlds,
    private readonly forms: FormReader,
    private readonly surroundings: FormSurroundingsReader,
    private readonly documents: DocumentsService,
    private readonly printer: PdfPrinter,
  ) {}

  /**
   * What its writers see: hidden fields are left out.
   * @throws ApplicationError application.not_found, application.wrong_state once it was filed
   */
  async json(actor: Actor, id: string): Promise<DraftExportDto> {
    const { row, relation } = await this.access.open(actor, id);
    if (relation.side !== 'APPLICANT') {
      throw new ApplicationError('application.not_found');
    }
    if (row.state !== 'DRAFT') {
      throw new ApplicationError('application.wrong_state', { state: row.state });
    }
    const world = await this.worlds.of(row);
    const now = this.clock.now();
    const [{ answers: stored, context, card }, files] = await Promise.all([
      this.forms.of(row, world, this.surroundings.of(actor, row), now),
      this.documents.list(id),
    ]);
    const answers = compute(world.form, stored, context);
    const view = viewOf(world.form, answers, context);
    return {
      exportedAt: now.toISOString(),
      revision: row.revision,
      measure: { code: world.version.code, title: world.version.title },
      measureVersionId: world.version.id,
      organisation: { inn: card.inn, shortName: card.shortName },
      sections: world.form.sections.map(({ code, title, fields }) => ({
        code,
        title,
        fields: fields
          .filter(({ key }) => view.isVisible(key))
          .map((field) => {
            const value = answers[field.key] ?? null;
            const text = {
              ru: printAnswer(field, value, context, 'ru'),
              en: printAnswer(field, value, context, 'en'),
            };
            return { key: field.key, label: field.label, value, text };
          }),
      })),
      documents: files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 })),
    };
  }

  /** The same as pages. */
  async pdf(actor: Actor, id: string, lang: 'ru' | 'en'): Promise<StreamableFile> {
    const page = draftPage(await this.json(actor, id), lang);
    return new StreamableFile(await this.printer.render(page), {
      type: 'application/pdf',
      disposition: 'attachment; filename="draft.pdf"',
    });
  }
}
