import { Injectable } from '@nestjs/common';

import { CatalogueService } from './catalogue.service';
import { ClusterDto, ClusterListDto, ClusterSummaryDto } from './cluster.dto';
import { RoundDto, RoundListDto } from './round.dto';
import { RoundMoney } from './round-money';

/** The public pages of clusters. */
@Injectable()
export class ClusterPages {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly money: RoundMoney,
  ) {}

  async list(): Promise<ClusterListDto> {
    const clusters = await this.catalogue.clusters();
    return { items: clusters.map((cluster) => ClusterSummaryDto.summary(cluster)) };
  }

  /** @throws CatalogueError cluster.not_found */
  async cluster(code: string): Promise<ClusterDto> {
    const cluster = await this.catalogue.requireCluster(code);
    const [organisations, facilities] = await Promise.all([
      this.catalogue.publishedOrganisations(cluster.id),
      this.catalogue.sharedFacilities(cluster.id),
    ]);
    return ClusterDto.from(cluster, organisations, facilities);
  }

  /** @throws CatalogueError cluster.not_found */
  async rounds(code: string): Promise<RoundListDto> {
    const cluster = await this.catalogue.requireCluster(code);
    const rounds = await this.catalogue.roundsOf(cluster.id);
    const money = await this.money.read(rounds.map(({ id }) => id));
    return {
      items: rounds.map((round) =>
        RoundDto.from(round, money.get(round.id)?.reservedKopecks ?? null),
      ),
    };
  }
}
