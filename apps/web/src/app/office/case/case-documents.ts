import { HttpClient } from '@angular/common/http';
import { Component, DestroyRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { DomSanitizer, type SafeResourceUrl } from '@angular/platform-browser';
import { OkIcon, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { ApplicationDocumentDto, RemarkDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { OfficeProblems } from '../office-problems';
import { CaseDesk } from './case-desk';
import { CaseFile } from './case-file';
import { RemarkComposer } from './remark-composer';

/** Only these are shown in the page; anything else is for downloading. */
const SHOWN = { 'application/pdf': 'frame', 'image/png': 'image', 'image/jpeg': 'image' } as const;

const viewerOf = (mime: string): 'frame' | 'image' | null =>
  mime in SHOWN ? (mime === 'application/pdf' ? 'frame' : 'image') : null;

/** The files of the case beside the answers: one is shown, any can be downloaded. */
@Component({
  selector: 'okno-case-documents',
  imports: [OkIcon, RemarkComposer],
  templateUrl: './case-documents.html',
  styleUrl: './case-documents.css',
})
export class CaseDocuments {
  private readonly http = inject(HttpClient);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly file = inject(CaseFile);
  protected readonly desk = inject(CaseDesk);
  protected readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** In the order of the form; replaced files stand last. */
  protected readonly documents = computed<readonly ApplicationDocumentDto[]>(() => {
    const slots = (this.file.definition()?.documents ?? []).map(({ code }) => code);
    return [...(this.file.application()?.documents ?? [])].sort(
      (a, b) =>
        Number(a.replaced) - Number(b.replaced) || slots.indexOf(a.slot) - slots.indexOf(b.slot),
    );
  });
  /** Slots without a file: a remark may ask for one. */
  protected readonly missing = computed(() => {
    const given = new Set(this.documents().map(({ slot }) => slot));
    return (this.file.definition()?.documents ?? []).filter(({ code }) => !given.has(code));
  });
  protected readonly shown = computed(
    () => this.documents().find(({ id }) => id === this.desk.document()) ?? this.documents()[0],
  );
  private readonly shownId = computed(() => this.shown()?.id);
  protected readonly viewer = computed(() => viewerOf(this.shown()?.mime ?? ''));
  protected readonly address = signal<SafeResourceUrl | undefined>(undefined);
  protected readonly failure = signal<unknown>(undefined);
  private made: string | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.drop();
    });
    effect(() => {
      this.shownId();
      untracked(() => void this.load());
    });
  }

  protected slotName(code: string): string {
    const slot = this.file.definition()?.documents.find((one) => one.code === code);
    return slot ? this.say(slot.label) : code;
  }

  protected remarksOf(slot: string): readonly RemarkDto[] {
    return (this.file.application()?.remarks ?? []).filter(
      ({ target }) => target.path === `doc.${slot}`,
    );
  }

  /** The server sends every file as a download; a viewer needs an address of this page. */
  protected async load(): Promise<void> {
    this.drop();
    const document = this.shown();
    if (!document || viewerOf(document.mime) === null || document.scan === 'INFECTED') {
      return;
    }
    try {
      const content = await firstValueFrom(
        this.http.get(`/api/v1/documents/${document.id}/content`, { responseType: 'arraybuffer' }),
      );
      if (this.shown()?.id === document.id) {
        // The type is one of SHOWN: nothing that runs scripts can get into the frame.
        this.made = URL.createObjectURL(new Blob([content], { type: document.mime }));
        this.address.set(this.sanitizer.bypassSecurityTrustResourceUrl(this.made));
      }
    } catch (error) {
      this.failure.set(error);
    }
  }

  private drop(): void {
    this.failure.set(undefined);
    this.address.set(undefined);
    if (this.made !== undefined) {
      URL.revokeObjectURL(this.made);
      this.made = undefined;
    }
  }
}
