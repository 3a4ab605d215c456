import { HttpClient } from '@angular/common/http';
import {
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { OkIcon, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems } from '../problem';
import { PdfLocked, drawPage, openPdf, type PDFDocumentProxy } from './pdf-file';

const ZOOMS: readonly number[] = [0.5, 0.75, 1, 1.5, 2, 3];
const FIT = 1;

/** A PDF page by page, or a picture, to be looked at: zoom, keys, and its text for a screen reader. */
@Component({
  selector: 'okno-document-pages',
  imports: [OkIcon],
  templateUrl: './document-pages.html',
  styleUrl: './document-pages.css',
})
export class DocumentPages {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  protected readonly t = injectTexts();

  /** Where the file is: `/api/v1/…/content`. */
  readonly address = input.required<string>();
  readonly name = input.required<string>();
  /** One of `isShown`. */
  readonly mime = input.required<string>();

  protected readonly isPdf = computed(() => this.mime() === 'application/pdf');
  private readonly file = signal<PDFDocumentProxy | undefined>(undefined);
  protected readonly picture = signal('');
  protected readonly failure = signal('');
  protected readonly busy = signal(true);
  protected readonly text = signal('');
  protected readonly pages = computed(() => this.file()?.numPages ?? 1);
  protected readonly page = linkedSignal({ source: this.file, computation: () => 1 });
  protected readonly zoom = linkedSignal({ source: this.address, computation: () => FIT });
  protected readonly percent = computed(() => Math.round(this.zoom() * 100));
  protected readonly mayGrow = computed(() => this.zoom() < (ZOOMS.at(-1) ?? FIT));
  protected readonly mayShrink = computed(() => this.zoom() > (ZOOMS[0] ?? FIT));

  private readonly canvas = viewChild<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly paper = viewChild<ElementRef<HTMLElement>>('paper');
  private readonly width = signal(0);
  private gone = false;

  constructor() {
    effect(() => {
      this.address();
      untracked(() => void this.load());
    });
    effect((onCleanup) => {
      const paper = this.paper()?.nativeElement;
      const watch = new ResizeObserver(([entry]) => {
        this.width.set(Math.floor(entry?.contentRect.width ?? 0));
      });
      if (paper) {
        watch.observe(paper);
      }
      onCleanup(() => {
        watch.disconnect();
      });
    });
    effect((onCleanup) => {
      const stop = new AbortController();
      onCleanup(() => {
        stop.abort();
      });
      void this.draw(stop.signal);
    });
    inject(DestroyRef).onDestroy(() => {
      this.gone = true;
      this.drop();
    });
  }

  protected turn(by: number): void {
    this.page.update((at) => Math.min(this.pages(), Math.max(1, at + by)));
  }

  protected resize(by: 1 | -1): void {
    const at = ZOOMS.indexOf(this.zoom());
    this.zoom.set(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))] ?? FIT);
  }

  protected press(event: KeyboardEvent): void {
    const act = this.keys()[event.key];
    if (act && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      act();
    }
  }

  protected async load(): Promise<void> {
    this.drop();
    this.busy.set(true);
    const address = this.address();
    try {
      const content = await firstValueFrom(this.http.get(address, { responseType: 'arraybuffer' }));
      const file = this.isPdf() ? await openPdf(content) : undefined;
      if (!this.isWanted(address)) {
        void file?.loadingTask.destroy();
        return;
      }
      this.file.set(file);
      if (!file) {
        this.picture.set(URL.createObjectURL(new Blob([content], { type: this.mime() })));
      }
    } catch (error) {
      if (!this.isWanted(address)) {
        return;
      }
      this.fail(error);
    }
    this.busy.set(false);
  }

  /** Whether what was asked for is still what is shown. */
  private isWanted(address: string): boolean {
    return !this.gone && address === this.address();
  }

  /** The server's words where it refused; else what the file itself is guilty of. */
  protected fail(error: unknown): void {
    const key = error instanceof PdfLocked ? 'locked' : 'broken';
    const refused = error instanceof Error && 'status' in error;
    this.failure.set(refused ? this.problems.explain(error) : this.t(`ui.preview.${key}`));
  }

  private keys(): Readonly<Record<string, () => void>> {
    const turning = {
      PageDown: () => {
        this.turn(1);
      },
      PageUp: () => {
        this.turn(-1);
      },
      Home: () => {
        this.page.set(1);
      },
      End: () => {
        this.page.set(this.pages());
      },
    };
    const sizing = {
      '+': () => {
        this.resize(1);
      },
      '=': () => {
        this.resize(1);
      },
      '-': () => {
        this.resize(-1);
      },
      '0': () => {
        this.zoom.set(FIT);
      },
    };
    return this.isPdf() ? { ...turning, ...sizing } : sizing;
  }

  private async draw(signal: AbortSignal): Promise<void> {
    const [file, canvas] = [this.file(), this.canvas()?.nativeElement];
    const [number, width] = [this.page(), this.width() * this.zoom()];
    if (!file || !canvas || width === 0) {
      return;
    }
    try {
      const text = await drawPage(file, canvas, { number, width, signal });
      this.text.set(text);
    } catch (error) {
      // A drawing that was given up for the next one is no failure.
      if (!signal.aborted) {
        this.fail(error);
      }
    }
  }

  private drop(): void {
    this.failure.set('');
    this.text.set('');
    void this.file()?.loadingTask.destroy();
    this.file.set(undefined);
    if (this.picture() !== '') {
      URL.revokeObjectURL(this.picture());
      this.picture.set('');
    }
  }
}
