import { eventually } from '@okno/server/testing';

import {
  act,
  concluded,
  membershipDraft,
  minutesCode,
  must,
  newApplicant,
  submit,
} from '../src/stories';
import { signIn, signInAs } from './account-steps';
import type { Journey } from './journey';
import type { Person } from './person';
import type { Stage } from './stage';

const PLACE = 'Зал 1, Кемерово';

/** The people of a session, each at a browser of their own. */
interface Council {
  stage: Stage;
  secretary: Person;
  chair: Person;
  boris: Person;
  vera: Person;
}

/** A session of the Council from the plan to the signed minutes, with an open and a secret ballot. */
export const council: readonly Journey[] = [
  {
    name: 'council: a session is planned, voted on in several browsers at once, minuted and signed',
    minutes: 8,
    run: async ({ open }) => {
      const stage = await open();
      const cases = [await waitingCase(stage, 801), await waitingCase(stage, 802)] as const;
      const people = await gather(stage);
      const id = await plans(people.secretary);
      await buildsAgenda(people.secretary);
      await begins(people, id);
      await votesOpenly(people);
      await votesSecretly(people);
      await signs(people, id);
      await goesOn(stage, cases);
    },
  },
];

/** A request to join that waits for the Council. */
async function waitingCase(stage: Stage, no: number): Promise<string> {
  const applicant = await newApplicant(stage.portal, no);
  const { id } = must(200, await submit(applicant.client, await membershipDraft(applicant)));
  const reviewer = await stage.portal.as('REVIEWER');
  await concluded(reviewer, id, 'toReview');
  await act(reviewer, id, 'toCouncil');
  return id;
}

async function gather(stage: Stage): Promise<Council> {
  // The secretary is on a journey: what counts is the time of the cluster.
  const secretary = await stage.person('secretary', { zone: 'Europe/Lisbon' });
  const [chair, boris, vera] = [
    await stage.person('chair'),
    await stage.person('Boris'),
    await stage.person('Vera'),
  ];
  await signInAs(secretary, stage.portal, 'COUNCIL_SECRETARY');
  await signInAs(chair, stage.portal, 'COUNCIL_CHAIR');
  await signInAs(boris, stage.portal, 'COUNCIL_MEMBER');
  const second = stage.portal.people.filter(({ role }) => role === 'COUNCIL_MEMBER')[1];
  await signIn(vera, second?.email ?? '', second?.password ?? '');
  return { stage, secretary, chair, boris, vera };
}

/** @returns the id of the session */
async function plans(secretary: Person): Promise<string> {
  await secretary.opens('/council');
  await secretary.page.getByLabel(/^Когда, по времени кластера/).fill('2027-03-01T10:00');
  await secretary.writes('Где', PLACE);
  await secretary.presses('Назначить заседание');
  await secretary.sees(`1 марта 2027, 10:00 · ${PLACE}`);
  await secretary.presses('Изменить время и место');
  await secretary.page.getByLabel(/^Когда/).fill('2027-03-01T11:30');
  await secretary.presses('Сохранить');
  await secretary.sees(`1 марта 2027, 11:30 · ${PLACE}`);
  return new URL(secretary.page.url()).pathname.split('/').at(-1) ?? '';
}

async function buildsAgenda(secretary: Person): Promise<void> {
  for (const no of [801, 802]) {
    const row = secretary.page.locator('p').filter({ hasText: `Проба ${no}` });
    await row.getByRole('button', { name: /^В повестку/ }).click();
    await question(secretary, no).waitFor();
  }
  await question(secretary, 802).click();
  await secretary.presses('Сменить вид голосования');
  await secretary.sees('тайное голосование');
}

/** A question of the agenda. */
function question({ page }: Person, no: number): ReturnType<Person['page']['getByRole']> {
  const agenda = page.getByRole('navigation', { name: 'Повестка' });
  return agenda.getByRole('button', { name: new RegExp(`Проба ${no}`) });
}

async function begins({ secretary, chair, boris, vera }: Council, id: string): Promise<void> {
  await secretary.presses('Открыть заседание');
  await secretary.presses('Открыть заседание', secretary.page.getByRole('dialog'));
  await secretary.sees('Идёт');
  await Promise.all(
    [chair, boris, vera].map(async (person) => {
      await person.opens(`/council/${id}`);
      await person.presses('Я присутствую');
    }),
  );
  await secretary.seesHeading('Кворум есть');
  await secretary.page.getByRole('img', { name: 'Присутствуют 3 из 3, нужно 2' }).waitFor();
}

/** Two press at the same moment; the third takes no part and sees the title. */
async function votesOpenly({ secretary, chair, boris, vera }: Council): Promise<void> {
  await question(vera, 801).click();
  await vera.presses('Взять отвод');
  const dialog = vera.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Консультировала заявителя');
  await dialog.getByRole('button', { name: 'Взять отвод' }).click();
  await vera.sees(/Вы взяли отвод/);
  if ((await vera.page.getByRole('link', { name: /Пакет/ }).count()) > 0) {
    throw new Error('Who is recused is shown the pack');
  }
  await question(secretary, 801).click();
  await secretary.sees('Консультировала заявителя');
  await secretary.presses('Начать голосование');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  for (const person of [chair, boris]) {
    await question(person, 801).click();
    await person.page.route('**/vote', async (route) => {
      await held;
      await route.continue();
    });
    await person.page.getByRole('button', { name: /^За 1$/ }).waitFor();
    const sent = person.page.waitForRequest('**/vote');
    await person.page.keyboard.press('1');
    await sent;
  }
  letGo();
  await secretary.sees('За 2, против 0, воздержались 0.');
  await secretary.sees('Принято');
  await secretary.presses('Закрыть голосование');
  await question(secretary, 801).filter({ hasText: 'Принято, 2 — 0 — 0' }).waitFor();
}

/** One votes without a connection, one closes the browser before the count: no vote is lost. */
async function votesSecretly({ secretary, chair, boris, vera }: Council): Promise<void> {
  await question(secretary, 802).click();
  await secretary.presses('Начать голосование');
  await secretary.sees(/Ключ урны/);
  for (const person of [chair, boris, vera]) {
    await question(person, 802).click();
    await person.page.getByRole('button', { name: /^За 1$/ }).waitFor();
  }
  await boris.context.setOffline(true);
  await boris.presses(/^За 1$/);
  await boris.sees('Голос «За» не принят: нет связи.');
  await chair.presses(/^За 1$/);
  await chair.sees(/Вы проголосовали/);
  await vera.presses(/^Против 2$/);
  await vera.sees(/Вы проголосовали/);
  await vera.leave();
  await boris.context.setOffline(false);
  await boris.sees(/Вы проголосовали/);
  await secretary.sees('Проголосовали: 3. Голоса тайные до подсчёта.');
  await secretary.presses('Закрыть голосование');
  await question(secretary, 802).filter({ hasText: 'Принято, 2 — 1 — 0' }).waitFor();
}

async function signs({ stage, secretary, chair }: Council, id: string): Promise<void> {
  await secretary.presses('Закрыть заседание');
  await secretary.presses('Закрыть заседание', secretary.page.getByRole('dialog'));
  for (const [person, role] of [
    [secretary, 'COUNCIL_SECRETARY'],
    [chair, 'COUNCIL_CHAIR'],
  ] as const) {
    await person.presses('Прислать код');
    await person.writes('Код из письма', await minutesCode(stage.portal, role, id));
    await person.presses('Подписать протокол');
  }
  await secretary.sees('Протокол подписан');
  await secretary.sees(/Подписал председательствующий/);
  const href = await secretary.page
    .getByRole('link', { name: /^Протокол KZB-MIN-/ })
    .getAttribute('href');
  const paper = await secretary.page.request.get(`${stage.portal.url}${href ?? ''}`);
  if (!(await paper.body()).subarray(0, 5).equals(Buffer.from('%PDF-'))) {
    throw new Error('The minutes are no PDF');
  }
}

/** Both cases are the head's to decide. */
async function goesOn(stage: Stage, cases: readonly string[]): Promise<void> {
  const head = await stage.portal.as('CENTRE_HEAD');
  for (const id of cases) {
    await eventually(async () => {
      const { state, allowed } = must(200, await head.get(`applications/${id}`));
      if (state !== 'REVIEW' || !allowed.includes('approve')) {
        throw new Error(`The case is ${state} and allows ${allowed}`);
      }
    });
  }
}
