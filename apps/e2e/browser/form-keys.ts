import type { Browser } from 'playwright-core';

import {
  optionsOf,
  viewOf,
  type Answers,
  type ColumnDefinition,
  type FieldDefinition,
  type FormContext,
  type FormDefinition,
  type TableField,
} from '@okno/shared/form-schema';

import type { Keyboard } from './keyboard';

/** As many are drawn as radios; more are a list. */
const MAX_RADIOS = 5;
/** How a question is found: the id of its control begins with its path. */
const idOf = (path: string): string => `f-${path.replace(/[[\].]+/g, '-').replace(/-$/, '')}`;

/** Day, month and year are parts of one control; which comes first is the browser's. */
export type DateOrder = 'DMY' | 'MDY';

/** What this browser takes first: found out on an empty page. */
export async function dateOrderOf(browser: Browser): Promise<DateOrder> {
  const page = await browser.newPage({ locale: 'ru-RU' });
  await page.setContent('<input type="date">');
  await page.locator('input').focus();
  await page.keyboard.type('03042001');
  const value = await page.locator('input').inputValue();
  await page.close();
  return value === '2001-04-03' ? 'DMY' : 'MDY';
}

interface Cell {
  field: ColumnDefinition;
  value: unknown;
  /** Whether it stands in a table, where there is less room. */
  compact: boolean;
}

/** Fills in a form by its definition: each type of question with the keys a person would press. */
export class FormKeys {
  constructor(
    private readonly keyboard: Keyboard,
    private readonly form: FormDefinition,
    private readonly context: FormContext,
    /** What stands in the form before anything is typed. */
    private readonly begun: Answers,
    private readonly dates: DateOrder,
  ) {}

  /** Every question of the section that has an answer and does not have it yet, in the order of the screen. */
  async fill(section: string, answers: Answers): Promise<void> {
    const fields = this.form.sections.find(({ code }) => code === section)?.fields ?? [];
    const view = viewOf(this.form, answers, this.context);
    for (const field of fields) {
      if (view.isVisible(field.key) && this.isTyped(field, answers[field.key])) {
        await this.answer(field, answers[field.key]);
      }
    }
  }

  private isTyped(field: FieldDefinition, value: unknown): boolean {
    const given = JSON.stringify(this.begun[field.key]) === JSON.stringify(value);
    return value !== undefined && !given && !field.locked && !('compute' in field);
  }

  private async answer(field: FieldDefinition, value: unknown): Promise<void> {
    if (field.type === 'table') {
      await this.rows(field, asRows(value));
      return;
    }
    await this.keyboard.tabsInto(idOf(field.key));
    await this.control({ field, value, compact: false });
  }

  /** A row by its button, every further one from within the row before by Ctrl Enter. */
  private async rows(table: TableField, rows: readonly Answers[]): Promise<void> {
    const id = idOf(table.key);
    for (const [at, row] of rows.entries()) {
      if (at === 0) {
        await this.keyboard.tabsTo(
          `the button that adds a row to ${table.key}`,
          ({ tag, ids, name }) => tag === 'button' && ids.includes(id) && /Добавить/.test(name),
        );
        await this.keyboard.press('Enter');
      } else {
        await this.keyboard.press('Control+Enter');
      }
      await this.keyboard.comesTo(
        `row ${at + 1} of ${table.key}`,
        ({ ids, cell }) => ids.includes(id) && cell.startsWith(`${at}.`),
      );
      for (const [column, field] of table.columns.entries()) {
        const value = row[field.key];
        if (value !== undefined && !('compute' in field)) {
          await this.keyboard.tabsTo(
            `${table.key}, row ${at + 1}, ${field.key}`,
            ({ ids, cell, tag }) =>
              ids.includes(id) && cell === `${at}.${column}` && tag !== 'button',
          );
          await this.control({ field, value, compact: true });
        }
      }
    }
  }

  private async control(cell: Cell): Promise<void> {
    const { field, value } = cell;
    switch (field.type) {
      case 'enum':
        await this.one(cell);
        return;
      case 'multi':
        await this.several(field, asTexts(value));
        return;
      case 'bool':
        await this.yesOrNo(cell);
        return;
      case 'date':
        await this.day(String(value));
        return;
      case 'period':
        await this.period(value);
        return;
      case 'org':
        await this.organisation(value);
        return;
      default:
        await this.write(written(field, value));
    }
  }

  /** Over what may stand there. */
  private async write(text: string): Promise<void> {
    await this.keyboard.press('Control+A');
    await this.keyboard.types(text);
  }

  private async one({ field, value, compact }: Cell): Promise<void> {
    const options = 'options' in field ? (optionsOf(field.options, this.context) ?? []) : [];
    const place = options.findIndex((option) => option.value === value);
    if (compact || options.length > MAX_RADIOS) {
      await this.times('ArrowDown', place + 1);
    } else {
      await this.keyboard.press('Space');
      await this.times('ArrowDown', place);
    }
  }

  private async several(field: ColumnDefinition, values: readonly string[]): Promise<void> {
    const options = 'options' in field ? (optionsOf(field.options, this.context) ?? []) : [];
    let at = 0;
    for (const value of values) {
      const place = options.findIndex((option) => option.value === value);
      await this.times('Tab', place - at);
      await this.keyboard.press('Space');
      at = place;
    }
  }

  /** A statement is ticked; a question is answered by one of two radios, in a table by one of a list. */
  private async yesOrNo({ value }: Cell): Promise<void> {
    const { tag, type } = await this.keyboard.focused();
    const place = value === true ? 0 : 1;
    if (tag === 'select') {
      await this.times('ArrowDown', place + 1);
    } else if (type === 'radio') {
      await this.keyboard.press('Space');
      await this.times('ArrowDown', place);
    } else if (value === true) {
      await this.keyboard.press('Space');
    }
  }

  private async day(iso: string): Promise<void> {
    const [year = '', month = '', day = ''] = iso.split('-');
    await this.keyboard.types(this.dates === 'DMY' ? day + month + year : month + day + year);
    const { value } = await this.keyboard.focused();
    if (value !== iso) {
      throw new Error(`${iso} typed as ${this.dates} makes ${value}`);
    }
  }

  private async period(value: unknown): Promise<void> {
    const { from, to } = Object(value);
    await this.day(String(from));
    const first = (await this.keyboard.focused()).ids[0];
    await this.keyboard.tabsTo(
      'the last day',
      ({ type, ids }) => type === 'date' && ids[0] !== first,
    );
    await this.day(String(to));
  }

  private async organisation(value: unknown): Promise<void> {
    const { name, inn } = Object(value);
    await this.write(String(name));
    await this.keyboard.press('Tab');
    if (inn !== undefined) {
      await this.keyboard.tabsTo('the ИНН', ({ tag }) => tag === 'input');
      await this.write(String(inn));
    }
  }

  private async times(key: string, count: number): Promise<void> {
    for (let time = 0; time < count; time += 1) {
      await this.keyboard.press(key);
    }
  }
}

/** As a person writes it: roubles and percent with a comma. */
function written(field: ColumnDefinition, value: unknown): string {
  return field.type === 'money' || field.type === 'bp'
    ? (Number(value) / 100).toFixed(2).replace('.', ',')
    : String(value).replace('.', field.type === 'decimal' ? ',' : '.');
}

const asRows = (value: unknown): readonly Answers[] => (Array.isArray(value) ? value : []);
const asTexts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];
