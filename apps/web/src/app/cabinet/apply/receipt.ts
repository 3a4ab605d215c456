import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkIcon, OkSkeleton, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { PageTitle } from '../../shell/page-title';
import type { ReceiptDto } from '../applications/application-api';
import { QrCode } from '../qr-code';
import { LoadFailed } from '../../shell/load-failed';

/** What was filed and when, with everything anybody needs to check it. Shown right after filing, and later too. */
@Component({
  selector: 'okno-receipt',
  imports: [LoadFailed, OkIcon, OkSkeleton, QrCode, RouterLink],
  templateUrl: './receipt.html',
  styleUrl: './receipt.css',
})
export class Receipt {
  private readonly title = inject(PageTitle);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly id = input.required<string>();

  protected readonly answer = httpResource<ReceiptDto>(
    () => `/api/v1/applications/${this.id()}/receipt`,
  );
  protected readonly receipt = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly pdf = computed(() => `/api/v1/applications/${this.id()}/receipt?format=pdf`);
  /** The first filing: what this receipt is of. */
  protected readonly package = computed(() => `/api/v1/applications/${this.id()}/package?round=0`);

  constructor() {
    effect(() => {
      const receipt = this.receipt();
      if (receipt) {
        this.title.show(receipt.number);
      }
    });
  }
}
