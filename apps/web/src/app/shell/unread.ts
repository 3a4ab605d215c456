import { HttpClient } from '@angular/common/http';
import { Service, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** How many notices the signed-in person has not read. */
@Service()
export class Unread {
  private readonly http = inject(HttpClient);
  private readonly known = signal<number | null>(null);

  /** Null until it was asked for. */
  readonly count = this.known.asReadonly();

  /** Asks the server. Without an answer the last figure stays: the bell is not worth an error. */
  async ask(): Promise<void> {
    try {
      const page = await firstValueFrom(
        this.http.get<{ readonly total: number }>('/api/v1/notifications', {
          params: { unread: true, limit: 1 },
        }),
      );
      this.known.set(page.total);
    } catch {
      // No connection, or signed out meanwhile: the next event or page asks again.
    }
  }
}
