import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Public } from '@okno/server/core';

import { ClusterPages } from './cluster-pages';
import { ClusterDto, ClusterListDto } from './cluster.dto';
import { PublicCache } from './public-cache.interceptor';
import { RoundListDto } from './round.dto';

/** Clusters as the public sees them. */
@ApiTags('catalogue')
@Controller('clusters')
@UseInterceptors(PublicCache)
@Public()
export class ClustersController {
  constructor(private readonly pages: ClusterPages) {}

  /** Every cluster of the portal. */
  @Get()
  @ApiOkResponse({ type: ClusterListDto })
  list(): Promise<ClusterListDto> {
    return this.pages.list();
  }

  /** Everything published about one, each figure with its date and source. */
  @Get(':code')
  @ApiOkResponse({ type: ClusterDto })
  cluster(@Param('code') code: string): Promise<ClusterDto> {
    return this.pages.cluster(code);
  }

  /** Its intake rounds, the latest to close first, at most a hundred. */
  @Get(':code/rounds')
  @ApiOkResponse({ type: RoundListDto })
  rounds(@Param('code') code: string): Promise<RoundListDto> {
    return this.pages.rounds(code);
  }
}
