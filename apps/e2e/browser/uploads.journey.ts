import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CDPSession } from 'playwright-core';

import { SMALL_PDF, marketingDraft, must, newApplicant, type Applicant } from '../src/stories';
import { PASSWORD, signIn } from './account-steps';
import type { Journey } from './journey';
import type { Person } from './person';
import type { Stage } from './stage';

const MEGABYTE = 1024 * 1024;
const SLOT = 'Выписка из ЕГРЮЛ';
/** Bytes a second. */
const SLOW = 400_000;
const GOING = /[1-9]\d*(,\d+)?\s(КБ|МБ) из 9\sМБ/;

/** A file comes over any line: slow, cut off, in another page of the browser. */
export const uploads: readonly Journey[] = [
  {
    name: 'uploads: held, cut off and the page reloaded, a file goes on from the bytes that are there',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { anna, applicant, id } = await withDraft(stage, 521);
      const folder = mkdtempSync(join(tmpdir(), 'okno-upload-'));
      try {
        const path = join(folder, 'extract.pdf');
        writeFileSync(path, pdf(9 * MEGABYTE));
        await goesOn(anna, path);
      } finally {
        rmSync(folder, { recursive: true });
      }
      const { documents } = must(200, await applicant.client.get(`applications/${id}`));
      const [document] = documents.filter(({ name }: { name: string }) => name === 'extract.pdf');
      if (document?.size !== 9 * MEGABYTE) {
        throw new Error(`The portal has ${JSON.stringify(document)}`);
      }
      await nothingIsLeft(applicant, id);
    },
  },
  {
    name: 'uploads: several go side by side, three at most, and one that is given up leaves nothing',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { anna, applicant, id } = await withDraft(stage, 522);
      const network = await slowed(anna);
      const names = ['1.pdf', '2.pdf', '3.pdf', '4.pdf'];
      const [first, second, third, fourth] = names.map((name) => ({
        name,
        mimeType: 'application/pdf',
        buffer: pdf(2 * MEGABYTE),
      }));
      for (const [slot, files] of [
        ['Проект технического задания', [first, second]],
        [SLOT, [third]],
        ['Справка об отсутствии задолженности', [fourth]],
      ] as const) {
        const chosen = files.flatMap((file) => file ?? []);
        await anna.page.getByLabel(`Выбрать файл: ${slot}`).setInputFiles(chosen);
      }
      await anna.sees(/Ждёт очереди/);
      await anna.isTold('3.pdf загружается');
      await anna.isTold('4.pdf ждёт очереди');
      await anna.presses('Отменить загрузку 2.pdf');
      await anna.page.getByText('2.pdf', { exact: true }).waitFor({ state: 'detached' });
      await anna.isTold('4.pdf загружается');
      await fast(network);
      for (const name of names.filter((one) => one !== '2.pdf')) {
        await anna.page.getByRole('link', { name }).waitFor();
      }
      await nothingIsLeft(applicant, id);
    },
  },
];

async function goesOn(anna: Person, path: string): Promise<void> {
  const { page } = anna;
  const network = await slowed(anna);
  const chooser = page.getByLabel(`Выбрать файл: ${SLOT}`);
  await chooser.setInputFiles(path);
  await anna.sees(GOING);
  await anna.presses('Приостановить загрузку extract.pdf');
  await anna.sees(/На паузе: /);
  await anna.isTold('extract.pdf на паузе');

  await throttled(network, { offline: true });
  await anna.presses('Продолжить загрузку extract.pdf');
  await page.getByRole('button', { name: 'Повторить загрузку extract.pdf' }).waitFor();
  const again = firstOffset(anna);
  // Nobody presses anything: it goes on by itself when the line is back.
  await throttled(network, { upload: SLOW, latency: 50 });
  requireBegun(await again, 'after the line was cut');
  await anna.sees(GOING);

  await page.reload();
  await anna.isSettled();
  await anna.sees(/Пришло .+ из 9\sМБ\. Выберите этот же файл/);
  const offset = firstOffset(anna);
  await chooser.setInputFiles(path);
  requireBegun(await offset, 'after the page was reloaded');
  await fast(network);
  await page.getByRole('link', { name: 'extract.pdf' }).waitFor();
}

/** Where the next bytes that are sent begin. */
async function firstOffset({ page }: Person): Promise<number> {
  const request = await page.waitForRequest((one) => one.method() === 'PATCH');
  return Number(request.headers()['upload-offset']);
}

function requireBegun(offset: number, when: string): void {
  if (!(offset > 0)) {
    throw new Error(`${when} it began anew`);
  }
}

async function slowed(anna: Person): Promise<CDPSession> {
  const network = await anna.context.newCDPSession(anna.page);
  await throttled(network, { upload: SLOW, latency: 50 });
  return network;
}

const fast = (network: CDPSession): Promise<void> => throttled(network, {});

/** One session says it all: of two that disagree the browser hears only one. */
async function throttled(
  network: CDPSession,
  { offline = false, upload = -1, latency = 0 },
): Promise<void> {
  await network.send('Network.emulateNetworkConditions', {
    offline,
    latency,
    downloadThroughput: -1,
    uploadThroughput: upload,
  });
}

async function nothingIsLeft({ client }: Applicant, id: string): Promise<void> {
  const { items } = must(200, await client.get(`applications/${id}/uploads`));
  if (items.length > 0) {
    throw new Error(`Unfinished: ${JSON.stringify(items)}`);
  }
}

function pdf(size: number): Buffer {
  return Buffer.concat([Buffer.from(SMALL_PDF), Buffer.alloc(size - SMALL_PDF.length, '\n')]);
}

/** At the documents of a draft that takes an extract. */
async function withDraft(
  stage: Stage,
  number: number,
): Promise<{ anna: Person; applicant: Applicant; id: string }> {
  const applicant = await newApplicant(stage.portal, number);
  const { id } = await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
  const anna = await stage.person('Anna');
  await signIn(anna, applicant.email, PASSWORD);
  await anna.opens(`/cabinet/applications/${id}/edit/DOCUMENTS`);
  return { anna, applicant, id };
}
