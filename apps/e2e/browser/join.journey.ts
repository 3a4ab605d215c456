import { someOrganisation } from '../src/organisations';
import { sitsOn } from '../src/stories';
import { addOrganisation, codeFor, register, signInAs } from './account-steps';
import { begin, fileDraft, fillMarketing, fillMembership } from './form-steps';
import type { Journey, Surroundings } from './journey';
import {
  acceptRemarks,
  completeChecklist,
  conclude,
  openCase,
  pin,
  takeStep,
} from './office-steps';
import type { Person } from './person';
import type { Stage } from './stage';

const EMAIL = 'anna@example.org';
const NUMBER = 401;
const COMPANY = `ООО «Проба ${NUMBER} (демо)»`;
/** Somebody else than who files: then the order of appointment is asked for. */
const HEAD = 'Демова Вера Павловна';
const ACTIVITY = 'Деятельность и роль в кластере';

/** Who takes part, each at a browser of their own. */
interface People {
  stage: Stage;
  anna: Person;
  reviewer: Person;
  head: Person;
}

async function wholeWay({ open }: Surroundings, redisUrl: string | null): Promise<void> {
  const stage = await open({ redisUrl });
  const people: People = {
    stage,
    anna: await stage.person('Anna'),
    reviewer: await stage.person('reviewer'),
    head: await stage.person('head'),
  };
  const { anna, reviewer, head } = people;
  await register(anna, EMAIL);
  await addOrganisation(anna, { ...someOrganisation(NUMBER), headName: HEAD });
  await signInAs(reviewer, stage.portal, 'REVIEWER');
  await signInAs(head, stage.portal, 'CENTRE_HEAD');
  const number = await applyToJoin(anna);
  await returnWithTwoRemarks(reviewer, number);
  await answerBoth(anna);
  await decideOnMember(people, number);
  await signBoth(people);
  await standsInRegistry(people);
  await getService(people);
}

/** Files the request and stays on its page. */
async function applyToJoin(anna: Person): Promise<string> {
  await begin(anna, 'MEMBERSHIP-kuzbass-biomed', COMPANY);
  await fillMembership(anna);
  const number = await fileDraft(anna);
  await anna.follows('Следить за заявкой');
  await anna.seesHeading('Что было и что будет');
  return number;
}

async function returnWithTwoRemarks(reviewer: Person, number: string): Promise<void> {
  await openCase(reviewer, COMPANY, number);
  await pin(reviewer, ACTIVITY, 'Уточните, для каких клиник.');
  await pin(reviewer, 'Численность работников', 'Численность расходится со сведениями.');
  await takeStep(reviewer, 'Вернуть с 2 замечаниями', 'Заявка возвращена заявителю');
}

/** The page follows by itself: one remark is mended, the other answered in words. */
async function answerBoth(anna: Person): Promise<void> {
  await anna.seesHeading(/^Исправьте два места до/);
  await anna.writes(
    ACTIVITY,
    'Программы для детских клиник и лабораторий Кузбасса. '.repeat(5).trim(),
  );
  const words = anna.page.getByRole('button', { name: 'Ответить словами или не согласиться' });
  await words.nth(1).click();
  await anna.writes('Ваш ответ', 'Среднесписочная численность за прошлый год — 12 человек.');
  await anna.presses('Сохранить ответ');
  await anna.presses('Отправить исправления');
  await anna.sees('Исправления отправлены, продолжаем');
}

/** The reviewer's page follows too. Another person decides. */
async function decideOnMember({ stage, reviewer, head }: People, number: string): Promise<void> {
  await acceptRemarks(reviewer);
  await completeChecklist(reviewer);
  await takeStep(reviewer, 'На рассмотрение', 'Дело на рассмотрении');
  await takeStep(reviewer, 'Записать заключение', 'Заключение записано', conclude);
  await takeStep(reviewer, 'На Совет', 'Дело передано Совету');
  await sitsOn(stage.portal, new URL(reviewer.page.url()).pathname.split('/').at(-1) ?? '');
  await openCase(head, COMPANY, number);
  await takeStep(head, 'Одобрить', 'Заявка одобрена');
}

async function signBoth({ stage, anna, head }: People): Promise<void> {
  await anna.seesHeading('Соглашение об участии');
  await anna.presses('Прислать код');
  await anna.sees('Отправили письмо с кодом.');
  await anna.writes('Код из письма', await codeFor(stage.portal, EMAIL));
  await anna.presses('Принять соглашение');
  await anna.sees('Теперь подписывает центр');
  await head.sees('Подписал заявитель, ждёт центра');
  await takeStep(head, 'Подписать соглашение', 'Соглашение подписано');
}

async function standsInRegistry({ stage, anna }: People): Promise<void> {
  await anna.seesHeading(/^Вы в реестре участников кластера, №/);
  const guest = await stage.person('guest');
  await guest.opens('/registry');
  await guest.follows(COMPANY);
  await guest.seesHeading(COMPANY);
  await guest.leave();
}

async function getService({ anna, reviewer, head }: People): Promise<void> {
  await begin(anna, 'KZ-06', COMPANY);
  await fillMarketing(anna);
  const number = await fileDraft(anna);
  await anna.follows('Следить за заявкой');
  await openCase(reviewer, COMPANY, number);
  await completeChecklist(reviewer);
  await takeStep(reviewer, 'На экспертизу', 'Дело на экспертизе');
  await takeStep(reviewer, 'На решение', 'Дело передано на решение', conclude);
  await openCase(head, COMPANY, number);
  await takeStep(head, 'Одобрить', 'Заявка одобрена');
  await anna.seesHeading('Решение');
  await anna.sees('Заявка одобрена');
  await anna.sees(/180\s000,02/);
}

/** From a stranger to a member that has been granted a service; the same on both kinds of queue. */
export const join: readonly Journey[] = [
  {
    name: 'join: a new person joins the cluster and gets a service, queues in PostgreSQL',
    minutes: 10,
    run: (surroundings) => wholeWay(surroundings, null),
  },
  {
    name: 'join: a new person joins the cluster and gets a service, queues in Redis',
    needs: 'redis',
    minutes: 10,
    run: (surroundings) => wholeWay(surroundings, surroundings.redisUrl ?? null),
  },
];
