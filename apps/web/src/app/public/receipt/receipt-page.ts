import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { ReceiptCheckDto } from '@okno/web/api-client';
import {
  OkField,
  OkIcon,
  OkInput,
  OkSkeleton,
  OkStatus,
  injectFormats,
  injectSay,
  injectTexts,
  type Text,
} from '@okno/web/ui';

import { readHash, readNumber } from './receipt-words';
import { LoadFailed } from '../../shell/load-failed';

/** The answer of the check; texts are there for a genuine receipt. */
interface ReceiptCheck extends Omit<ReceiptCheckDto, 'clusterName' | 'measure'> {
  readonly clusterName?: Text;
  readonly measure?: Text;
}

/**
 * Anybody may check a receipt: its number and control sum must belong together. The address of the QR code
 * holds both; without them the page asks.
 */
@Component({
  selector: 'okno-receipt-page',
  imports: [LoadFailed, OkField, OkIcon, OkInput, OkSkeleton, OkStatus],
  templateUrl: './receipt-page.html',
  styleUrl: './receipt-page.css',
})
export class ReceiptPage {
  private readonly router = inject(Router);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** From the address: /receipts/KZB-SRV-2026-000412?hash=… */
  readonly number = input<string>();
  readonly hash = input<string>();

  protected readonly typedNumber = linkedSignal(() => this.number() ?? '');
  protected readonly typedHash = linkedSignal(() => this.hash() ?? '');
  protected readonly numberError = signal('');
  protected readonly hashError = signal('');

  protected readonly answer = httpResource<ReceiptCheck>(() => {
    const [number, hash] = [this.number(), this.hash()];
    return number && hash
      ? { url: `/api/v1/receipts/${encodeURIComponent(number)}`, params: { hash } }
      : undefined;
  });
  protected readonly check = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  /** The server knows no such pair: a wrong number, a wrong sum and a malformed one are told the same way. */
  protected readonly unknown = computed(() => {
    const error = this.answer.error();
    const refused = error instanceof HttpErrorResponse && [400, 404].includes(error.status);
    return refused || this.check()?.valid === false;
  });

  protected submit(event: Event): void {
    event.preventDefault();
    const number = readNumber(this.typedNumber());
    const hash = readHash(this.typedHash());
    this.numberError.set(number ? '' : this.t('registry.receipt.numberWrong'));
    this.hashError.set(hash ? '' : this.t('registry.receipt.hashWrong'));
    if (number && hash) {
      void this.router.navigate(['/receipts', number], { queryParams: { hash } });
    }
  }
}
