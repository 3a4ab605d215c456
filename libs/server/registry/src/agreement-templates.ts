import { Injectable } from '@nestjs/common';

import { Clock, LoadsReference, ReferenceFiles, type Tx } from '@okno/server/core';

import { templateHash, type AgreementTemplate } from './agreement-template';
import { AgreementsRepository } from './agreements.repository';

const FILES = ['agreements/joining-kuzbass.json'];

/** Loads the texts of joining agreements from `db/reference/agreements`. */
@Injectable()
export class AgreementTemplates {
  constructor(
    private readonly files: ReferenceFiles,
    private readonly agreements: AgreementsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when a text was changed under a version that may have been signed */
  @LoadsReference({ order: 60 })
  async load(tx: Tx): Promise<void> {
    for (const file of FILES) {
      const template = await this.files.read<AgreementTemplate>(file);
      const sha256 = templateHash(template);
      const before = await this.agreements.templateHash(tx, template.code, template.version);
      if (before === null) {
        await this.agreements.insertTemplate(tx, template, sha256, this.clock.now());
      } else if (before !== sha256) {
        throw new Error(
          `${file}: the text of version ${template.version} was changed after it had been loaded; give the new text a new version`,
        );
      }
    }
  }
}
