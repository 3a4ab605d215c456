import { httpResource } from '@angular/common/http';
import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectSay, injectTexts, type Text } from '@okno/web/ui';

interface ClusterListDto {
  readonly items: readonly {
    readonly code: string;
    readonly name: Text;
    readonly acceptsMembership: boolean;
    readonly membershipMeasureCode: string | null;
  }[];
}

/** Links that begin joining a cluster, for those that take members. */
@Component({
  selector: 'okno-joining',
  imports: [RouterLink],
  template: `
    @for (one of open(); track one.code) {
      <a class="btn" routerLink="/cabinet/apply" [queryParams]="{ measure: one.measure }">{{
        t('applications.list.join', { cluster: say(one.name) })
      }}</a>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class Joining {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  private readonly answer = httpResource<ClusterListDto>(() => '/api/v1/clusters');
  protected readonly open = computed(() =>
    (this.answer.hasValue() ? this.answer.value().items : []).flatMap((one) =>
      one.acceptsMembership && one.membershipMeasureCode
        ? [{ code: one.code, name: one.name, measure: one.membershipMeasureCode }]
        : [],
    ),
  );
}
