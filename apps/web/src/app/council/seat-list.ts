import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  Confirm,
  OkEmpty,
  OkIcon,
  OkSkeleton,
  Toasts,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import type { SeatDto, SeatsDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { LoadFailed } from '../shell/load-failed';
import { injectOneAtATime } from '../shell/one-at-a-time';
import { Session } from '../shell/session';

/** Who is in the Council, from when until when; the head of the centre appoints here and ends terms. */
@Component({
  selector: 'okno-seat-list',
  imports: [LoadFailed, OkEmpty, OkIcon, OkSkeleton, RouterLink],
  templateUrl: './seat-list.html',
  styleUrl: './seat-list.css',
})
export class SeatList {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  protected readonly work = injectOneAtATime();
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly say = injectSay();
  /** Where the head of the centre appoints. */
  private readonly clusterCode = computed(
    () => this.session.me()?.roles.find(({ role }) => role === 'CENTRE_HEAD')?.clusterCode ?? '',
  );
  protected readonly seats = httpResource<SeatsDto>(
    () => `/api/v1/council/seats?clusterCode=${encodeURIComponent(this.clusterCode())}`,
  );
  protected readonly form = {
    email: signal(''),
    ru: signal(''),
    en: signal(''),
    fromOn: signal(''),
    toOn: signal(''),
    chair: signal(false),
  };
  /** The last day that is being written for a seat. */
  protected readonly ends = signal<Readonly<Record<string, string>>>({});

  protected appoint(event: Event): void {
    event.preventDefault();
    const { email, ru, en, fromOn, toOn, chair } = this.form;
    void this.work.run(async () => {
      const body = {
        ...{ clusterCode: this.clusterCode(), email: email(), chair: chair(), fromOn: fromOn() },
        represents: { ru: ru(), en: en() },
        ...(toOn() ? { toOn: toOn() } : {}),
      };
      await firstValueFrom(this.http.post<SeatsDto>('/api/v1/council/seats', body));
      for (const field of [email, ru, en, fromOn, toOn]) {
        field.set('');
      }
      chair.set(false);
      this.toasts.say(this.t('council.seats.appointed'));
      this.seats.reload();
    });
  }

  protected end(seat: SeatDto, event: Event): void {
    event.preventDefault();
    const toOn = this.ends()[seat.id];
    void this.work.run(async () => {
      const date = toOn ? this.f().date(toOn) : '';
      const heading = this.t('council.seats.askEnd', { name: seat.name, date });
      const confirm = this.t('council.seats.end');
      if (toOn && (await this.confirm.ask({ heading, confirm })) !== null) {
        await firstValueFrom(this.http.patch(`/api/v1/council/seats/${seat.id}`, { toOn }));
        this.seats.reload();
      }
    });
  }

  protected write(seat: SeatDto, toOn: string): void {
    this.ends.update((all) => ({ ...all, [seat.id]: toOn }));
  }

  protected terms({ fromOn, toOn }: SeatDto): string {
    const from = this.f().date(fromOn);
    return toOn === null
      ? this.t('council.seats.since', { from })
      : this.t('council.seats.term', { from, to: this.f().date(toOn) });
  }
}
