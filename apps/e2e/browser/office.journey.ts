import { eventually } from '@okno/server/testing';

import {
  heardByCouncil,
  membershipDraft,
  must,
  newApplicant,
  submit,
  type Applicant,
} from '../src/stories';
import { PASSWORD, signIn, signInAs } from './account-steps';
import type { Journey } from './journey';
import { completeChecklist, conclude, openCase, takeStep } from './office-steps';
import type { Person } from './person';
import type { Stage } from './stage';

const AWAITED = 'Ответ Росздравнадзора на запрос центра';
const NOTE = 'Позвонить в клинику и сверить договор.';
const REFUSAL = 'Опишите роль в кластере подробнее и подайте заявку снова.';

/** What the centre does at its own screens: work on a case, and a decision that two want to take. */
export const office: readonly Journey[] = [
  {
    name: 'office: a case is taken, its term stands and goes on, and it is refused with a reason',
    minutes: 6,
    run: async ({ open }) => {
      const stage = await open();
      const { applicant, id, number, company } = await filedCase(stage, 701);
      const [reviewer, anna] = [await stage.person('reviewer'), await stage.person('Anna')];
      await signInAs(reviewer, stage.portal, 'REVIEWER');
      await signIn(anna, applicant.email, PASSWORD);
      await openCase(reviewer, company, number);
      await writesNote(reviewer);
      await stopsTheTerm(reviewer);
      await anna.opens(`/cabinet/applications/${id}`);
      await anna.sees(AWAITED);
      await reviewer.presses('Продолжить срок');
      await reviewer.presses('Продолжить срок', reviewer.page.getByRole('dialog'));
      await reviewer.sees('Срок идёт дальше');
      await bringsToDecision(reviewer);
      await heardByCouncil(stage.portal, id);
      const head = await stage.person('head');
      await signInAs(head, stage.portal, 'CENTRE_HEAD');
      await openCase(head, company, number);
      await refuses(head);
      await anna.seesHeading('Решение');
      await anna.sees(REFUSAL);
      const text = await anna.page.locator('main').innerText();
      if (text.includes(NOTE)) {
        throw new Error('The applicant sees a note of the centre');
      }
    },
  },
  {
    name: 'office: of two who decide at once one is told what the other has done',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { id, number, company } = await filedCase(stage, 702);
      const reviewer = await stage.person('reviewer');
      await signInAs(reviewer, stage.portal, 'REVIEWER');
      await openCase(reviewer, company, number);
      await bringsToDecision(reviewer);
      await heardByCouncil(stage.portal, id);
      const head = await stage.person('head');
      await signInAs(head, stage.portal, 'CENTRE_HEAD');
      const other = await stage.secondTab(head);
      await openCase(head, company, number);
      await openCase(other, company, number);
      await decidesTooLate(head, other);
    },
  },
];

/** A complete request to join, with its reviewer. */
/** A request to join that a reviewer has taken; with a presentation where one is given. */
export async function filedCase(
  stage: Stage,
  no: number,
  presentation?: Uint8Array<ArrayBuffer>,
): Promise<{ applicant: Applicant; id: string; number: string; company: string }> {
  const applicant = await newApplicant(stage.portal, no);
  const draft = await membershipDraft(applicant);
  if (presentation) {
    const path = `applications/${draft.id}/documents`;
    must(
      201,
      await applicant.client.upload(path, 'D-PRESENTATION', 'presentation.pdf', presentation),
    );
  }
  const { id } = must(200, await submit(applicant.client, draft));
  const reviewer = await stage.portal.as('REVIEWER');
  await eventually(async () => {
    const { state } = must(200, await reviewer.get(`applications/${id}`));
    if (state !== 'FORMAL_CHECK') {
      throw new Error(`The application is ${state}`);
    }
  }, 60_000);
  await reviewer.post(`applications/${id}/take`);
  const { number } = must(200, await reviewer.get(`applications/${id}`));
  return { applicant, id, number, company: `ООО «Проба ${no} (демо)»` };
}

async function writesNote(reviewer: Person): Promise<void> {
  await reviewer.page.getByRole('tab', { name: /^Заметки/ }).click();
  await reviewer.writes('Внутренняя заметка', NOTE);
  await reviewer.presses('Сохранить заметку');
  await reviewer.page.getByRole('listitem').filter({ hasText: NOTE }).first().waitFor();
}

async function stopsTheTerm(reviewer: Person): Promise<void> {
  await reviewer.presses('Остановить срок');
  const dialog = reviewer.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Чего и от кого ждём/ }).fill(AWAITED);
  await dialog.getByRole('button', { name: 'Остановить срок' }).click();
  await reviewer.sees('Срок остановлен');
  await reviewer.sees(/^Срок стоит с/);
}

async function bringsToDecision(reviewer: Person): Promise<void> {
  await completeChecklist(reviewer);
  await takeStep(reviewer, 'На рассмотрение', 'Дело на рассмотрении');
  await takeStep(reviewer, 'Записать заключение', 'Заключение записано', conclude);
}

/** Without a reason and a text nothing is sent. */
async function refuses(head: Person): Promise<void> {
  await takeStep(head, 'Отказать', 'В заявке отказано', async (dialog) => {
    await dialog.getByRole('button', { name: 'Отказать' }).click();
    await dialog.getByText('Выберите причину').waitFor();
    await dialog.getByText('Напишите, что увидит заявитель').waitFor();
    await dialog.getByRole('combobox').selectOption({ index: 1 });
    await dialog.getByRole('textbox', { name: /^Текст для заявителя/ }).fill(REFUSAL);
  });
}

/** The first decision is held back until the second one is through. */
async function decidesTooLate(head: Person, other: Person): Promise<void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await head.page.route('**/actions/approve', async (route) => {
    await held;
    await route.continue();
  });
  const bar = head.page.getByRole('group', { name: 'Решения по делу' });
  await bar.getByRole('button', { name: 'Одобрить' }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: 'Одобрить' }).click();
  await refuses(other);
  letGo();
  await head.sees('Дело уже в состоянии «Отказ»');
}
