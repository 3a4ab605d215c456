import { Module } from '@nestjs/common';

import { CatalogueRepository } from './catalogue.repository';
import { CatalogueService } from './catalogue.service';
import { ClusterPages } from './cluster-pages';
import { ClustersController } from './clusters.controller';
import { DictionariesController } from './dictionaries.controller';
import { DictionariesService } from './dictionaries.service';
import { DictionaryPages } from './dictionary-pages';
import { MeasureSearch } from './measure-search';
import { MeasuresController } from './measures.controller';
import { MeasuresService } from './measures.service';
import { RoundMoney } from './round-money';

/** Clusters, measures and rounds, for every process. */
@Module({
  providers: [CatalogueRepository, CatalogueService, DictionariesService, RoundMoney],
  exports: [CatalogueService, DictionariesService, RoundMoney],
})
export class CatalogueModule {}

/** The public catalogue over HTTP. */
@Module({
  imports: [CatalogueModule],
  controllers: [ClustersController, MeasuresController, DictionariesController],
  providers: [ClusterPages, DictionaryPages, MeasureSearch, MeasuresService],
})
export class CatalogueApiModule {}
