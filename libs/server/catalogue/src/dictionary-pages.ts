import { Injectable } from '@nestjs/common';

import { DictionariesService } from './dictionaries.service';
import type { DictionaryListDto, DictionaryQuery } from './dictionary.dto';

/** Dictionaries as the browser asks for them. */
@Injectable()
export class DictionaryPages {
  constructor(private readonly dictionaries: DictionariesService) {}

  /** Names of state classifiers exist in Russian only. @throws CatalogueError dictionary.not_found */
  async find(code: string, { q, limit }: DictionaryQuery): Promise<DictionaryListDto> {
    const found = await this.dictionaries.find(code, q, limit);
    return {
      items: found.entries.map((entry) => ({
        code: entry.code,
        name: { ru: entry.name, en: entry.name },
      })),
      loaded: found.loaded,
      asOf: found.asOf,
    };
  }
}
