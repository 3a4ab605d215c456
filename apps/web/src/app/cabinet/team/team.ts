import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { TeamDto } from '@okno/web/api-client';
import { filter } from 'rxjs';

import { injectAskAgain } from '../../shell/ask-again';
import { LiveUpdates } from '../../shell/live-updates';
import { Session } from '../../shell/session';

/**
 * The people of a request's organisation, how much they said, and whose signature it waits for; kept up to date.
 * Provide it in the page's component.
 */
@Injectable()
export class Team {
  private readonly session = inject(Session);
  private readonly wanted = signal('');
  readonly answer = httpResource<TeamDto>(() => {
    const id = this.wanted();
    return id ? `/api/v1/applications/${id}/team` : undefined;
  });
  /** Reads it again. */
  readonly again = injectAskAgain(this.answer);
  private readonly got = computed(() => ({
    id: this.wanted(),
    team: this.answer.hasValue() ? this.answer.value() : undefined,
  }));
  /** A failed reload must not take away what is on the screen. */
  private readonly known = linkedSignal<ReturnType<typeof this.got>, TeamDto | undefined>({
    source: this.got,
    computation: (now, before) =>
      now.team ?? (before?.source.id === now.id ? before.value : undefined),
  });

  readonly id = this.wanted.asReadonly();
  readonly ready = computed(() => this.known() !== undefined);
  readonly signature = computed(() => this.known()?.signature ?? null);
  readonly unread = computed(() => this.known()?.comments.unread ?? 0);
  /** Everybody else who may act for the organisation. */
  readonly colleagues = computed(() =>
    (this.known()?.people ?? []).filter(({ id }) => id !== this.session.me()?.id),
  );
  /** Whether there is anybody to talk to, or something was said. A person alone is not bothered. */
  readonly talks = computed(
    () => this.colleagues().length > 0 || (this.known()?.comments.total ?? 0) > 0,
  );
  /** Colleagues who may file. */
  readonly filers = computed(() => this.colleagues().filter(({ canFile }) => canFile));

  constructor() {
    inject(LiveUpdates)
      .team()
      .pipe(
        filter((id) => id === null || id === this.wanted()),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.again();
      });
  }

  open(id: string): void {
    this.wanted.set(id);
  }
}

/** The first letters of a name, for a picture of a person. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => /^\p{L}/u.exec(word)?.[0] ?? '')
    .join('');
}
