import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Component, Directive, TemplateRef, inject } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { Answers, FormDefinition } from '@okno/shared/form-schema';
import { testTexts, type TextTree } from '@okno/web/ui';

import { fieldIdOf, readForm, sectionOf } from './form-reading';
import { OkFormSection, type FieldEdit } from './form-section';

const text = (ru: string) => ({ ru, en: ru });
const FORM: FormDefinition = {
  code: 'F',
  version: 1,
  title: text('Форма'),
  sections: [
    {
      code: 'MAIN',
      title: text('Главное'),
      fields: [
        { key: 'org.inn', type: 'inn', label: text('ИНН'), required: true, locked: true },
        {
          key: 'a.goal',
          type: 'longtext',
          label: text('Задача'),
          required: true,
          minLength: 10,
          maxLength: 99,
        },
        {
          key: 'a.why',
          type: 'text',
          label: text('Почему'),
          maxLength: 99,
          visibleIf: { op: 'eq', ref: 'a.own', value: true },
        },
        { key: 'a.own', type: 'bool', label: text('Сами') },
        { key: 'a.device', type: 'bool', label: text('Это изделие'), required: true },
        {
          key: 'a.lines',
          type: 'table',
          label: text('Смета'),
          required: true,
          maxRows: 3,
          columns: [
            { key: 'item', type: 'text', label: text('Статья'), required: true, maxLength: 50 },
            { key: 'price', type: 'money', label: text('Цена'), required: true, min: 1 },
            { key: 'paid', type: 'bool', label: text('Оплачено'), required: true },
          ],
        },
      ],
    },
  ],
  documents: [],
  rules: [],
  checks: [],
  checklist: [],
  refusalReasons: [],
  limits: {},
};

/** Hands out the template it stands on. */
@Directive({ selector: '[okMark]' })
class Mark {
  static template: TemplateRef<unknown> | undefined;

  constructor() {
    Mark.template = inject(TemplateRef);
  }
}

@Component({
  imports: [Mark],
  template: `<ng-template okMark let-field="field"
    ><i>{{ field.key }}</i></ng-template
  >`,
})
class Marks {}

const i18n = (area: string): TextTree =>
  JSON.parse(
    readFileSync(join(__dirname, `../../../../apps/web/src/i18n/ru/${area}.json`), 'utf8'),
  );

describe('OkFormSection', () => {
  let fixture: ComponentFixture<OkFormSection>;
  let edits: FieldEdit[];

  const show = async (
    answers: Answers,
    inputs: Record<string, unknown> = {},
  ): Promise<HTMLElement> => {
    fixture.componentRef.setInput('code', 'MAIN');
    fixture.componentRef.setInput('reading', readForm(FORM, answers, { filingDate: '2026-10-06' }));
    Object.entries(inputs).forEach(([name, value]) => fixture.componentRef.setInput(name, value));
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [testTexts({ ui: i18n('ui'), form: i18n('form') })],
    });
    fixture = TestBed.createComponent(OkFormSection);
    edits = [];
    fixture.componentInstance.edit.subscribe((edit) => edits.push(edit));
  });

  it('keeps the last letter of a cell when the next cell is typed into before the page is drawn again', async () => {
    const rows = [{ item: 'Стен', price: 100, paid: true }];
    const page = await show({ 'a.lines': rows });
    for (const [at, value] of ['Стенд', '2'].entries()) {
      const cell = page.querySelector<HTMLInputElement>(`[data-cell="0.${at}"] input`)!;
      cell.value = value;
      cell.dispatchEvent(new Event('input'));
    }
    expect(edits.at(-1)?.value).toEqual([{ item: 'Стенд', price: 200, paid: true }]);
  });

  it('draws what the page puts beside a question under each that is asked, and says where the focus is', async () => {
    await show({});
    TestBed.createComponent(Marks).detectChanges();
    const entered: string[] = [];
    fixture.componentInstance.enter.subscribe((key) => entered.push(key));
    const page = await show({}, { beside: Mark.template });
    const marks = [...page.querySelectorAll('i')].map((mark) => mark.textContent);
    expect(marks).toEqual(['a.goal', 'a.own', 'a.device', 'a.lines']);
    const focus = new Event('focusin', { bubbles: true });
    page.querySelector('#f-a-goal')?.dispatchEvent(focus);
    expect(entered).toEqual(['a.goal']);
  });

  it('shows a locked value without a control', async () => {
    const page = await show({ 'org.inn': '4299000019' });
    expect(page.querySelector('#f-org-inn')?.textContent).toContain('4299000019');
    expect(page.querySelector('#f-org-inn input')).toBeNull();
  });

  it('shows a conditional question once its condition holds', async () => {
    expect((await show({})).querySelector('#f-a-why')).toBeNull();
    expect((await show({ 'a.own': true })).querySelector('#f-a-why')).not.toBeNull();
  });

  it('tells what is typed, and clears with null', async () => {
    const page = await show({});
    const goal = page.querySelector<HTMLTextAreaElement>('#f-a-goal')!;
    goal.value = 'Понять рынок';
    goal.dispatchEvent(new Event('input'));
    goal.value = '';
    goal.dispatchEvent(new Event('input'));
    expect(edits).toEqual([
      { key: 'a.goal', value: 'Понять рынок' },
      { key: 'a.goal', value: null },
    ]);
  });

  it('holds a problem back until the field was left, a missing one until everything is asked for', async () => {
    const page = await show({ 'a.goal': 'коротко' });
    expect(page.textContent).not.toContain('Слишком коротко');
    page.querySelector('#f-a-goal')!.dispatchEvent(new Event('blur'));
    await fixture.whenStable();
    expect(page.textContent).toContain('Слишком коротко');
    expect(page.querySelector('#f-a-goal')!.getAttribute('aria-invalid')).toBe('true');
    expect(page.textContent).not.toContain('Заполните это поле');
    await show({ 'a.goal': 'коротко' }, { showAll: true });
    expect(page.textContent).toContain('Заполните это поле');
  });

  it('asks for a yes or a no where no is an answer too', async () => {
    const page = await show({ 'a.device': false });
    const [yes, no] = page.querySelectorAll<HTMLInputElement>('#f-a-device input[type=radio]');
    expect([yes?.checked, no?.checked]).toEqual([false, true]);
    yes!.click();
    expect(edits).toEqual([{ key: 'a.device', value: true }]);
    expect(page.querySelector('#f-a-own')?.getAttribute('type')).toBe('checkbox');
  });

  it('adds, edits and removes rows', async () => {
    const page = await show({ 'a.lines': [{ item: 'Анализ', price: 100 }] });
    page.querySelector<HTMLButtonElement>('[data-add]')!.click();
    const price = page.querySelector<HTMLInputElement>('[data-cell="0.1"] input')!;
    price.value = '14 500';
    price.dispatchEvent(new Event('input'));
    page.querySelector<HTMLButtonElement>('.act button')!.click();
    expect(edits).toEqual([
      { key: 'a.lines', value: [{ item: 'Анализ', price: 100 }, {}] },
      { key: 'a.lines', value: [{ item: 'Анализ', price: 1_450_000 }, {}] },
      { key: 'a.lines', value: [{}] },
    ]);
  });

  it('takes a no in a row for an answer, which a box left empty is not', async () => {
    const page = await show({ 'a.lines': [{ item: 'Анализ', price: 100 }] });
    const paid = page.querySelector<HTMLSelectElement>('[data-cell="0.2"] select')!;
    paid.value = 'no';
    paid.dispatchEvent(new Event('change'));
    paid.value = '';
    paid.dispatchEvent(new Event('change'));
    expect(edits).toEqual([
      { key: 'a.lines', value: [{ item: 'Анализ', price: 100, paid: false }] },
      { key: 'a.lines', value: [{ item: 'Анализ', price: 100 }] },
    ]);
  });

  it('opens only what a remark names', async () => {
    const page = await show({ 'a.goal': 'Понять рынок' }, { unlocked: ['a.lines[0].price'] });
    expect(page.querySelector('textarea')).toBeNull();
    expect(page.querySelector('[data-add]')).not.toBeNull();
  });
});

describe('paths', () => {
  it('lead to controls and sections', () => {
    expect(fieldIdOf('a.lines[0].price')).toBe('f-a-lines-0-price');
    expect(sectionOf(FORM, 'a.lines[0].price')).toBe('MAIN');
    expect(sectionOf(FORM, 'doc.D-TOR')).toBe('DOCUMENTS');
  });
});
