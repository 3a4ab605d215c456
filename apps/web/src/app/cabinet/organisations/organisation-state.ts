import { Component, computed, input } from '@angular/core';
import { OkIcon, injectTexts, type IconName } from '@okno/web/ui';

import type { OrganisationDto } from './organisation-api';

interface Look {
  readonly tone: string;
  readonly icon: IconName;
  readonly text: string;
}

const LOOKS = {
  CLAIM: { tone: '', icon: 'hourglass', text: 'organisations.state.claim' },
  UNCONFIRMED: { tone: 'draft', icon: 'circle-dashed', text: 'organisations.state.unconfirmed' },
  CONFIRMED: { tone: 'ok', icon: 'badge-check', text: 'organisations.state.confirmed' },
} as const satisfies Record<string, Look>;

/** Whether the centre has checked the card: glyph, word, tone. */
@Component({
  selector: 'okno-organisation-state',
  imports: [OkIcon],
  template: `<span [class]="'badge ' + look().tone"
    ><ok-icon [name]="look().icon" [size]="15" />{{ t(look().text) }}</span
  >`,
})
export class OrganisationState {
  protected readonly t = injectTexts();
  readonly organisation = input.required<OrganisationDto>();
  protected readonly look = computed<Look>(() => {
    const { claim, state } = this.organisation();
    return LOOKS[claim ? 'CLAIM' : state];
  });
}
