import { Injectable } from '@nestjs/common';

import { ReferenceFiles } from '@okno/server/core';

import type { Source } from './catalogue-data';
import type { SourcesFile, WrittenSource } from './reference-files';

/** Adds to a written source what a visitor is told of the document. @throws RangeError for an unknown file */
export type SourceReader = (source: WrittenSource) => Source;

/** The documents that the reference data come from. */
@Injectable()
export class ReferenceSources {
  constructor(private readonly files: ReferenceFiles) {}

  async reader(): Promise<SourceReader> {
    const { items } = await this.files.read<SourcesFile>('sources.json');
    const known = new Map(items.map((item) => [item.file, item]));
    return ({ file, line, quote }) => {
      const document = known.get(file);
      if (document === undefined) {
        throw new RangeError(`sources.json does not name ${file}`);
      }
      return { file, line, quote, title: document.title, publishedOn: document.publishedOn };
    };
  }
}
