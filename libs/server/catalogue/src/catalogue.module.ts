import { Module } from '@nestjs/common';

import { CatalogueRepository } from './catalogue.repository';
import { CatalogueService } from './catalogue.service';
import { ClusterPages } from './cluster-pages';
import { ClustersController } from './clusters.controller';
import { ClustersLoader } from './clusters.loader';
import { DemoRoundsLoader } from './demo-rounds.loader';
import { DictionariesController } from './dictionaries.controller';
import { DictionariesService } from './dictionaries.service';
import { DictionaryPages } from './dictionary-pages';
import { JudgedMeasures } from './judged-measures';
import { MeasurePublisher } from './measure-publisher';
import { MeasureSearch } from './measure-search';
import { MeasuresController } from './measures.controller';
import { MeasuresLoader } from './measures.loader';
import { MeasuresService } from './measures.service';
import { ReferenceSources } from './reference-sources';
import { RoundMoney } from './round-money';
import { RoundTurns } from './round-turns';

/** Clusters, measures and rounds, for every process; with the loaders of their reference data. */
@Module({
  providers: [
    CatalogueRepository,
    CatalogueService,
    DictionariesService,
    JudgedMeasures,
    RoundMoney,
    RoundTurns,
    ReferenceSources,
    ClustersLoader,
    MeasurePublisher,
    MeasuresLoader,
    DemoRoundsLoader,
  ],
  exports: [CatalogueService, DictionariesService, JudgedMeasures, RoundMoney, RoundTurns],
})
export class CatalogueModule {}

/** The public catalogue over HTTP. */
@Module({
  imports: [CatalogueModule],
  controllers: [ClustersController, MeasuresController, DictionariesController],
  providers: [ClusterPages, DictionaryPages, MeasureSearch, MeasuresService],
})
export class CatalogueApiModule {}
