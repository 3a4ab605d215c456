import { httpResource } from '@angular/common/http';
import { Service, computed } from '@angular/core';
import type { ClusterListDto, ClusterSummaryDto } from '@okno/web/api-client';

/** The clusters of the portal: asked once, used by filters, dates and the way into a cluster. */
@Service()
export class ClusterList {
  private readonly answer = httpResource<ClusterListDto>(() => '/api/v1/clusters');

  /** Empty until the answer is here, and when it did not come. */
  readonly all = computed<readonly ClusterSummaryDto[]>(() =>
    this.answer.hasValue() ? this.answer.value().items : [],
  );
  readonly loading = this.answer.isLoading;
  readonly error = this.answer.error;
  /** The cluster that takes requests to join; the first one when there are several. */
  readonly joinable = computed(() =>
    this.all().find((cluster) => cluster.acceptsMembership && cluster.membershipMeasureCode),
  );

  find(code: string | null | undefined): ClusterSummaryDto | undefined {
    return this.all().find((cluster) => cluster.code === code);
  }

  /** The zone in which a cluster's dates are dates; undefined leaves it to the reader's device. */
  zoneOf(code: string | null | undefined): string | undefined {
    return this.find(code)?.timeZone;
  }

  reload(): void {
    this.answer.reload();
  }
}
