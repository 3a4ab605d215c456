import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { TeamMarkDto, TeamMarksDto } from '@okno/web/api-client';
import { firstValueFrom, merge } from 'rxjs';

import { LiveUpdates } from '../../shell/live-updates';

/** How many requests one question may name. */
const ASKED_AT_ONCE = 100;

/** What stands between colleagues about the requests of a list: signatures waited for, unread comments. */
@Injectable()
export class TeamMarks {
  private readonly http = inject(HttpClient);
  private readonly marks = signal<ReadonlyMap<string, TeamMarkDto>>(new Map());
  private ids: readonly string[] = [];
  private reading = 0;

  constructor() {
    const live = inject(LiveUpdates);
    merge(live.team(), live.applications())
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.read());
  }

  /** Which requests the list shows now. */
  show(ids: readonly string[]): void {
    if (ids.join() !== this.ids.join()) {
      this.ids = ids;
      void this.read();
    }
  }

  of(id: string): TeamMarkDto | null {
    return this.marks().get(id) ?? null;
  }

  /** Marks help and are no condition: without an answer the list shows those it had. */
  private async read(): Promise<void> {
    this.reading += 1;
    const mine = this.reading;
    const found = new Map<string, TeamMarkDto>();
    try {
      for (let at = 0; at < this.ids.length; at += ASKED_AT_ONCE) {
        const applications = this.ids.slice(at, at + ASKED_AT_ONCE).join();
        const { items } = await firstValueFrom(
          this.http.get<TeamMarksDto>('/api/v1/team/marks', { params: { applications } }),
        );
        items.forEach((one) => found.set(one.applicationId, one));
      }
    } catch {
      return;
    }
    if (mine === this.reading) {
      this.marks.set(found);
    }
  }
}
