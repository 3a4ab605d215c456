import { HttpClient } from '@angular/common/http';
import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { fieldsByKey, type ColumnDefinition, type TableField } from '@okno/shared/form-schema';
import {
  OkFormField,
  OkFormTable,
  fieldAt,
  injectAnswerText,
  injectProblemTexts,
} from '@okno/web/form';
import {
  OkCheck,
  OkField,
  OkFileSlot,
  OkIcon,
  OkRemarkCard,
  OkTextArea,
  Toasts,
  injectFormats,
  injectSay,
  injectTexts,
  isGoing,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Previews } from '../../shell/preview/previews';
import { Problems } from '../../shell/problem';
import type { RemarkDto } from '../applications/application-api';
import { DocumentUploads } from '../apply/document-uploads';
import { Draft } from '../apply/draft';
import { ReplaceFile } from '../apply/replace-file';
import { previewOf, slotFiles } from '../apply/slot-documents';
import { isAnswered, valueAt } from './remark-value';

/** One remark to answer: what it is pinned to opens here, with was and now; or words why not. */
@Component({
  selector: 'okno-remark-answer',
  imports: [
    OkCheck,
    OkField,
    OkFileSlot,
    OkFormField,
    OkFormTable,
    OkIcon,
    OkRemarkCard,
    OkTextArea,
    ReplaceFile,
  ],
  templateUrl: './remark-answer.html',
  styles: `
    :host {
      display: block;
    }
    .own {
      display: grid;
      gap: 16px;
      margin-top: 14px;
    }
    .done {
      gap: 8px;
    }
  `,
})
export class RemarkAnswer {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(Problems);
  private readonly draft = inject(Draft);
  private readonly previews = inject(Previews);
  private readonly print = injectAnswerText();
  private readonly problemTexts = injectProblemTexts();
  protected readonly uploads = inject(DocumentUploads);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly remark = input.required<RemarkDto>();
  /** Whether it may be answered now. */
  readonly open = input.required<boolean>();
  readonly zone = input.required<string>();
  readonly changed = output();

  protected readonly words = linkedSignal(() => this.remark().answer ?? '');
  protected readonly disagree = linkedSignal(() => this.remark().disagree);
  protected readonly wordsOpen = linkedSignal(() => this.remark().answer !== null);
  protected readonly busy = signal(false);
  protected readonly missing = signal(false);

  protected readonly reading = computed(() => this.draft.reading());
  private readonly definition = computed(() =>
    this.draft.form.hasValue() ? this.draft.form.value().definition : undefined,
  );
  private readonly field = computed(() => {
    const definition = this.definition();
    const { kind, path } = this.remark().target;
    return definition && kind === 'FIELD' ? fieldAt(definition, path) : undefined;
  });
  protected readonly single = computed<ColumnDefinition | undefined>(() => {
    const field = this.field();
    return field && field.type !== 'table' ? field : undefined;
  });
  protected readonly table = computed<TableField | undefined>(() => {
    const field = this.field();
    return field?.type === 'table' ? field : undefined;
  });
  protected readonly slot = computed(() => {
    const { kind, path } = this.remark().target;
    const state = this.draft.slots().find(({ slot }) => `doc.${slot.code}` === path);
    return kind === 'DOCUMENT' && state
      ? {
          ...state,
          files: slotFiles(this.draft.documents(), state.slot.code),
          uploads: this.uploads.list().filter(({ slot }) => slot === state.slot.code),
          going: this.uploads.list().filter((one) => one.slot === state.slot.code && isGoing(one))
            .length,
        }
      : undefined;
  });
  protected readonly errors = computed(() => {
    const key = this.field()?.key;
    return (this.reading()?.problems ?? []).filter(
      ({ path }) => path === key || path.startsWith(`${key}[`) || path.startsWith(`${key}.`),
    );
  });
  protected readonly answered = computed(() => {
    const answers = this.reading()?.answers ?? this.draft.application()?.answers ?? {};
    const definition = this.definition();
    return (
      definition !== undefined &&
      isAnswered(this.remark(), answers, this.draft.documents(), keysOf(definition))
    );
  });
  protected readonly before = computed(() => this.printed(this.remark().before));
  protected readonly after = computed(() => {
    const { state, after, target } = this.remark();
    if (state !== 'OPEN') {
      return this.printed(after);
    }
    const reading = this.reading();
    return reading && target.kind === 'FIELD'
      ? this.printed(valueAt(reading.answers, target.path, keysOf(reading.definition)))
      : null;
  });
  protected readonly by = computed(() => {
    const { author, createdAt } = this.remark();
    const who = author.name ?? this.t('track.remarks.centre');
    return `${who} · ${this.f().dateTime(createdAt, this.zone())}`;
  });

  constructor() {
    effect(() => {
      if (this.slot() && this.open()) {
        void this.uploads.look(this.draft.application()?.id ?? '');
      }
    });
  }

  protected put(key: string, value: unknown): void {
    this.draft.keeper.edit(key, value);
  }

  protected leave(): void {
    this.draft.keeper.leave();
  }

  protected async add(slot: string, files: readonly File[]): Promise<void> {
    const id = this.draft.application()?.id ?? '';
    const sent = files.map(async (file) => {
      if (await this.uploads.send(id, slot, file)) {
        this.draft.again();
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

  protected async removeFile(id: string): Promise<void> {
    const application = this.draft.application()?.id ?? '';
    try {
      await firstValueFrom(this.http.delete(`/api/v1/applications/${application}/documents/${id}`));
      this.draft.again();
    } catch (error) {
      this.problems.show(error);
    }
  }

  protected async save(): Promise<void> {
    if (this.busy()) {
      return;
    }
    if (this.disagree() && this.words().trim() === '') {
      this.missing.set(true);
      return;
    }
    this.busy.set(true);
    try {
      await firstValueFrom(
        this.http.patch(`/api/v1/remarks/${this.remark().id}`, {
          answer: this.words().trim(),
          disagree: this.disagree(),
        }),
      );
      this.toasts.say(this.t('track.remarks.saved'));
      this.changed.emit();
    } catch (error) {
      this.problems.show(error);
    } finally {
      this.busy.set(false);
    }
  }

  protected fileError(code: string): string {
    const reading = this.reading();
    const problem = this.draft.documentProblems().find(({ path }) => path === `doc.${code}`);
    return reading && problem ? this.problemTexts.of(problem, reading) : '';
  }

  /** A value as text; of a slot the names of its files. Null where there is nothing to compare. */
  private printed(value: unknown): string | null {
    const { kind, path } = this.remark().target;
    if (kind === 'DOCUMENT') {
      return Array.isArray(value) ? value.map(nameOf).join(', ') || '—' : null;
    }
    const definition = this.definition();
    const context = this.reading()?.context ?? {};
    const field = this.field();
    if (!field || !definition) {
      return null;
    }
    const column = /\]\.(\w+)$/.exec(path)?.[1];
    if (field.type === 'table' && path !== field.key) {
      const cell = field.columns.find(({ key }) => key === column);
      return cell ? this.print(cell, value, context) : this.print(field, [value], context);
    }
    return this.print(field, value, context);
  }
}

const keysOf = (definition: Parameters<typeof fieldsByKey>[0]): ReadonlySet<string> =>
  new Set(fieldsByKey(definition).keys());

const nameOf = (file: unknown): string =>
  typeof file === 'object' && file !== null && 'name' in file ? String(file.name) : '';
