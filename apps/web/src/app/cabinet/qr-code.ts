import { Component, effect, input, signal } from '@angular/core';

/** A QR code as one path, drawn here: no image is asked of anybody. */
@Component({
  selector: 'okno-qr-code',
  template: `
    @if (drawing(); as one) {
      <svg
        role="img"
        [attr.aria-label]="label()"
        [attr.viewBox]="'0 0 ' + one.side + ' ' + one.side"
        shape-rendering="crispEdges"
      >
        <path [attr.d]="one.path" fill="#191b20" />
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      width: 124px;
      height: 124px;
      padding: 8px;
      /* Scanners want dark on light in both themes. */
      background: #fff;
      border: 1px solid var(--ok-hairline);
    }
    svg {
      width: 100%;
      height: 100%;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  protected readonly drawing = signal<{ side: number; path: string } | null>(null);

  constructor() {
    effect((onCleanup) => {
      const text = this.text();
      let current = true;
      onCleanup(() => {
        current = false;
      });
      void import('qrcode').then(({ default: qr }) => {
        if (current) {
          const { modules } = qr.create(text, { errorCorrectionLevel: 'M' });
          this.drawing.set({ side: modules.size, path: pathOf(modules) });
        }
      });
    });
  }
}

/** Dark squares as runs in rows. */
function pathOf({ size, data }: { size: number; data: Uint8Array }): string {
  const runs: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let start = 0; start < size; start += 1) {
      let end = start;
      while (end < size && data[row * size + end] === 1) {
        end += 1;
      }
      if (end > start) {
        runs.push(`M${start} ${row}h${end - start}v1h${start - end}z`);
        start = end;
      }
    }
  }
  return runs.join('');
}
