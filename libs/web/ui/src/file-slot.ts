import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';

import { injectFormats } from './formats';
import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

/** A file that is there. */
export interface SlotFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly scan: 'NOT_SCANNED' | 'CLEAN' | 'INFECTED';
  readonly uploadedAt?: string;
  /** Whether it took the place of an earlier file of this slot. */
  readonly replaced?: boolean;
  /** Where it opens. */
  readonly href?: string;
  /** Whether it can be looked at in the page. */
  readonly shown?: boolean;
}

/** What becomes of a file on its way. LEFT: its beginning is here, and it goes on when the same file is chosen again. */
export type UploadState = 'WAITING' | 'SENDING' | 'PAUSED' | 'LEFT' | 'FAILED';

/** A file on its way. */
export interface SlotUpload {
  readonly key: string;
  readonly name: string;
  readonly state: UploadState;
  /** Bytes. */
  readonly sent: number;
  readonly total: number;
  /** Why it was refused; the file is not there. */
  readonly error?: string;
  /** The file itself was not refused, it did not get through: it may go on. */
  readonly retriable?: boolean;
}

/** Whether an upload takes a place: one that failed or waits to be chosen again does not. */
export function isGoing({ state }: SlotUpload): boolean {
  return state !== 'FAILED' && state !== 'LEFT';
}

/** A place for one kind of document: empty, drag, uploading, scanned, replaced, refused. */
@Component({
  selector: 'ok-file-slot',
  imports: [OkIcon],
  templateUrl: './file-slot.html',
  styleUrl: './file-slot.css',
})
export class OkFileSlot {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly isGoing = isGoing;

  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input('');
  readonly slotId = input('');
  readonly required = input(false);
  /** How many files are needed and allowed. */
  readonly min = input(1);
  readonly max = input(1);
  /** Extensions without the dot: `['pdf', 'docx']`. */
  readonly types = input<readonly string[]>([]);
  readonly maxBytes = input(20 * 1024 * 1024);
  readonly files = input<readonly SlotFile[]>([]);
  readonly uploads = input<readonly SlotUpload[]>([]);
  readonly disabled = input(false);

  /** Files the person chose; the parent uploads them. */
  readonly choose = output<readonly File[]>();
  /** Id of a file to look at. */
  readonly look = output<string>();
  /** Id of a file to take away. */
  readonly remove = output<string>();
  /** Key of an upload to stop, or of a refusal that was read. */
  readonly stop = output<string>();
  /** Key of an upload to hold. */
  readonly hold = output<string>();
  /** Key of an upload to go on with: one that was held, or did not get through. */
  readonly goOn = output<string>();

  protected readonly dragging = signal(false);
  protected readonly accept = computed(() =>
    this.types()
      .map((type) => `.${type}`)
      .join(','),
  );
  protected readonly full = computed(
    () => this.files().length + this.uploads().filter(isGoing).length >= this.max(),
  );
  protected readonly count = computed(() =>
    this.min() > 1 ? this.t('ui.slot.count', { given: this.files().length, min: this.min() }) : '',
  );
  protected readonly enough = computed(() => this.files().length >= this.min());
  protected readonly rules = computed(() =>
    this.t('ui.slot.rules', {
      types: this.types().join(', ').toUpperCase(),
      size: this.f().bytes(this.maxBytes()),
    }),
  );

  protected iconOf(file: SlotFile): IconName {
    return file.scan === 'INFECTED' ? 'circle-alert' : 'file-check';
  }

  protected metaOf(file: SlotFile): string {
    const parts = [
      this.f().bytes(file.size),
      this.t(`ui.slot.scan.${file.scan}`),
      file.replaced ? this.t('ui.slot.replaced') : '',
    ];
    return parts.filter(Boolean).join(' · ');
  }

  /**
   * What a screen reader is told: how it stands with each file, and which one has come. Bytes are not part of it:
   * it would be read out at every one of them.
   */
  protected readonly news = linkedSignal<{ files: readonly SlotFile[]; going: string }, string>({
    source: () => ({
      files: this.files(),
      going: this.uploads()
        .filter(isGoing)
        .map(({ name, state }) => this.t(`ui.slot.news.${state}`, { name }))
        .join(' '),
    }),
    computation: ({ files, going }, before) => {
      const known = new Set(before?.source.files.map(({ id }) => id));
      const come = before ? files.filter(({ id }) => !known.has(id)) : [];
      return [...come.map(({ name }) => this.t('ui.slot.news.done', { name })), going]
        .join(' ')
        .trim();
    },
  });

  protected wordsOf({ state, sent, total }: SlotUpload): string {
    const key = state === 'SENDING' ? (sent < total ? 'sent' : 'checking') : state.toLowerCase();
    return this.t(`ui.slot.${key}`, { sent: this.f().bytes(sent), total: this.f().bytes(total) });
  }

  /** What the cross does. */
  protected stopWords({ state, name }: SlotUpload): string {
    const key = state === 'FAILED' ? 'dismiss' : state === 'LEFT' ? 'discard' : 'cancel';
    return this.t(`ui.slot.${key}`, { name });
  }

  protected percentOf(upload: SlotUpload): number {
    return upload.total > 0 ? Math.floor((upload.sent / upload.total) * 100) : 0;
  }

  protected take(list: FileList | null | undefined): void {
    this.dragging.set(false);
    const files = [...(list ?? [])].slice(0, this.max());
    if (files.length > 0 && !this.disabled()) {
      this.choose.emit(files);
    }
  }

  protected hover(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.dragging.set(over && !this.disabled());
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.take(event.dataTransfer?.files);
  }
}
