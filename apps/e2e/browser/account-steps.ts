import { secretIn } from '../src/people';
import type { Portal } from '../src/portal';
import type { Person } from './person';

export const PASSWORD = 'проба-пароля-2026';

/** Registers at the screen, confirms by the letter on the page of kept letters, signs in. */
export async function register(person: Person, email: string): Promise<void> {
  await person.opens('/');
  await person.follows('Войти');
  await person.follows('Зарегистрироваться');
  await person.seesHeading('Регистрация');
  await person.writes('Фамилия', 'Пробная');
  await person.writes('Имя', 'Анна');
  await person.writes('Электронная почта', email);
  await person.field('Пароль').fill(PASSWORD);
  await person.presses('Зарегистрироваться');
  await person.seesHeading('Проверьте почту');
  await confirmByLetter(person, email);
  await signIn(person, email, PASSWORD);
}

async function confirmByLetter(person: Person, email: string): Promise<void> {
  await person.opens('/dev/mail');
  const letter = person.page
    .getByRole('listitem')
    .filter({ hasText: email })
    .filter({ has: person.page.getByRole('link') });
  await refreshUntil(person, letter.first());
  await letter.first().getByRole('link').first().click();
  await person.presses('Подтвердить почту');
  await person.seesHeading('Почта подтверждена');
}

/** The letter leaves by the worker: the page of kept letters is asked again until it is there. */
async function refreshUntil(
  person: Person,
  letter: ReturnType<Person['page']['locator']>,
): Promise<void> {
  for (let times = 0; times < 40 && !(await letter.isVisible()); times += 1) {
    const answer = person.page.waitForResponse(/dev\/mails/);
    await person.presses('Обновить');
    await answer;
    await letter.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
  await letter.waitFor();
}

/** At the door, wherever it leads afterwards. */
export async function signIn(person: Person, email: string, password: string): Promise<void> {
  await person.opens('/login');
  await person.writes('Электронная почта', email);
  await person.field('Пароль').fill(password);
  await person.presses('Войти');
  await person.page.waitForURL((url) => url.pathname !== '/login');
  await person.isSettled();
}

/** A demo person of that role signs in at the screen. */
export async function signInAs(person: Person, portal: Portal, role: string): Promise<void> {
  const known = portal.people.find((one) => one.role === role);
  if (known === undefined) {
    throw new Error(`No demo person with the role ${role}`);
  }
  await signIn(person, known.email, known.password);
}

/** Adds a company by its ИНН and waits for its card. */
export async function addOrganisation(
  person: Person,
  card: Readonly<Record<string, unknown>>,
): Promise<void> {
  const text = (key: string): string => String(card[key] ?? '');
  await person.opens('/cabinet/organisations');
  await person.follows('Добавить организацию');
  await person.writes(/^ИНН/, text('inn'));
  await person.writes(/^ОГРН/, text('ogrn'));
  await person.writes(/^КПП/, text('kpp'));
  await person.writes(/^Полное наименование/, text('fullName'));
  await person.writes(/^Краткое наименование/, text('shortName'));
  await person.writes(/^Основной ОКВЭД/, text('okvedMain'));
  await person.writes(/^Юридический адрес/, text('addressLegal'));
  await person.writes(/^Фактический адрес/, text('addressActual'));
  await person.writes(/^Руководитель/, text('headName'));
  await person.writes(/^Должность руководителя/, text('headPost'));
  await person.chooses(/^Категория МСП/, 'Малое предприятие');
  await person.presses('Добавить организацию');
  await person.seesHeading(text('shortName'));
}

/** Gives every consent, each on its own. */
export async function giveConsents(person: Person): Promise<void> {
  await person.opens('/cabinet/profile');
  const give = person.page.getByRole('button', { name: /^Дать согласие:/ });
  await give.first().waitFor();
  for (let left = await give.count(); left > 0; left -= 1) {
    const given = person.page.waitForResponse(/me\/consents/);
    await give.first().click();
    await given;
    await person.page
      .getByRole('button', { name: /^Дать согласие:/ })
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }
}

/** The six digits of the newest letter to that address. */
export const codeFor = (portal: Portal, email: string): Promise<string> =>
  secretIn(portal, email, /: (\d{6})$/m);
