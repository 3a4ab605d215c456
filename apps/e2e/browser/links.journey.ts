import { joined, newApplicant, trainingDraft } from '../src/stories';
import { PASSWORD, signIn, signInAs } from './account-steps';
import { fileDraft } from './form-steps';
import type { Journey } from './journey';
import { secretIn } from '../src/people';
import type { Stage } from './stage';

const LINK = /\/participation#token=([\w-]+)/;
const OLGA = { name: 'Соколова Ольга Петровна', email: 'olga@listeners.example' };
const PAVEL = { name: 'Лебедев Павел Ильич', email: 'pavel@listeners.example' };

/** What people without an account do by the links of letters. */
export const links: readonly Journey[] = [
  {
    name: 'links: listeners confirm by their own link, decline, and take a consent back',
    minutes: 5,
    run: async ({ open }) => {
      await listeners(await open());
    },
  },
  {
    name: 'links: a visitor is told of a search, confirms by letter, and leaves',
    minutes: 3,
    run: async ({ open }) => {
      await visitor(await open());
    },
  },
];

async function listeners(stage: Stage): Promise<void> {
  const applicant = await newApplicant(stage.portal, 611);
  await joined(stage.portal, applicant);
  const { id } = await trainingDraft(applicant, [OLGA, PAVEL]);
  const anna = await stage.person('Anna');
  await signIn(anna, applicant.email, PASSWORD);
  await anna.opens(`/cabinet/applications/${id}/edit/LISTENERS`);
  await anna.sees('Подтвердили: 0 из 2');
  await anna.presses('Отправить письма всем (2)');
  await anna.sees(/Письмо отправлено/);

  const olga = await stage.person('Olga');
  await olga.opens(`/participation#token=${await secretIn(stage.portal, OLGA.email, LINK)}`);
  await olga.seesHeading('Подтвердите участие в обучении');
  await olga.sees('Валидация процессов производства медизделий');
  await olga.presses('Подтвердить');
  await olga.sees('Без согласия подтвердить нельзя: отметьте его или откажитесь');
  await olga.ticks(/Я прочитал\(а\) согласие/);
  await olga.presses('Подтвердить');
  await olga.seesHeading('Вы подтвердили участие');
  await anna.sees('Подтвердили: 1 из 2');

  const pavel = await stage.person('Pavel');
  await pavel.opens(`/participation#token=${await secretIn(stage.portal, PAVEL.email, LINK)}`);
  await pavel.presses('Отказаться');
  await pavel.writes('Причина', 'В эти дни меня не будет.');
  await pavel.presses('Отправить отказ');
  await pavel.seesHeading('Вы отказались');
  await anna.sees('Причина: В эти дни меня не будет.');

  await anna.opens(`/cabinet/applications/${id}/edit/DECLARATIONS`);
  await anna.seesHeading(/Заявления/);
  await fileDraft(anna);

  const clerk = await stage.person('clerk');
  await signInAs(clerk, stage.portal, 'REVIEWER');
  await clerk.opens(`/office/cases/${id}`);
  await clerk.sees('Подтвердили: 1 из 2');
  await olga.presses('Отозвать согласие');
  await olga.page.getByRole('dialog').getByRole('button', { name: 'Отозвать согласие' }).click();
  await olga.seesHeading('Согласие отозвано');
  await clerk.sees(/Согласие отозвано/);
  await clerk.sees('Подтвердили: 0 из 2');
}

async function visitor(stage: Stage): Promise<void> {
  const email = 'visitor@letters.example';
  const anna = await stage.person('Anna');
  await anna.opens('/?q=обучение');
  await anna.presses('Сообщать о новом по этому поиску');
  await anna.writes('Электронная почта', email);
  await anna.presses('Сообщить мне');
  await anna.sees('Без согласия писать вам нельзя: отметьте его');
  await anna.ticks(/Я прочитал\(а\) согласие/);
  await anna.presses('Сообщить мне');
  await anna.isTold('Проверьте почту');

  const link = await secretIn(stage.portal, email, /\/subscription#token=([\w-]+)/);
  await anna.opens(`/subscription#token=${link}`);
  await anna.seesHeading('Подтвердите, что письма нужны вам');
  await anna.sees('Меры по поиску: «обучение»');
  await anna.presses('Подтвердить');
  await anna.seesHeading('Вы получаете письма');
  await anna.presses('Не присылать больше');
  await anna.seesHeading('Писем больше не будет');
}
