import type { Locator } from 'playwright-core';

import { SMALL_PDF } from '../src/stories';
import type { Person } from './person';

const ACTIVITY = 'Разрабатываем программы для клиник и лабораторий Кузбасса. '.repeat(5).trim();
const GOAL = 'Понять, какие клиники купят программу и по какой цене. '.repeat(4).trim();

/** Goes from the page of a measure to a draft of that company. */
export async function begin(person: Person, measure: string, company: string): Promise<void> {
  await person.opens(`/measures/${measure}`);
  await person.follows(/^(Подать заявку|Вступить)/);
  await person.seesHeading('Как это будет');
  await person.page.getByRole('radio', { name: company }).check();
  await person.presses('Начать заявку');
  await person.seesHeading(/^2\. Контакт и полномочия/);
}

/** Joining the cluster, every section as a person fills it in. Ends before the check. */
export async function fillMembership(person: Person): Promise<void> {
  await fillShared(person);
  await person.seesHeading(/Участие в кластере/);
  await person.chooses('Тип участника', 'Разработчик программ');
  await group(person, 'Направления специализации').getByRole('checkbox').first().check();
  await person.writes('Деятельность и роль в кластере', ACTIVITY);
  await next(person);
  await person.seesHeading(/Продукция и связи/);
  await addRow(person, 'Основная продукция и услуги');
  await person.writes('Название, строка 1', 'Система учёта проб (демо)');
  await person.writes('ОКПД2, строка 1', '62.01.29');
  await next(person);
  await person.seesHeading(/Показатели за прошлый год/);
  await person.writes('Численность работников', '12');
  await person.writes(/^Выручка/, '12 345 678,90');
  await next(person);
  await picks(person, 'Публиковать карточку', 'Да');
  await person.ticks('Обязуемся раз в год');
  await next(person);
  await upload(person, 'Презентация организации', 'presentation.pdf');
  await next(person);
  await person.seesHeading(/Заявления/);
  await declare(person);
}

/** The marketing service with its estimate and documents. Ends before the check. */
export async function fillMarketing(person: Person): Promise<void> {
  await fillShared(person);
  await person.seesHeading(/Продукт и задача/);
  await picks(person, 'Вид услуги', 'Маркетинговое исследование');
  await person.writes('Товар, работа или услуга', 'Система учёта проб (демо)');
  await picks(person, 'Это медицинское изделие', 'Нет');
  await picks(person, 'Стадия продукта', 'Серия');
  await group(person, /^Рынок/)
    .getByRole('checkbox', { name: 'Регион' })
    .check();
  await person.writes('Какую задачу решит услуга', GOAL);
  await next(person);
  await person.seesHeading(/Исполнитель, сроки и результат/);
  await addRow(person, 'Вопросы к исполнителю');
  await person.writes('Вопрос, строка 1', 'Каков объём рынка?');
  await addRow(person, 'Вопросы к исполнителю');
  await person.writes('Вопрос, строка 2', 'Кто конкуренты?');
  await group(person, 'Ожидаемые результаты').getByRole('checkbox', { name: 'Отчёт' }).check();
  await picks(person, 'Кто выбирает исполнителя', 'Центр');
  const period = group(person, 'Желаемые сроки');
  await period.getByLabel('с', { exact: true }).fill('2027-03-01');
  await period.getByLabel('по', { exact: true }).fill('2027-06-30');
  await addRow(person, 'Ожидаемый эффект за 12 месяцев');
  await person.writes('Прирост выручки, строка 1', '1 000 000');
  await person.writes('Новые заказчики, строка 1', '5');
  await person.writes('Новые рынки, строка 1', '1');
  await next(person);
  await fillEstimate(person);
  await next(person);
  await upload(person, 'Проект технического задания', 'task.pdf');
  await upload(person, 'Описание продукта', 'product.pdf');
  await upload(person, 'Приказ о назначении', 'order.pdf');
  await next(person);
  await person.seesHeading(/Заявления/);
  await declare(person);
}

/** Two lines of 225 000,03 ₽: the centre pays 80 %, to the kopeck. */
async function fillEstimate(person: Person): Promise<void> {
  await person.seesHeading(/Смета и софинансирование/);
  await addRow(person, 'Смета');
  await person.writes('Статья расходов, строка 1', 'Исследование рынка');
  await person.writes('Количество, строка 1', '1');
  await person.writes('Цена за единицу, строка 1', '200 000');
  await addRow(person, 'Смета');
  await person.writes('Статья расходов, строка 2', 'Интервью');
  await person.writes('Количество, строка 2', '2,5');
  await person.writes('Цена за единицу, строка 2', '10 000,01');
  await person.sees(/180\s000,02/);
  await picks(person, /^НДС/, 'В том числе');
  await picks(person, 'Источник собственных средств', 'Собственные');
  await person.ticks('Эти затраты не оплачены другой поддержкой');
}

async function fillShared(person: Person): Promise<void> {
  await person.writes('Контактное лицо', 'Пробная Анна Демовна');
  await person.writes('Телефон', '+7 384 200-00-01');
  await picks(person, 'Основание полномочий', 'Устав или запись в ЕГРИП');
  await next(person);
}

/** Every declaration of the section, each on its own. */
async function declare(person: Person): Promise<void> {
  const boxes = person.page.getByRole('main').getByRole('checkbox');
  for (let at = 0; at < (await boxes.count()); at += 1) {
    await boxes.nth(at).check();
  }
}

/** Gives what consents are still needed, checks and hands the draft in. Returns its number. */
export async function fileDraft(person: Person): Promise<string> {
  await next(person);
  await person.seesHeading(/\d+\. (Согласия|Проверка и подача)/);
  const give = person.page.getByRole('button', { name: /^Дать согласие/ });
  for (let left = await give.count(); left > 0; left -= 1) {
    await give.first().click();
    await give.nth(left - 1).waitFor({ state: 'detached' });
  }
  if (await person.page.getByRole('heading', { name: /\d+\. Согласия/ }).isVisible()) {
    await next(person);
  }
  await person.seesHeading(/Проверка и подача/);
  await person.sees('Всё заполнено.');
  await person.presses('Подать заявку');
  const heading = person.page.getByRole('heading', { name: /^Заявка \S+ подана/ });
  await heading.waitFor();
  const number = /^Заявка (\S+) подана/.exec(await heading.innerText())?.[1];
  return number ?? '';
}

export async function next(person: Person): Promise<void> {
  await person.presses('Сохранить и продолжить');
}

/** A real file into the slot of that name; waits until the portal has it. */
export async function upload(person: Person, label: string, name: string): Promise<void> {
  const file = { name, mimeType: 'application/pdf', buffer: Buffer.from(SMALL_PDF) };
  await person.page.getByLabel(`Выбрать файл: ${label}`).setInputFiles(file);
  await person.page.getByRole('link', { name }).waitFor();
}

async function picks(person: Person, question: string | RegExp, option: string): Promise<void> {
  await group(person, question).getByRole('radio', { name: option }).check();
}

async function addRow(person: Person, table: string): Promise<void> {
  const section = person.page.getByRole('region', { name: table }).first();
  await section.getByRole('button', { name: 'Добавить строку' }).click();
}

const group = (person: Person, name: string | RegExp): Locator =>
  person.page.getByRole('group', { name }).first();
