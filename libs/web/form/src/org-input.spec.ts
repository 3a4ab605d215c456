import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TestBed } from '@angular/core/testing';
import { testTexts, type TextTree } from '@okno/web/ui';

import { OkOrgInput } from './org-input';

const form: TextTree = JSON.parse(
  readFileSync(join(__dirname, '../../../../apps/web/src/i18n/ru/form.json'), 'utf8'),
);

describe('OkOrgInput', () => {
  it('keeps the end of a name when the ИНН is begun before the page is drawn again', async () => {
    TestBed.configureTestingModule({ providers: [testTexts({ form })] });
    const fixture = TestBed.createComponent(OkOrgInput);
    const edits: unknown[] = [];
    fixture.componentInstance.edit.subscribe((edit) => edits.push(edit));
    fixture.componentRef.setInput('value', { name: 'Клиник' });
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    for (const [at, value] of ['Клиника', '5'].entries()) {
      const input = host.querySelectorAll('input')[at]!;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    expect(edits).toEqual([{ name: 'Клиника' }, { name: 'Клиника', inn: '5' }]);
  });
});
