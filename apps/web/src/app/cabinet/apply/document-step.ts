import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { MAX_FILE_BYTES } from '@okno/shared/form-schema';
import { fieldIdOf, injectProblemTexts } from '@okno/web/form';
import { OkFileSlot, OkNote, injectFormats, injectSay, injectTexts, isGoing } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Previews } from '../../shell/preview/previews';
import { Problems } from '../../shell/problem';
import { Talk } from '../team/talk';
import type { DocumentDto } from '../applications/application-api';
import { DocumentUploads } from './document-uploads';
import { Draft } from './draft';
import { KnownDocuments, type KnownDocumentDto } from './known-documents';
import { ReplaceFile } from './replace-file';
import { presentDocuments, previewOf, slotFiles } from './slot-documents';

const MAX_TOTAL = 100 * 1024 * 1024;

/** One slot for each document the form asks for: upload with progress, delete, replace. */
@Component({
  selector: 'okno-document-step',
  imports: [KnownDocuments, OkFileSlot, OkNote, ReplaceFile, Talk],
  template: `
    <p class="muted">{{ t('apply.documents.lead', { total: f().bytes(maxTotal) }) }}</p>
    @if (total() > 0) {
      <p class="sm muted">{{ t('apply.documents.total', { size: f().bytes(total()) }) }}</p>
    }
    <div class="panel slots">
      @for (one of slots(); track one.slot.code) {
        <div class="one">
          <ok-file-slot
            [slotId]="one.id"
            [label]="say(one.slot.label)"
            [hint]="say(one.slot.help)"
            [required]="one.required"
            [min]="one.min"
            [max]="one.max"
            [types]="one.slot.types"
            [maxBytes]="one.slot.maxBytes ?? maxFile"
            [files]="one.files"
            [uploads]="one.uploads"
            [error]="one.error"
            (choose)="add(one.slot.code, $event)"
            (look)="look($event)"
            (remove)="remove($event)"
            (stop)="uploads.stop($event)"
            (hold)="uploads.pause($event)"
            (goOn)="uploads.goOn($event)"
          />
          @if (one.known.length > 0 && one.files.length < one.max) {
            <okno-known-documents
              [applicationId]="applicationId()"
              [documents]="one.known"
              (taken)="put($event)"
            />
          }
          @if (one.max === 1 && one.files.length === 1 && one.going === 0) {
            <okno-replace-file
              [label]="say(one.slot.label)"
              [types]="one.slot.types"
              (choose)="add(one.slot.code, [$event])"
            />
          }
          <okno-talk kind="DOCUMENT" [path]="one.slot.code" [label]="say(one.slot.label)" />
        </div>
      } @empty {
        <ok-note>{{ t('apply.documents.none') }}</ok-note>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .one okno-talk {
      padding: 0 var(--panel-p) 12px;
    }
    .one + .one {
      border-top: 1px solid var(--ok-hairline);
    }
  `,
})
export class DocumentStep {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly draft = inject(Draft);
  private readonly previews = inject(Previews);
  private readonly problemTexts = injectProblemTexts();
  protected readonly uploads = inject(DocumentUploads);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  protected readonly maxTotal = MAX_TOTAL;
  protected readonly maxFile = MAX_FILE_BYTES;

  /** Whether what is missing shows too: after the check. */
  readonly showAll = input(false);

  protected readonly total = computed(() =>
    presentDocuments(this.draft.documents()).reduce((sum, { size }) => sum + size, 0),
  );
  protected readonly applicationId = computed(() => this.draft.application()?.id ?? '');
  /** Without an answer the slots work as they do: by upload. */
  private readonly offers = httpResource<{ readonly items: readonly KnownDocumentDto[] }>(() => {
    const id = this.applicationId();
    return id ? `/api/v1/applications/${id}/known-documents` : undefined;
  });
  private readonly known = computed(() =>
    this.offers.hasValue() ? this.offers.value().items : [],
  );
  protected readonly slots = computed(() =>
    this.draft.slots().map((state) => {
      const { code } = state.slot;
      return {
        ...state,
        id: fieldIdOf(`doc.${code}`),
        files: slotFiles(this.draft.documents(), code),
        uploads: this.uploads.list().filter(({ slot }) => slot === code),
        going: this.uploads.list().filter((one) => one.slot === code && isGoing(one)).length,
        error: this.errorOf(code),
        known: this.known().filter(({ slot }) => slot === code),
      };
    }),
  );

  constructor() {
    effect(() => {
      void this.uploads.look(this.applicationId());
    });
  }

  protected async add(slot: string, files: readonly File[]): Promise<void> {
    const id = this.draft.application()?.id;
    if (id === undefined) {
      return;
    }
    const sent = files.map(async (file) => {
      const added = await this.uploads.send(id, slot, file);
      if (added) {
        this.put(added);
      }
    });
    await Promise.all(sent);
  }

  protected look(id: string): void {
    const file = this.draft.documents().find((one) => one.id === id);
    if (file) {
      void this.previews.open(previewOf(file));
    }
  }

  protected put(added: DocumentDto): void {
    this.draft.documents.update((all) => [...all.filter(({ id }) => id !== added.id), added]);
    this.draft.again();
    this.offers.reload();
  }

  protected async remove(id: string): Promise<void> {
    const application = this.draft.application()?.id ?? '';
    try {
      await firstValueFrom(this.http.delete(`/api/v1/applications/${application}/documents/${id}`));
      this.draft.documents.update((all) => all.filter((one) => one.id !== id));
      this.offers.reload();
    } catch (error) {
      this.problems.show(error);
    }
  }

  private errorOf(code: string): string {
    const reading = this.draft.reading();
    const problem = this.draft
      .documentProblems()
      .find(
        ({ path, code: kind }) => path === `doc.${code}` && (this.showAll() || !QUIET.has(kind)),
      );
    return problem && reading ? this.problemTexts.of(problem, reading) : '';
  }
}

/** No news to somebody who has not finished. */
const QUIET: ReadonlySet<string> = new Set(['DOC_MISSING', 'DOC_TOO_FEW']);
