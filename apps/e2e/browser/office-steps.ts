import type { Locator } from 'playwright-core';

import type { Person } from './person';

/** Finds the company's request in the inbox and opens it. */
export async function openCase(person: Person, company: string, number: string): Promise<void> {
  await person.opens('/office/inbox');
  await person.page.getByTitle(number).first().click();
  await person.seesHeading(company);
}

/** Pins a remark to a field. It stays the centre's own until the request is returned. */
export async function pin(person: Person, field: string, text: string): Promise<void> {
  await person.presses(new RegExp(`^Замечание к полю «${field}`));
  await person.field(new RegExp(`^Замечание: ${field}`)).fill(text);
  await person.presses('Добавить замечание');
  await person.page
    .getByRole('button', { name: 'Добавить замечание' })
    .waitFor({ state: 'detached' });
}

/** Takes a step: the button of the bar, what the dialog asks, and the words that say it is done. */
export async function takeStep(
  person: Person,
  step: string | RegExp,
  done: string,
  answer: (dialog: Locator) => Promise<void> = async () => undefined,
): Promise<void> {
  const bar = person.page.getByRole('group', { name: 'Решения по делу' });
  await bar.getByRole('button', { name: step, disabled: false }).click();
  const dialog = person.page.getByRole('dialog');
  await answer(dialog);
  await dialog.getByRole('button', { name: step }).click();
  await person.sees(done);
  await dialog.waitFor({ state: 'detached' });
}

/** Ticks everything in the checklist. */
export async function completeChecklist(person: Person): Promise<void> {
  await person.page.getByRole('tab', { name: 'Проверка' }).click();
  const panel = person.page.getByRole('tabpanel', { name: 'Проверка' });
  const boxes = panel.getByRole('checkbox');
  await boxes.first().waitFor();
  for (let at = 0; at < (await boxes.count()); at += 1) {
    const saved = person.page.waitForResponse(/\/checklist$/);
    await boxes.nth(at).check();
    await saved;
  }
}

/** Accepts every answered remark. */
export async function acceptRemarks(person: Person): Promise<void> {
  await person.page.getByRole('tab', { name: /^Замечания/ }).click();
  const accept = person.page.getByRole('button', { name: 'Снять', exact: true });
  await accept.first().waitFor();
  for (let left = await accept.count(); left > 0; left -= 1) {
    await accept.first().click();
    await accept.nth(left - 1).waitFor({ state: 'detached' });
  }
}

/** The conclusion in a dialog: every criterion and the whole pass. */
export async function conclude(dialog: Locator): Promise<void> {
  const passes = dialog.getByRole('radio', { name: 'Соответствует', exact: true });
  await passes.first().waitFor();
  for (let at = 0; at < (await passes.count()); at += 1) {
    await passes.nth(at).check();
  }
  const reasons = dialog.getByRole('textbox', { name: /^Почему/ });
  for (let at = 0; at < (await reasons.count()); at += 1) {
    await reasons.nth(at).fill('Цель ясна, эффект посчитан.');
  }
  await dialog
    .getByRole('textbox', { name: /^Текст заключения/ })
    .fill('Соответствует направлениям кластера, документы в порядке.');
}
