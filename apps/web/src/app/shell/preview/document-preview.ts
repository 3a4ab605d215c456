import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { OkIcon, OkNote, injectFormats, injectTexts } from '@okno/web/ui';

import { DocumentPages } from './document-pages';
import type { PreviewedFile } from './previews';

/** One file over the page, with what an antivirus has said of it, and a way to have it. */
@Component({
  selector: 'okno-document-preview',
  imports: [DocumentPages, OkIcon, OkNote],
  template: `
    <div class="head">
      <div class="grow">
        <h2>{{ file.name }}</h2>
        <p class="sm muted">{{ f().bytes(file.size) }} · {{ t('ui.slot.scan.' + file.scan) }}</p>
      </div>
      <a class="btn btn--s" [href]="file.address" [attr.download]="file.name">
        <ok-icon name="download" [size]="16" />{{ t('ui.preview.download') }}
      </a>
      <button
        type="button"
        class="icon-btn"
        [attr.aria-label]="t('ui.dialog.close')"
        (click)="ref.close()"
      >
        <ok-icon name="x" [size]="20" />
      </button>
    </div>
    @if (file.scan === 'NOT_SCANNED') {
      <ok-note tone="plain" icon="triangle-alert">{{ t('ui.preview.notScanned') }}</ok-note>
    }
    <okno-document-pages [address]="file.address" [name]="file.name" [mime]="file.mime" />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      width: min(1100px, 100vw);
      height: min(1200px, 96vh);
      overflow: hidden;
      background: var(--ok-surface-container-lowest);
      border-radius: var(--ok-corner-large);
      box-shadow: var(--ok-level3);
    }
    .head {
      display: flex;
      gap: 10px;
      align-items: flex-start;
      padding: 14px 16px 10px;
    }
    .grow {
      flex: 1;
      min-width: 0;
    }
    h2 {
      overflow-wrap: anywhere;
    }
    okno-document-pages {
      flex: 1;
    }
  `,
})
export class DocumentPreview {
  protected readonly ref = inject<DialogRef>(DialogRef);
  protected readonly file = inject<PreviewedFile>(DIALOG_DATA);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
}
