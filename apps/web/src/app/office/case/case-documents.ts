import { Component, computed, inject } from '@angular/core';
import { OkIcon, OkNote, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { ApplicationDocumentDto, RemarkDto } from '@okno/web/api-client';

import { DocumentPages } from '../../shell/preview/document-pages';
import { Previews, isShown } from '../../shell/preview/previews';
import { CaseDesk } from './case-desk';
import { CaseFile } from './case-file';
import { RemarkComposer } from './remark-composer';

/** The files of the case beside the answers: one is shown, any can be downloaded. */
@Component({
  selector: 'okno-case-documents',
  imports: [DocumentPages, OkIcon, OkNote, RemarkComposer],
  templateUrl: './case-documents.html',
  styleUrl: './case-documents.css',
})
export class CaseDocuments {
  private readonly previews = inject(Previews);
  protected readonly file = inject(CaseFile);
  protected readonly desk = inject(CaseDesk);
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
  protected readonly isShown = isShown;

  protected slotName(code: string): string {
    const slot = this.file.definition()?.documents.find((one) => one.code === code);
    return slot ? this.say(slot.label) : code;
  }

  protected remarksOf(slot: string): readonly RemarkDto[] {
    return (this.file.application()?.remarks ?? []).filter(
      ({ target }) => target.path === `doc.${slot}`,
    );
  }

  protected contentOf({ id }: ApplicationDocumentDto): string {
    return `/api/v1/documents/${id}/content`;
  }

  protected look(document: ApplicationDocumentDto): void {
    const { name, mime, size, scan } = document;
    void this.previews.open({ name, mime, size, scan, address: this.contentOf(document) });
  }
}
