import { membershipDraft, newApplicant, newColleague } from '../src/stories';
import { PASSWORD, signIn, signInAs } from './account-steps';
import type { Journey } from './journey';
import { openCase } from './office-steps';
import type { Person } from './person';
import type { Stage } from './stage';

const NUMBER = 801;
const COMPANY = `ООО «Проба ${NUMBER} (демо)»`;
const ANNA = 'Пробная Анна Демовна';
const BORIS = 'Коллегин Борис Демович';
const FIELD = 'Численность работников';
const SECRET = 'Между нами: численность считали без совместителей.';
const ANSWER = 'С совместителями четырнадцать, исправьте.';

/** The head may file, the clerk may not; each at a browser of their own. */
interface Team {
  stage: Stage;
  anna: Person;
  boris: Person;
  id: string;
  path: string;
}

async function gather(stage: Stage): Promise<Team> {
  const head = await newApplicant(stage.portal, NUMBER);
  const clerk = await newColleague(stage.portal, head, false);
  const { id } = await membershipDraft(clerk);
  const [anna, boris] = [await stage.person('Anna'), await stage.person('Boris')];
  await signIn(anna, head.email, PASSWORD);
  await signIn(boris, clerk.email, PASSWORD);
  return { stage, anna, boris, id, path: `/cabinet/applications/${id}` };
}

/** Who is where, and who has gone. */
async function seeEachOther({ anna, boris, path }: Team): Promise<void> {
  await anna.opens(`${path}/edit/CONTACT`);
  await boris.opens(`${path}/edit/FIGURES`);
  await boris.field(FIELD).focus();
  await listed(anna, `${BORIS} · Показатели за прошлый год · ${FIELD}`).waitFor();
  await listed(boris, ANNA).waitFor();
  await boris.opens(`${path}/edit/PARTICIPATION`);
  await listed(anna, `${BORIS} · Участие в кластере`).waitFor();
  await boris.opens('/cabinet/organisations');
  await listed(anna, BORIS).waitFor({ state: 'detached' });
}

/** A thread under a field: unread, answered, settled; written words outlive a lost connection. */
async function talk({ anna, boris, path }: Team): Promise<void> {
  await anna.opens(`${path}/edit/FIGURES`);
  await boris.opens(`${path}/edit/FIGURES`);
  await boris.presses(`Комментировать: ${FIELD}`);
  await boris.writes('Комментарий', SECRET);
  await boris.context.setOffline(true);
  await boris.sees('Нет связи. Текст останется здесь');
  await boris.context.setOffline(false);
  await boris.presses('Написать');
  await boris.sees(SECRET);
  await anna.presses(`1 комментарий, 1 новый: ${FIELD}`);
  await anna.sees(SECRET);
  await anna.presses(/^Ответить: Между нами/);
  await anna.writes('Ваш ответ', ANSWER);
  await anna.presses('Написать');
  await boris.sees(ANSWER);
  await anna.presses(/^Решено: Между/);
  await boris.sees(`Решено: ${ANNA}`);
  await anna.opens(`${path}/edit/FIGURES`);
  await anna.page.getByRole('button', { name: `2 комментария: ${FIELD}` }).waitFor();
}

/** Sent, taken back, sent again; read, sent back with a comment. */
async function sendAndReturn({ anna, boris, path }: Team): Promise<void> {
  await boris.opens(`${path}/edit/CHECK`);
  await boris.writes('Сообщение подписанту', 'Нужно к пятнице');
  await boris.presses('Передать на подпись');
  await boris.sees(`Ждём подписи: ${ANNA}`);
  await boris.presses('Отозвать с подписи');
  await boris.presses('Передать на подпись');
  await boris.sees(`Ждём подписи: ${ANNA}`);
  await anna.opens('/cabinet/applications');
  await anna.sees('Ждёт вашей подписи');
  await anna.follows(/^Проверить и подписать/);
  await anna.seesHeading(/^Подпишите и подайте/);
  await anna.sees(`Просит подписать: ${BORIS}`);
  await anna.presses('Вернуть с комментарием');
  const dialog = anna.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Исправьте численность');
  await anna.presses('Вернуть с комментарием', dialog);
  await anna.seesHeading('Заявку вернули без подписи');
  await boris.sees(`Вернули без подписи: ${ANNA}`);
  await boris.sees('Исправьте численность');
}

/** What changes while it is read must be looked at first; then it is filed, once. */
async function signWhatWasRead({ anna, boris, path }: Team): Promise<string> {
  await boris.presses('Передать на подпись');
  await boris.sees(`Ждём подписи: ${ANNA}`);
  await anna.opens(`${path}/sign`);
  await anna.sees('в ней ничего не изменилось');
  await boris.opens(`${path}/edit/FIGURES`);
  await boris.writes(FIELD, '14');
  await boris.isTold('Сохранено в');
  await anna.sees('Пока вы читали, заявку изменили');
  await anna.sees('После передачи на подпись изменено 1 место');
  await anna.presses('Изменения прочитаны');
  await anna.presses('Подписать и подать');
  const heading = anna.page.getByRole('heading', { name: /^Заявка \S+ подана/ });
  await heading.waitFor();
  await boris.page.waitForURL((url) => url.pathname === path);
  await anna.opens(`${path}/sign`);
  await anna.seesHeading('Заявка уже подана');
  await boris.opens(path);
  await boris.presses('2 комментария');
  await boris.sees(SECRET);
  return /^Заявка (\S+) подана/.exec((await number(anna, path)) ?? '')?.[1] ?? '';
}

async function number(anna: Person, path: string): Promise<string> {
  await anna.opens(`${path}/receipt`);
  return anna.page.getByRole('heading', { name: /^Заявка \S+ подана/ }).innerText();
}

/** One application, and not a word of what was said inside. */
async function centreSees({ stage, id }: Team, filed: string): Promise<void> {
  const reviewer = await stage.person('reviewer');
  await signInAs(reviewer, stage.portal, 'REVIEWER');
  await openCase(reviewer, COMPANY, filed);
  const words = await reviewer.page.locator('body').innerText();
  for (const secret of ['Между нами', ANSWER, 'Исправьте численность', 'Нужно к пятнице']) {
    if (words.includes(secret)) {
      throw new Error(`The centre reads «${secret}»`);
    }
  }
  const client = await stage.portal.as('REVIEWER');
  const { status } = await client.get(`applications/${id}/comments`);
  if (status !== 404) {
    throw new Error(`The comments answer the centre with ${status}`);
  }
  const { body } = await client.get<{ items: { organisation: { shortName: string } }[] }>(
    'applications?limit=100',
  );
  const cases = body.items.filter(({ organisation }) => organisation.shortName === COMPANY);
  if (cases.length !== 1) {
    throw new Error(`The centre has ${cases.length} applications of ${COMPANY}`);
  }
}

const listed = ({ page }: Person, words: string) =>
  page
    .getByRole('list', { name: 'Сейчас в заявке' })
    .getByRole('listitem')
    .filter({ hasText: words });

/** Two colleagues and one draft, from the first comment to the filing. */
export const team: readonly Journey[] = [
  {
    name: 'team: colleagues see each other, talk, one sends for signature and the other signs',
    minutes: 6,
    run: async ({ open }) => {
      const people = await gather(await open());
      await seeEachOther(people);
      await talk(people);
      await sendAndReturn(people);
      const filed = await signWhatWasRead(people);
      await centreSees(people, filed);
    },
  },
];
