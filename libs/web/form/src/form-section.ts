import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, output, signal, type TemplateRef } from '@angular/core';
import {
  fieldKeyOf,
  fieldsByKey,
  isMissing,
  type ColumnDefinition,
  type FieldDefinition,
  type Problem,
  type TableField,
} from '@okno/shared/form-schema';
import { injectDrawnInSteps, injectSay } from '@okno/web/ui';

import { OkFormField, type PrefillMark } from './form-field';
import { OkFormTable } from './form-table';
import type { FormReading } from './form-reading';

/** An edited answer; null clears it. */
export interface FieldEdit {
  readonly key: string;
  readonly value: unknown;
}

/** What a template beside a field is given: `let-field="field"`. */
export interface BesideField {
  readonly field: Pick<FieldDefinition, 'key' | 'label'>;
}

/** Values nobody types here, locked or computed, side by side; everything else one under another. */
type Block =
  | { readonly id: string; readonly kind: 'given'; readonly fields: readonly ColumnDefinition[] }
  | { readonly id: string; readonly kind: 'field'; readonly field: ColumnDefinition }
  | { readonly id: string; readonly kind: 'table'; readonly field: TableField };

/** Questions drawn at once, with the page around them, and after each pause. */
const PACE = { first: 2, step: 2, onlyFirst: true };

/** One section of a form: the questions visible with these answers, with their problems. Busy until all are drawn. */
@Component({
  selector: 'ok-form-section',
  imports: [NgTemplateOutlet, OkFormField, OkFormTable],
  template: `
    @if (section()?.help; as help) {
      <p class="muted">{{ say(help) }}</p>
    }
    @for (block of drawn.items(); track block.id) {
      @switch (block.kind) {
        @case ('given') {
          <div class="g2">
            @for (field of block.fields; track field.key) {
              <ok-form-field
                [field]="field"
                [reading]="reading()"
                [prefill]="prefill()[field.key]"
                [closed]="isClosed(field.key)"
                [problems]="problemsOf(field.key)"
                (wrong)="wrong.emit(field.key)"
              />
            }
          </div>
        }
        @case ('field') {
          <div (focusin)="enter.emit(block.field.key)">
            <ok-form-field
              [field]="block.field"
              [reading]="reading()"
              [prefill]="prefill()[block.field.key]"
              [closed]="isClosed(block.field.key)"
              [problems]="problemsOf(block.field.key)"
              (edit)="edit.emit({ key: block.field.key, value: $event })"
              (touch)="leave(block.field.key)"
            />
            <ng-container [ngTemplateOutlet]="beside()" [ngTemplateOutletContext]="block" />
          </div>
        }
        @case ('table') {
          <div (focusin)="enter.emit(block.field.key)">
            <ok-form-table
              [field]="block.field"
              [reading]="reading()"
              [closed]="isClosed(block.field.key)"
              [problems]="problemsOf(block.field.key)"
              (edit)="edit.emit({ key: block.field.key, value: $event })"
              (touch)="leave($event)"
            />
            <ng-container [ngTemplateOutlet]="beside()" [ngTemplateOutletContext]="block" />
          </div>
        }
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 24px;
    }
    .g2 {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 12px;
    }
    @media (max-width: 820px) {
      .g2 {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
  host: { '[attr.aria-busy]': 'drawn.done() ? null : true' },
})
export class OkFormSection {
  protected readonly say = injectSay();

  readonly code = input.required<string>();
  readonly reading = input.required<FormReading>();
  /** Source and date of prefilled values, by field key. */
  readonly prefill = input<Readonly<Record<string, PrefillMark>>>({});
  /** Paths that remarks opened; null where everything is open. */
  readonly unlocked = input<readonly string[] | null>(null);
  /** Whether nothing may be edited. */
  readonly closed = input(false);
  /** Whether every problem shows: after "submit". Otherwise a problem shows once its field was left. */
  readonly showAll = input(false);
  /** Drawn under each field that is asked; its context is {@link BesideField}. */
  readonly beside = input<TemplateRef<BesideField> | null>(null);
  readonly edit = output<FieldEdit>();
  /** Key of the field that got the focus. */
  readonly enter = output<string>();
  /** Key of a locked value that is not right. */
  readonly wrong = output<string>();

  private readonly left = signal<ReadonlySet<string>>(new Set());
  private readonly keys = computed(() => new Set(fieldsByKey(this.reading().definition).keys()));
  private readonly open = computed(() => {
    const unlocked = this.unlocked();
    return unlocked && new Set(unlocked.map((path) => fieldKeyOf(path, this.keys())));
  });

  protected readonly section = computed(() =>
    this.reading().definition.sections.find((one) => one.code === this.code()),
  );
  private readonly blocks = computed(() =>
    (this.section()?.fields ?? [])
      .filter((field) => this.reading().view.isVisible(field.key))
      .reduce<readonly Block[]>(addBlock, []),
  );
  protected readonly drawn = injectDrawnInSteps(() => this.blocks(), {
    ...PACE,
    anew: () => this.code(),
  });

  protected isClosed(key: string): boolean {
    return this.closed() || (this.open() !== null && !this.open()?.has(key));
  }

  protected problemsOf(key: string): readonly Problem[] {
    return this.reading().problems.filter(
      (problem) => fieldKeyOf(problem.path, this.keys()) === key && this.isShown(problem),
    );
  }

  protected leave(path: string): void {
    if (!this.left().has(path)) {
      this.left.update((paths) => new Set([...paths, path]));
    }
  }

  /** "Not filled in yet" is no news to somebody who is still filling in. */
  private isShown(problem: Problem): boolean {
    return (
      this.showAll() ||
      (!isMissing(problem) && this.left().has(problem.path.replace(/\.(from|to)$/, '')))
    );
  }
}

function addBlock(blocks: readonly Block[], field: FieldDefinition): readonly Block[] {
  const last = blocks.at(-1);
  if (field.type === 'table') {
    return [...blocks, { id: field.key, kind: 'table', field }];
  }
  if (!field.locked && !('compute' in field)) {
    return [...blocks, { id: field.key, kind: 'field', field }];
  }
  return last?.kind === 'given'
    ? [...blocks.slice(0, -1), { ...last, fields: [...last.fields, field] }]
    : [...blocks, { id: field.key, kind: 'given', fields: [field] }];
}
