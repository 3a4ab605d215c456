import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Service, computed, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** Who is signed in, as GET /api/v1/me says. */
export interface Me {
  readonly id: string;
  readonly email: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly patronymic: string | null;
  readonly lang: 'ru' | 'en';
  readonly roles: readonly { readonly role: string; readonly clusterCode: string | null }[];
  readonly permissions: readonly string[];
  readonly organisations: readonly {
    readonly id: string;
    readonly inn: string;
    readonly shortName: string;
    readonly state: 'UNCONFIRMED' | 'CONFIRMED';
    readonly isAdmin: boolean;
    readonly canFile: boolean;
  }[];
  readonly unreadNotifications: number;
  readonly demo: boolean;
}

// The session cookie cannot be read from here. This mark only spares visitors who never signed in
// a request that would answer 401; a guarded page asks the server in any case.
const MARK = 'okno.signed-in';

/** Whoever has one of these has something to do in the office. */
const STAFF = [
  'application.register',
  'application.assign',
  'application.check',
  'application.decide',
  'organisation.confirm',
] as const;

/** The signed-in person and what they may do. The server decides again on every request. */
@Service()
export class Session {
  private readonly http = inject(HttpClient);
  private readonly person = signal<Me | null>(null);
  private asked: Promise<Me | null> | undefined;

  readonly me = this.person.asReadonly();
  readonly signedIn = computed(() => this.person() !== null);
  readonly permissions = computed<ReadonlySet<string>>(
    () => new Set(this.person()?.permissions ?? []),
  );
  /** Whether the person works at the centre. */
  readonly staff = computed(() => STAFF.some((permission) => this.permissions().has(permission)));

  /** Whether somebody signed in on this device and has not signed out. */
  get likely(): boolean {
    return localStorage.getItem(MARK) !== null;
  }

  /** The answer of GET me, asked once; null when signed out. Rejects when the server is not reached. */
  known(): Promise<Me | null> {
    this.asked ??= this.ask().catch((error: unknown) => {
      this.asked = undefined;
      throw error;
    });
    return this.asked;
  }

  /** Call with the answer of POST auth/login, or after a change of the profile. */
  begin(me: Me): void {
    localStorage.setItem(MARK, '1');
    this.person.set(me);
    this.asked = Promise.resolve(me);
  }

  /** Asks again: after a new organisation, a new role, a read notification. */
  refresh(): Promise<Me | null> {
    this.asked = undefined;
    return this.known();
  }

  /** Forgets the person here; the cookie is the server's. */
  forget(): void {
    localStorage.removeItem(MARK);
    this.person.set(null);
    this.asked = Promise.resolve(null);
  }

  /** Ends the session on the server and here. */
  async end(): Promise<void> {
    await firstValueFrom(this.http.post('/api/v1/auth/logout', {}));
    this.forget();
  }

  private async ask(): Promise<Me | null> {
    try {
      const me = await firstValueFrom(this.http.get<Me>('/api/v1/me'));
      this.begin(me);
      return me;
    } catch (error) {
      // Signed out is an answer; anything else (no connection, 5xx) is the caller's to show.
      if (error instanceof HttpErrorResponse && error.status === 401) {
        this.forget();
        return null;
      }
      throw error;
    }
  }
}
