import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { Confirm, OkNote, OkSkeleton, injectFormats, injectTexts } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto, WaitingCasesDto } from '@okno/web/api-client';
import { CHOICES, type Choice } from '@okno/shared/council-rules';
import { firstValueFrom } from 'rxjs';

import { LiveUpdates } from '../shell/live-updates';
import { LoadFailed } from '../shell/load-failed';
import { injectOneAtATime } from '../shell/one-at-a-time';
import { ItemBallot } from './item-ballot';
import { openingOf, sealVote } from './sealed-vote';

/** The room of a session: agenda, presence, the question at hand, minutes. It follows what the others do. */
@Component({
  selector: 'okno-session-room',
  imports: [ItemBallot, LoadFailed, OkNote, OkSkeleton, RouterLink],
  templateUrl: './session-room.html',
  styleUrl: './session-room.css',
})
export class SessionRoom {
  private readonly http = inject(HttpClient);
  private readonly confirm = inject(Confirm);
  protected readonly work = injectOneAtATime();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly id = input.required<string>();
  protected readonly room = httpResource<CouncilRoomDto>(() => this.address());
  protected readonly waiting = httpResource<WaitingCasesDto>(() =>
    this.may('add') ? this.address('/waiting') : undefined,
  );
  protected readonly code = signal('');
  protected readonly title = signal('');
  protected readonly question = signal('');
  private readonly chosen = signal<string | null>(null);
  /** Questions whose seal this page has opened. */
  private readonly opened = new Set<string>();
  protected readonly item = computed(() => {
    const items = this.room.hasValue() ? this.room.value().items : [];
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
      .subscribe(() => this.room.reload());
    effect(() => this.openSeals(this.room.hasValue() ? this.room.value().items : []));
  }

  protected may(action: string): boolean {
    return this.room.hasValue() && this.room.value().allowed.some((one) => one === action);
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
        await firstValueFrom(this.http.post(this.address(`/${step}`), {}));
        this.room.reload();
      }
    });
  }

  protected addCase(applicationId: string): void {
    this.send('POST', this.address('/items'), { applicationId, ballot: 'OPEN' });
  }

  protected addQuestion(event: Event): void {
    event.preventDefault();
    const body = { title: this.title(), question: this.question(), ballot: 'OPEN' };
    this.send('POST', this.address('/items'), body);
    this.title.set('');
    this.question.set('');
  }

  protected vote(item: CouncilItemDto, choice: Choice): void {
    void this.work.run(async () => {
      const body =
        item.ballot === 'SECRET' ? { seal: await sealVote(item.id, choice) } : { choice };
      await firstValueFrom(this.http.put(itemAddress(item, 'vote'), body));
      this.room.reload();
    });
  }

  protected recuse(item: CouncilItemDto): void {
    void this.work.run(async () => {
      const reason = { label: this.t('council.recusal.reason'), required: true, maxLength: 500 };
      const heading = this.t('council.recusal.heading');
      const text = this.t('council.recusal.text');
      const confirm = this.t('council.recusal.confirm');
      const reply = await this.confirm.ask({ heading, text, confirm, reason });
      if (reply !== null) {
        await firstValueFrom(this.http.put(itemAddress(item, 'recusal'), reply));
        this.room.reload();
      }
    });
  }

  protected dissent(item: CouncilItemDto): void {
    void this.work.run(async () => {
      const reason = { label: this.t('council.dissent.text'), required: false, maxLength: 3000 };
      const heading = this.t('council.dissent.heading');
      const confirm = this.t('council.dissent.confirm');
      const reply = await this.confirm.ask({ heading, confirm, reason });
      if (reply !== null) {
        const body = { text: reply.reason };
        await firstValueFrom(this.http.put(itemAddress(item, 'dissent'), body));
        this.room.reload();
      }
    });
  }

  protected act(item: CouncilItemDto, action: string): void {
    switch (action) {
      case 'takeBackRecusal':
        return this.send('DELETE', itemAddress(item, 'recusal'));
      case 'remove':
        return this.send('DELETE', itemAddress(item));
      case 'setBallot':
        return this.send('PATCH', itemAddress(item), {
          ballot: item.ballot === 'OPEN' ? 'SECRET' : 'OPEN',
        });
      case 'openBallot':
        return this.send('POST', itemAddress(item, 'ballot/open'), {});
      case 'closeBallot':
        return this.send('POST', itemAddress(item, 'ballot/close'), {});
      case 'count':
        return this.send('POST', itemAddress(item, 'ballot/count'), {});
    }
  }

  protected askCode(): void {
    this.send('POST', this.address('/signature/code'), {});
  }

  protected sign(event: Event): void {
    event.preventDefault();
    this.send('POST', this.address('/signature'), { code: this.code() });
    this.code.set('');
  }

  protected readonly choices = CHOICES;

  protected address(path = ''): string {
    return `/api/v1/council/sessions/${this.id()}${path}`;
  }

  /** A closed secret ballot is opened by the browsers that voted, once and without a press. */
  private openSeals(items: readonly CouncilItemDto[]): void {
    for (const item of items) {
      const opening = item.allowed.includes('reveal') ? openingOf(item.sealed ?? []) : undefined;
      if (opening && !this.opened.has(item.id)) {
        this.opened.add(item.id);
        this.http.post(itemAddress(item, 'reveal'), opening).subscribe({
          next: () => this.room.reload(),
          // Without a connection, or counted meanwhile: the next reading of the room tells.
          error: () => this.opened.delete(item.id),
        });
      }
    }
  }

  private send(method: string, url: string, body?: object): void {
    void this.work.run(async () => {
      await firstValueFrom(this.http.request(method, url, body ? { body } : {}));
      this.room.reload();
      this.waiting.reload();
    });
  }
}

function itemAddress({ id }: CouncilItemDto, path = ''): string {
  return `/api/v1/council/items/${id}${path && `/${path}`}`;
}
