import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkPanel, injectFormats, injectTexts } from '@okno/web/ui';

import type { ReceiptDto } from '../applications/application-api';
import { QrCode } from '../qr-code';

/** The receipt in short: number, time with its zone, QR code, control sum. */
@Component({
  selector: 'okno-receipt-panel',
  imports: [OkPanel, QrCode, RouterLink],
  template: `
    @if (receipt(); as one) {
      <ok-panel [heading]="t('track.receipt.heading')">
        <div class="row top">
          <okno-qr-code [text]="one.verifyUrl" [label]="t('track.receipt.qr')" />
          <div class="sm">
            <b class="strong">{{ one.number }}</b>
            <p class="muted">
              {{
                t('track.receipt.at', {
                  time: f().dateTime(one.submittedAt, one.zone),
                  zone: f().offset(one.submittedAt, one.zone),
                })
              }}
            </p>
            <p>
              <a [routerLink]="['/cabinet/applications', id(), 'receipt']">{{
                t('track.receipt.open')
              }}</a>
            </p>
            <p>
              <a [href]="'/api/v1/applications/' + id() + '/receipt?format=pdf'">{{
                t('track.receipt.pdf')
              }}</a>
            </p>
          </div>
        </div>
        <p class="mono muted">SHA-256 {{ one.hash }}</p>
      </ok-panel>
    }
  `,
  styles: `
    .row {
      gap: 16px;
      flex-wrap: wrap;
    }
    .sm {
      flex: 1 1 150px;
      display: grid;
      gap: 4px;
      overflow-wrap: anywhere;
    }
    .mono {
      margin-top: 12px;
    }
  `,
})
export class ReceiptPanel {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  readonly id = input.required<string>();

  private readonly answer = httpResource<ReceiptDto>(
    () => `/api/v1/applications/${this.id()}/receipt`,
  );
  /** Without it the page is complete all the same: the receipt has a page of its own. */
  protected readonly receipt = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
}
