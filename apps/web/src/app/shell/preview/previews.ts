import { Dialog } from '@angular/cdk/dialog';
import { Service, inject } from '@angular/core';

/** A file to look at. */
export interface PreviewedFile {
  readonly name: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  readonly scan: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED';
  /** Where it is: `/api/v1/…/content`. */
  readonly address: string;
}

const SHOWN: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg'];

/** Whether a file can be looked at in the page; one with a virus never is. */
export function isShown({ mime, scan }: Pick<PreviewedFile, 'mime' | 'scan'>): boolean {
  return SHOWN.includes(mime) && scan !== 'INFECTED';
}

/** Shows files over the page. Esc closes it, and the focus goes back to where it was. */
@Service()
export class Previews {
  private readonly dialog = inject(Dialog);

  async open(file: PreviewedFile): Promise<void> {
    const { DocumentPreview } = await import('./document-preview');
    this.dialog.open(DocumentPreview, {
      data: file,
      ariaLabel: file.name,
      autoFocus: '.paper',
      maxWidth: '100vw',
    });
  }
}
