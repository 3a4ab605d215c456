import { SMALL_PDF, marketingDraft, must, newApplicant, type Applicant } from '../src/stories';
import { PASSWORD, signIn } from './account-steps';
import type { Journey } from './journey';
import type { Person } from './person';
import type { Stage } from './stage';

const ACTIVITY = 'Деятельность и роль в кластере';
const FIRST = 'Программы для клиник: написано со связью.';
const SECOND = `${FIRST} Дописано без связи.`;
const THIRD = `${SECOND} И ещё раз без связи, вкладку закрыли.`;

/** What is typed is never lost: without a connection, in two tabs. */
export const draft: readonly Journey[] = [
  {
    name: 'draft: the network is cut twice while filling in, nothing is lost',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { anna, applicant, path } = await withDraft(stage, 501);
      await anna.opens(`${path}/PARTICIPATION`);
      await anna.writes(ACTIVITY, FIRST);
      await anna.isTold('Сохранено в');
      await anna.context.setOffline(true);
      await anna.writes(ACTIVITY, SECOND);
      await anna.isTold('Нет связи. Пишем на этом устройстве');
      await anna.context.setOffline(false);
      await anna.isTold('Сохранено в');
      await stored(applicant, path, 'mem.activity', SECOND);
      await anna.context.setOffline(true);
      await anna.writes(ACTIVITY, THIRD);
      await anna.isTold('Нет связи. Пишем на этом устройстве');
      const again = await stage.secondTab(anna);
      await anna.page.close();
      await again.context.setOffline(false);
      await again.opens(`${path}/PARTICIPATION`);
      await again.page.getByText(THIRD).or(again.field(ACTIVITY)).first().waitFor();
      await again.isTold('Сохранено в');
      await stored(applicant, path, 'mem.activity', THIRD);
    },
  },
  {
    name: 'draft: two tabs merge by field, and a field changed in both is chosen by the person',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { anna, applicant, path } = await withDraft(stage, 502);
      const other = await stage.secondTab(anna);
      await anna.opens(`${path}/FIGURES`);
      await other.opens(`${path}/FIGURES`);
      await anna.writes('Численность работников', '12');
      await anna.isTold('Сохранено в');
      await other.writes('Объекты интеллектуальной собственности', '3');
      await other.isTold('Сохранено в');
      await stored(applicant, path, 'mem.employees', 12);
      await stored(applicant, path, 'mem.patents', 3);
      await changeInBoth(anna, other);
      await other.seesHeading('Поле изменили двое: Численность работников');
      await other.presses('Оставить моё');
      await other.isTold('Сохранено в');
      await stored(applicant, path, 'mem.employees', 40);
    },
  },
  {
    name: 'draft: on a phone with a slow network, by keyboard: shares, upload in bytes, what is missing',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const applicant = await newApplicant(stage.portal, 503);
      const { id } = await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
      const anna = await stage.person('Anna', { width: 390 });
      await signIn(anna, applicant.email, PASSWORD);
      const path = `/cabinet/applications/${id}/edit`;
      await anna.opens(`${path}/MONEY`);
      await anna.writes('Цена за единицу, строка 1', '400 000');
      await anna.sees(/Вы платите 125\s000,03\s₽/);
      await pressesKey(anna, 'Продолжить');
      await hasFocus(anna, 'heading', /^6\. Документы/);
      await uploadsAgain(anna);
      await uploadSlowly(anna);
      await anna.opens(`${path}/CONTACT`);
      await anna.writes('Телефон', '');
      await anna.isTold('Сохранено в');
      await anna.opens(`${path}/CHECK`);
      const missing = anna.page.getByRole('alert').getByRole('link', { name: /^Телефон/ });
      await missing.focus();
      await anna.page.keyboard.press('Enter');
      await hasFocus(anna, 'textbox', 'Телефон');
    },
  },
];

/** Finds the button by Tab's way, not the mouse's. */
async function pressesKey({ page }: Person, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

async function hasFocus(
  { page }: Person,
  role: 'heading' | 'textbox',
  name: string | RegExp,
): Promise<void> {
  await page.getByRole(role, { name }).and(page.locator(':focus')).waitFor();
}

/** The bytes that have gone are shown while a file is on its way. */
async function uploadSlowly(anna: Person): Promise<void> {
  const network = await anna.context.newCDPSession(anna.page);
  const slow = { offline: false, latency: 50, downloadThroughput: -1, uploadThroughput: 200_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  const buffer = Buffer.concat([Buffer.from(SMALL_PDF), Buffer.alloc(1_000_000, '\n')]);
  const file = { name: 'big.pdf', mimeType: 'application/pdf', buffer };
  await anna.page.getByLabel('Выбрать файл: Выписка из ЕГРЮЛ').setInputFiles(file);
  await anna.sees(/\d+\sКБ из 977\sКБ/);
  await anna.page.getByRole('link', { name: file.name }).waitFor();
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await network.detach();
}

/** A lost connection does not lose the file: the same one goes again at one press. */
async function uploadsAgain(anna: Person): Promise<void> {
  const { page } = anna;
  const file = { name: 'lost.pdf', mimeType: 'application/pdf', buffer: Buffer.from(SMALL_PDF) };
  await page.route('**/uploads', (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Выбрать файл: Выписка из ЕГРЮЛ').setInputFiles(file);
  const again = page.getByRole('button', { name: `Повторить загрузку ${file.name}` });
  await again.waitFor();
  await page.unroute('**/uploads');
  await again.click();
  await page.getByRole('link', { name: file.name }).waitFor();
  await again.waitFor({ state: 'detached' });
}

/** The second tab's save waits until the first tab's is through: both began from the same state. */
async function changeInBoth(first: Person, second: Person): Promise<void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await second.page.route('**/answers', async (route) => {
    await held;
    await route.continue();
  });
  await second.writes('Численность работников', '40');
  const saved = first.page.waitForResponse(/\/answers$/);
  await first.writes('Численность работников', '30');
  await saved;
  letGo();
}

async function withDraft(
  stage: Stage,
  number: number,
): Promise<{ anna: Person; applicant: Applicant; path: string }> {
  const applicant = await newApplicant(stage.portal, number);
  const opened = must(
    201,
    await applicant.client.post('applications', {
      measureCode: 'MEMBERSHIP-kuzbass-biomed',
      organisationId: applicant.organisationId,
    }),
  );
  const anna = await stage.person('Anna');
  await signIn(anna, applicant.email, PASSWORD);
  return { anna, applicant, path: `/cabinet/applications/${opened.id}/edit` };
}

/** The portal has that answer. */
async function stored(
  { client }: Applicant,
  path: string,
  key: string,
  expected: unknown,
): Promise<void> {
  const id = path.split('/')[3];
  const { answers } = must(200, await client.get(`applications/${id}`));
  if (answers[key] !== expected) {
    throw new Error(`${key} is ${JSON.stringify(answers[key])}, not ${JSON.stringify(expected)}`);
  }
}
