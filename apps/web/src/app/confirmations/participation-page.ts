import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { ConfirmationPageDto } from '@okno/web/api-client';
import {
  Confirm,
  OkCheck,
  OkField,
  OkIcon,
  OkInput,
  OkNote,
  OkSkeleton,
  injectFormats,
  injectSay,
  injectTexts,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { linkToken } from '../account/link-token';
import { problemOf, Problems } from '../shell/problem';

/** Codes after which the link is of no use any more. */
const USELESS = ['confirmation.not_found', 'request.invalid'];

/**
 * The link of a letter that asks somebody without an account to confirm his row. Nothing is answered by opening
 * it: programs that look into letters open links.
 */
@Component({
  selector: 'okno-participation',
  imports: [OkCheck, OkField, OkIcon, OkInput, OkNote, OkSkeleton, RouterLink],
  templateUrl: './participation-page.html',
  styleUrl: './participation-page.css',
})
export class ParticipationPage {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly ask = inject(Confirm);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  protected readonly token = computed(() => linkToken(this.fragment()));
  protected readonly page = signal<ConfirmationPageDto | undefined>(undefined);
  protected readonly useless = signal(false);
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  protected readonly declining = signal(false);

  protected readonly agreed = signal(false);
  protected readonly name = signal('');
  protected readonly post = signal('');
  protected readonly reason = signal('');
  /** What a press found missing, by field. */
  protected readonly missing = signal<readonly string[]>([]);

  constructor() {
    void this.look();
  }

  protected error(field: string): string {
    return this.missing().includes(field) ? this.t(`participation.missing.${field}`) : '';
  }

  protected async look(): Promise<void> {
    if (this.token()) {
      await this.send('open', {});
    }
  }

  protected async confirm(): Promise<void> {
    const asked = this.page()?.asked;
    const partner = asked?.by === 'ORGANISATION';
    const name = this.name().trim();
    const post = this.post().trim();
    this.missing.set([
      ...(partner && name.length < 2 ? ['name'] : []),
      ...(partner && post.length < 2 ? ['post'] : []),
      ...(this.agreed() ? [] : ['consent']),
    ]);
    if (asked && this.missing().length === 0) {
      const signer = partner ? { name, post } : {};
      await this.send('confirm', { version: asked.consent.version, ...signer });
    } else {
      this.focus(this.missing()[0]);
    }
  }

  protected async decline(): Promise<void> {
    const reason = this.reason().trim();
    this.missing.set(reason.length < 3 ? ['reason'] : []);
    if (this.missing().length === 0) {
      await this.send('decline', { reason });
    } else {
      this.focus('reason');
    }
  }

  protected async revoke(): Promise<void> {
    const sure = await this.ask.ask({
      heading: this.t('participation.revoke.heading'),
      text: this.t('participation.revoke.text'),
      confirm: this.t('participation.revoke.button'),
      danger: true,
    });
    if (sure) {
      await this.send('revoke', {});
    }
  }

  private async send(path: string, body: object): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      this.page.set(
        await firstValueFrom(
          this.http.post<ConfirmationPageDto>(`/api/v1/confirmations/${path}`, {
            token: this.token(),
            ...body,
          }),
        ),
      );
    } catch (error) {
      const { code } = problemOf(error);
      if (USELESS.includes(code) && path === 'open') {
        this.useless.set(true);
      } else {
        this.failure.set(this.problems.explain(error));
      }
      if (code === 'consent.outdated') {
        this.agreed.set(false);
        this.busy.set(false);
        await this.look();
      }
    } finally {
      this.busy.set(false);
    }
  }

  private focus(field: string | undefined): void {
    document.getElementById(`participation-${field ?? ''}`)?.focus();
  }
}
