import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { membershipDraft, must, newApplicant, submit } from '../src/stories';
import { PASSWORD, signIn } from './account-steps';
import type { Journey } from './journey';
import type { Person } from './person';
import type { Stage } from './stage';

/** What was filed can be proved without the portal. */
export const proof: readonly Journey[] = [
  {
    name: 'proof: a filed package is checked offline, and a changed one is found out',
    minutes: 4,
    run: async ({ open }) => {
      const folder = await mkdtemp(join(tmpdir(), 'okno-proof-'));
      try {
        await keepAndCheck(await open(), folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
];

async function keepAndCheck(stage: Stage, folder: string): Promise<void> {
  const applicant = await newApplicant(stage.portal, 601);
  const { id } = must(200, await submit(applicant.client, await membershipDraft(applicant)));
  const anna = await stage.person('Anna');
  await signIn(anna, applicant.email, PASSWORD);
  await anna.opens(`/cabinet/applications/${id}/receipt`);
  const pack = await saved(anna, 'Скачать пакет заявки, JSON', join(folder, 'package.json'));
  const page = await saved(anna, /Скачать проверяющую страницу/, join(folder, 'check.html'));
  await anna.context.setOffline(true);
  await anna.page.goto(pathToFileURL(page).href);
  await anna.page.getByLabel('Пакет заявки, файл .json').setInputFiles(pack);
  await anna.isTold('Совпадает: заявка не изменилась с момента подачи');
  await anna.page.getByLabel('Контрольная сумма с квитанции').fill('0'.repeat(64));
  await anna.isTold('Не совпадает');
  await anna.page.getByLabel('Контрольная сумма с квитанции').fill('');
  const forged = join(folder, 'forged.json');
  await writeFile(
    forged,
    readFileSync(pack, 'utf8').replace('"mem.employees":', '"mem.employees":9'),
  );
  await anna.page.getByLabel('Пакет заявки, файл .json').setInputFiles(forged);
  await anna.isTold('Не совпадает');
}

/** Follows a link that gives a file, and keeps the file there. */
async function saved(person: Person, link: string | RegExp, path: string): Promise<string> {
  const given = person.page.waitForEvent('download');
  await person.follows(link);
  await (await given).saveAs(path);
  return path;
}
