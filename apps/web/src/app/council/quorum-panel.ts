import { Component, computed, input, output } from '@angular/core';
import { injectSay, injectTexts } from '@okno/web/ui';
import type { CouncilMemberDto, CouncilRoomDto } from '@okno/web/api-client';

/** Who is here: a bar with the mark of the quorum, and the roll. The secretary marks who came and left. */
@Component({
  selector: 'okno-quorum-panel',
  template: `
    @let one = room();
    <section class="panel">
      <div class="pb">
        <div class="row wrap">
          <h2>{{ t(one.quorum.met ? 'council.quorum.met' : 'council.quorum.none') }}</h2>
          <span class="sm muted">{{
            t('council.quorum.needed', { needed: one.quorum.needed, members: one.quorum.members })
          }}</span>
        </div>
        <div
          class="qb"
          role="img"
          [attr.aria-label]="t('council.quorum.counts', quorum())"
          [style.--mark]="mark()"
        >
          @for (here of seats(); track $index) {
            <i [class.no]="!here"></i>
          }
        </div>
        <ul>
          @for (member of one.members; track member.id) {
            <li class="row">
              <span class="grow"
                >{{ member.name }}
                <small class="muted">{{
                  member.chair ? t('council.chair') : say(member.represents)
                }}</small>
              </span>
              @if (one.allowed.includes('mark')) {
                <button
                  type="button"
                  class="btn btn--s"
                  [attr.aria-pressed]="member.present"
                  [attr.aria-label]="nameOf(member)"
                  [disabled]="busy()"
                  (click)="marked.emit({ memberId: member.id, present: !member.present })"
                >
                  {{ t(member.present ? 'council.here' : 'council.away') }}
                </button>
              } @else {
                <span class="sm">{{ t(member.present ? 'council.here' : 'council.away') }}</span>
              }
            </li>
          }
        </ul>
      </div>
    </section>
  `,
  styles: `
    h2 {
      font: var(--ok-title-large);
      flex: 1;
    }
    .qb {
      display: flex;
      gap: 3px;
      margin: 12px 0 8px;
      position: relative;
    }
    .qb i {
      flex: 1;
      height: 22px;
      background: var(--ok-primary);
    }
    .qb i.no {
      background: none;
      border: 1.5px dashed var(--ok-outline);
    }
    .qb::after {
      content: '';
      position: absolute;
      left: calc(var(--mark) * 100% - 1.5px);
      top: -5px;
      bottom: -5px;
      width: 3px;
      background: var(--ok-on-surface);
    }
    ul {
      list-style: none;
      padding: 0;
    }
    li {
      padding: 6px 0;
    }
    small {
      display: block;
    }
    .grow {
      flex: 1;
      min-width: 0;
    }
  `,
})
export class QuorumPanel {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  readonly room = input.required<CouncilRoomDto>();
  readonly busy = input(false);
  readonly marked = output<{ memberId: string; present: boolean }>();

  /** Begins with the word on the button, so that it can be asked for by voice. */
  protected nameOf({ name, present }: CouncilMemberDto): string {
    const standing = this.t(present ? 'council.here' : 'council.away');
    return this.t('council.markHere', { standing, name });
  }

  protected readonly quorum = computed(() => ({ ...this.room().quorum }));
  protected readonly seats = computed(() => {
    const { members, counted } = this.room().quorum;
    return Array.from({ length: members }, (_, at) => at < counted);
  });
  protected readonly mark = computed(() => {
    const { members, needed } = this.room().quorum;
    return members === 0 ? 0 : needed / members;
  });
}
