import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import {
  isRequired,
  pairRows,
  type ColumnDefinition,
  type Problem,
  type TableField,
} from '@okno/shared/form-schema';
import { OkIcon, Toasts, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { injectAnswerText } from './answer-text';
import { asNumber, asRows } from './answer-value';
import { OkFormControl } from './control';
import { fieldIdOf, type FormReading } from './form-reading';
import { injectProblemTexts } from './problem-text';

type Row = Readonly<Record<string, unknown>>;

/** Too wide for a line of a table: such rows are drawn one under another. */
const WIDE: ReadonlySet<string> = new Set(['multi', 'period', 'org']);
const MAX_COLUMNS = 4;

/**
 * A question whose answer is rows. Rows are added and removed; Ctrl Enter adds a row under the present one,
 * Alt ↑ ↓ goes to the same cell of the next row; a removed row can be brought back from the toast.
 */
@Component({
  selector: 'ok-form-table',
  imports: [OkFormControl, OkIcon],
  templateUrl: './form-table.html',
  styleUrl: './form-table.css',
  host: { '(keydown)': 'steer($event)' },
})
export class OkFormTable {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly toasts = inject(Toasts);
  private readonly print = injectAnswerText();
  private readonly problemTexts = injectProblemTexts();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly field = input.required<TableField>();
  readonly reading = input.required<FormReading>();
  readonly problems = input<readonly Problem[]>([]);
  readonly closed = input(false);
  /** The rows; null when none is left. */
  readonly edit = output<readonly Row[] | null>();
  /** Path of a cell the person left. */
  readonly touch = output<string>();

  private readonly bad = signal<ReadonlySet<string>>(new Set());

  protected readonly id = computed(() => fieldIdOf(this.field().key));
  protected readonly required = computed(() => isRequired(this.field(), this.reading().view.scope));
  protected readonly stacked = computed(() => {
    const { columns } = this.field();
    return columns.length > MAX_COLUMNS || columns.some((column) => WIDE.has(column.type));
  });
  /** What was just typed counts before the page has handed it back: the next key may come earlier. */
  private readonly rows = linkedSignal(() => asRows(this.reading().typed[this.field().key]));
  private readonly counted = computed(() => asRows(this.reading().answers[this.field().key]));
  /** A row goes on being the same one when a colleague's row comes in above it: the focus stays with it. */
  private readonly keys = linkedSignal<readonly Row[], readonly Keyed[]>({
    source: this.rows,
    computation: (rows, before) => keyed(rows, before?.value ?? []),
  });
  protected readonly full = computed(() => this.rows().length >= this.field().maxRows);

  /** Every row with its cells; a column hidden in a row is an empty cell. */
  protected readonly lines = computed(() =>
    this.rows().map((row, index) => {
      const visible = this.reading().view.rowView(this.field(), this.counted()[index] ?? row);
      return {
        index,
        key: this.keys()[index]?.key,
        problem: this.problemAt(`${this.field().key}[${index}]`),
        cells: this.field().columns.map((column) =>
          this.cellOf(column, row, index, visible.isVisible(column.key)),
        ),
      };
    }),
  );

  /** Sums under money columns that are computed. */
  protected readonly totals = computed(() =>
    this.field().columns.map((column) =>
      column.type === 'money' && 'compute' in column
        ? this.counted().reduce((sum, row) => sum + (asNumber(row[column.key]) ?? 0), 0)
        : null,
    ),
  );
  protected readonly hasTotals = computed(() => this.totals().some((sum) => sum !== null));
  protected readonly ownProblem = computed(() => this.problemAt(this.field().key));

  protected isNumber(column: ColumnDefinition): boolean {
    return column.type === 'money' && 'compute' in column;
  }

  protected isNarrow(column: ColumnDefinition): boolean {
    return column.type === 'int' || column.type === 'decimal' || column.type === 'bp';
  }

  protected put(index: number, key: string, value: unknown): void {
    this.change(this.rows().map((row, at) => (at === index ? withCell(row, key, value) : row)));
  }

  protected add(after = this.rows().length - 1): void {
    if (this.full() || this.closed()) {
      return;
    }
    const rows = this.rows();
    this.change([...rows.slice(0, after + 1), {}, ...rows.slice(after + 1)]);
    this.focusCell(after + 1, 0);
  }

  protected remove(index: number): void {
    const rows = this.rows();
    const left = rows.filter((_row, at) => at !== index);
    this.change(left);
    this.bad.set(new Set());
    this.toasts.say(this.t('form.table.removed', { number: index + 1 }), {
      icon: 'trash-2',
      action: { label: this.t('form.table.restore'), run: () => this.change(rows) },
    });
    this.focusCell(Math.min(index, left.length - 1), 0);
  }

  private change(rows: readonly Row[]): void {
    this.rows.set(rows);
    this.edit.emit(rows.length > 0 ? rows : null);
  }

  protected mark(path: string, unreadable: boolean): void {
    const next = new Set(this.bad());
    if (unreadable) {
      next.add(path);
    } else {
      next.delete(path);
    }
    this.bad.set(next);
  }

  /** Keys that move between rows; everything else is the control's. */
  protected steer(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (!place) {
      return;
    }
    const { row, cell } = place;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      this.add(row);
    } else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.focusCell(row + (event.key === 'ArrowDown' ? 1 : -1), cell);
    }
  }

  private cellOf(column: ColumnDefinition, row: Row, index: number, visible: boolean) {
    const path = `${this.field().key}[${index}].${column.key}`;
    const isComputed = 'compute' in column;
    const value = isComputed ? this.counted()[index]?.[column.key] : row[column.key];
    return {
      column,
      path,
      id: fieldIdOf(path),
      value,
      visible,
      shown: isComputed || this.closed() || column.locked === true,
      printed: this.print(column, value, this.reading().context),
      label: this.t('form.table.cell', { label: this.say(column.label), number: index + 1 }),
      problem: this.bad().has(path) ? this.t('form.unreadable') : this.problemAt(path),
    };
  }

  private problemAt(path: string): string {
    const problem = this.problems().find(
      (one) =>
        one.path === path ||
        one.path.startsWith(`${path}.from`) ||
        one.path.startsWith(`${path}.to`),
    );
    return problem ? this.problemTexts.of(problem, this.reading()) : '';
  }

  /** The row is drawn after this turn; its first control is there one frame later. */
  private focusCell(row: number, cell: number): void {
    requestAnimationFrame(() => {
      const host = this.element.nativeElement;
      const target =
        host.querySelector<HTMLElement>(
          `[data-cell="${row}.${cell}"] :is(input, select, textarea)`,
        ) ?? (row < 0 ? host.querySelector<HTMLElement>('[data-add]') : null);
      target?.focus();
    });
  }
}

interface Keyed {
  readonly row: Row;
  readonly key: number;
}

function keyed(rows: readonly Row[], before: readonly Keyed[]): readonly Keyed[] {
  const pairs = pairRows(
    before.map(({ row }) => row),
    rows,
  );
  let last = Math.max(0, ...before.map(({ key }) => key));
  return rows.map((row, at) => {
    const from = pairs[at];
    const known = from === undefined ? undefined : before[from];
    return { row, key: known?.key ?? (last += 1) };
  });
}

/** Row and column of the cell an event happened in. */
function placeOf(target: EventTarget | null): { row: number; cell: number } | undefined {
  const element = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
  const [row, cell] = (element?.dataset['cell'] ?? '').split('.').map(Number);
  return row === undefined || cell === undefined ? undefined : { row, cell };
}

function withCell(row: Row, key: string, value: unknown): Row {
  const { [key]: _old, ...rest } = row;
  return value === null || value === undefined ? rest : { ...rest, [key]: value };
}
