import { HttpClient, httpResource } from '@angular/common/http';
import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { CHOICES, type Choice } from '@okno/shared/council-rules';
import { Confirm, OkIcon, OkNote, OkSkeleton, injectFormats, injectTexts } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto, WaitingCasesDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { Keys } from '../office/keys';
import { KeysHelp } from '../office/keys-help';
import { injectAskAgain } from '../shell/ask-again';
import { LiveUpdates } from '../shell/live-updates';
import { LoadFailed } from '../shell/load-failed';
import { injectOneAtATime } from '../shell/one-at-a-time';
import { AgendaPanel } from './agenda-panel';
import { itemAddress } from './council-addresses';
import { COUNCIL_HINTS, councilKeys } from './council-keys';
import { ItemQuestion } from './item-question';
import { ItemTally } from './item-tally';
import { MinutesPanel } from './minutes-panel';
import { QuorumPanel } from './quorum-panel';
import { SessionPlan, type SessionPlanned } from './session-plan';
import { VoteDesk } from './vote-desk';

/** The room of a session: agenda, presence, the question at hand, minutes. It follows what the others do. */
@Component({
  selector: 'okno-session-room',
  imports: [
    AgendaPanel,
    ItemQuestion,
    ItemTally,
    LoadFailed,
    MinutesPanel,
    OkIcon,
    OkNote,
    OkSkeleton,
    QuorumPanel,
    RouterLink,
    SessionPlan,
  ],
  providers: [VoteDesk],
  templateUrl: './session-room.html',
  styleUrl: './session-room.css',
})
export class SessionRoom {
  private readonly http = inject(HttpClient);
  private readonly confirm = inject(Confirm);
  private readonly desk = inject(VoteDesk);
  protected readonly keys = inject(Keys);
  private readonly help = inject(KeysHelp);
  protected readonly work = injectOneAtATime();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly hints = COUNCIL_HINTS;

  readonly id = input.required<string>();
  protected readonly asked = httpResource<CouncilRoomDto>(() => this.address());
  private readonly again = injectAskAgain(this.asked);
  /** As last heard: without a connection the room stays on the screen. */
  protected readonly room = linkedSignal<CouncilRoomDto | undefined, CouncilRoomDto | undefined>({
    source: () => (this.asked.hasValue() ? this.asked.value() : undefined),
    computation: (heard, before) =>
      heard ?? (before?.value?.id === this.id() ? before.value : undefined),
  });
  protected readonly waiting = httpResource<WaitingCasesDto>(() =>
    this.may('add') ? this.address('/waiting') : undefined,
  );
  protected readonly chairId = signal('');
  protected readonly editing = signal(false);
  private readonly chosen = signal<string | null>(null);
  protected readonly item = computed(() => {
    const items = this.room()?.items ?? [];
    return (
      items.find(({ id }) => id === this.chosen()) ??
      items.find(({ state }) => state === 'VOTING' || state === 'COUNTING') ??
      items[0]
    );
  });

  constructor() {
    inject(LiveUpdates)
      .council()
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.again());
    this.desk.done = () => this.again();
    effect(() => {
      const room = this.room();
      if (room) {
        this.desk.follow(room);
      }
    });
    const keys = councilKeys({
      vote: (at) => this.voteByKey(at),
      next: () => this.next(),
      pack: () => this.openPack(),
      dissent: () => this.dissentByKey(),
      help: () => void this.help.open(COUNCIL_HINTS),
    });
    this.keys.listen(keys, inject(DestroyRef));
  }

  protected may(action: string): boolean {
    return this.room()?.allowed.some((one) => one === action) === true;
  }

  protected choose(item: CouncilItemDto): void {
    this.chosen.set(item.id);
  }

  protected come(memberId: string, present: boolean): void {
    this.send('PUT', this.address(`/presence/${memberId}`), { present });
  }

  protected move(step: 'open' | 'close' | 'cancel'): void {
    void this.work.run(async () => {
      const heading = this.t(`council.ask.${step}`);
      const sure = await this.confirm.ask({ heading, confirm: this.t(`council.do.${step}`) });
      if (sure !== null) {
        const chair = step === 'open' && this.chairId() ? { chairId: this.chairId() } : {};
        await firstValueFrom(this.http.post(this.address(`/${step}`), chair));
        this.again();
      }
    });
  }

  protected replan(planned: SessionPlanned): void {
    void this.work.run(async () => {
      await firstValueFrom(this.http.patch(this.address(), planned));
      this.editing.set(false);
      this.again();
    });
  }

  protected addCase(applicationId: string): void {
    this.send('POST', this.address('/items'), { applicationId, ballot: 'OPEN' });
  }

  protected addQuestion(asked: { title: string; question: string }): void {
    this.send('POST', this.address('/items'), { ...asked, ballot: 'OPEN' });
  }

  /** Where a vote is final, a press asks once more. */
  protected vote(item: CouncilItemDto, choice: Choice): void {
    void this.work.run(async () => {
      const heading = this.t('council.ask.final', { choice: this.t(`council.choice.${choice}`) });
      const confirm = this.t('council.do.final');
      const free = this.room()?.revote === true;
      if (free || (await this.confirm.ask({ heading, confirm })) !== null) {
        await this.desk.vote(item, choice);
        this.again();
      }
    });
  }

  protected recuse(item: CouncilItemDto): void {
    const reason = { label: this.t('council.recusal.reason'), required: true, maxLength: 500 };
    const heading = this.t('council.recusal.heading');
    const text = this.t('council.recusal.text');
    const confirm = this.t('council.recusal.confirm');
    void this.work.run(async () => {
      const reply = await this.confirm.ask({ heading, text, confirm, reason });
      if (reply !== null) {
        await firstValueFrom(this.http.put(itemAddress(item.id, 'recusal'), reply));
        this.again();
      }
    });
  }

  protected dissent(item: CouncilItemDto): void {
    const reason = { label: this.t('council.dissent.text'), required: false, maxLength: 3000 };
    const heading = this.t('council.dissent.heading');
    const confirm = this.t('council.dissent.confirm');
    void this.work.run(async () => {
      const reply = await this.confirm.ask({ heading, confirm, reason });
      if (reply !== null) {
        const body = { text: reply.reason };
        await firstValueFrom(this.http.put(itemAddress(item.id, 'dissent'), body));
        this.again();
      }
    });
  }

  protected act(item: CouncilItemDto, action: string): void {
    switch (action) {
      case 'takeBackRecusal':
        return this.send('DELETE', itemAddress(item.id, 'recusal'));
      case 'remove':
        return this.send('DELETE', itemAddress(item.id));
      case 'setBallot':
        return this.send('PATCH', itemAddress(item.id), {
          ballot: item.ballot === 'OPEN' ? 'SECRET' : 'OPEN',
        });
      case 'openBallot':
        return this.run(() => this.desk.openBallot(item));
      case 'closeBallot':
        return this.send('POST', itemAddress(item.id, 'ballot/close'), {});
      case 'count':
        return this.countWithout(item);
    }
  }

  protected askCode(): void {
    this.send('POST', this.address('/signature/code'), {});
  }

  protected sign(code: string): void {
    this.send('POST', this.address('/signature'), { code });
  }

  protected address(path = ''): string {
    return `/api/v1/council/sessions/${this.id()}${path}`;
  }

  /** Votes that nobody has opened are lost with it. */
  private countWithout(item: CouncilItemDto): void {
    void this.work.run(async () => {
      const heading = this.t('council.ask.count', { count: item.sealed?.length ?? 0 });
      const confirm = this.t('council.act.count');
      if ((await this.confirm.ask({ heading, confirm })) !== null) {
        await firstValueFrom(this.http.post(itemAddress(item.id, 'ballot/count'), {}));
        this.again();
      }
    });
  }

  private voteByKey(at: number): void {
    const [item, choice] = [this.item(), CHOICES[at]];
    if (item?.allowed.includes('vote') === true && choice) {
      this.vote(item, choice);
    }
  }

  private next(): void {
    const items = this.room()?.items ?? [];
    const at = items.findIndex(({ id }) => id === this.item()?.id);
    const next = items[(at + 1) % Math.max(items.length, 1)];
    if (next) {
      this.choose(next);
    }
  }

  private openPack(): void {
    const item = this.item();
    if (item?.applicationId) {
      globalThis.location.assign(itemAddress(item.id, 'pack'));
    }
  }

  private dissentByKey(): void {
    const item = this.item();
    if (item?.allowed.includes('dissent') === true) {
      this.dissent(item);
    }
  }

  private send(method: string, url: string, body?: object): void {
    this.run(() => firstValueFrom(this.http.request(method, url, body ? { body } : {})));
  }

  private run(work: () => Promise<unknown>): void {
    void this.work.run(async () => {
      await work();
      this.again();
      this.waiting.reload();
    });
  }
}
