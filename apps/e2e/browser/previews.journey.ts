import { SMALL_PDF, marketingDraft, must, newApplicant } from '../src/stories';
import { PASSWORD, signIn, signInAs } from './account-steps';
import type { Journey } from './journey';
import { openCase } from './office-steps';
import { filedCase } from './office.journey';
import type { Person } from './person';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Files are looked at in the page, by those who may see them, with nothing from elsewhere. */
export const previews: readonly Journey[] = [
  {
    name: 'previews: a PDF is read page by page, larger, by keyboard, and closed with Esc; a picture and a broken file too',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const applicant = await newApplicant(stage.portal, 531);
      const { id } = await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
      const path = `applications/${id}/documents`;
      for (const [name, content] of [
        ['two.pdf', twoPages()],
        ['photo.png', PNG],
        ['broken.pdf', SMALL_PDF],
      ] as const) {
        must(201, await applicant.client.upload(path, 'D-PRODUCT', name, new Uint8Array(content)));
      }
      const anna = await stage.person('Anna');
      const foreign: string[] = [];
      anna.page.on('request', (request) => {
        if (!request.url().startsWith(stage.portal.url) && !request.url().startsWith('blob:')) {
          foreign.push(request.url());
        }
      });
      await signIn(anna, applicant.email, PASSWORD);
      await anna.opens(`/cabinet/applications/${id}/edit/DOCUMENTS`);
      await readsTwoPages(anna);
      await anna.presses('Посмотреть photo.png');
      await anna.page.getByRole('dialog').getByRole('img', { name: 'photo.png' }).waitFor();
      await anna.page.keyboard.press('Escape');
      await anna.presses('Посмотреть broken.pdf');
      await anna.page.getByRole('alert').filter({ hasText: 'Файл не открылся' }).waitFor();
      if (foreign.length > 0) {
        throw new Error(`Asked elsewhere: ${foreign.join()}`);
      }
    },
  },
  {
    name: 'previews: a reviewer reads a file beside the answers, and larger',
    minutes: 5,
    run: async ({ open }) => {
      const stage = await open();
      const { company, number } = await filedCase(stage, 532, new Uint8Array(twoPages()));
      const reviewer = await stage.person('reviewer');
      await signInAs(reviewer, stage.portal, 'REVIEWER');
      await openCase(reviewer, company, number);
      await reviewer.sees('Страница 1 из 2');
      await reviewer.sees('Антивирус этот файл не проверял');
      await isDrawn(reviewer);
      await reviewer.presses(/^Посмотреть /);
      const dialog = reviewer.page.getByRole('dialog');
      await dialog.getByText('Страница 1 из 2').waitFor();
      await reviewer.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      // Esc was for the file: the case is still there.
      await reviewer.seesHeading(company);
    },
  },
];

async function readsTwoPages(anna: Person): Promise<void> {
  const { page } = anna;
  const opener = page.getByRole('button', { name: 'Посмотреть two.pdf' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'two.pdf' });
  await dialog.getByText('Страница 1 из 2').waitFor();
  await dialog.getByText('First page').waitFor({ state: 'attached' });
  await isDrawn(anna);
  await page.keyboard.press('PageDown');
  await dialog.getByText('Страница 2 из 2').waitFor();
  await dialog.getByText('Second page').waitFor({ state: 'attached' });
  await page.keyboard.press('+');
  await dialog.getByText('150 %').waitFor();
  await page.keyboard.press('Home');
  await dialog.getByText('First page').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await opener.and(page.locator(':focus')).waitFor();
}

/** There is ink on the paper. */
async function isDrawn({ page }: Person): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas');
    const drawn = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return drawn?.some((value, at) => at % 4 === 0 && value < 100) ?? false;
  });
}

function twoPages(): Buffer {
  const text = (words: string): string => `BT /F1 24 Tf 72 720 Td (${words}) Tj ET`;
  const stream = (words: string): string =>
    `<</Length ${text(words).length}>>stream\n${text(words)}\nendstream`;
  const page = (content: number): string =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${content} 0 R/Resources<</Font<</F1 7 0 R>>>>>>`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
    page(5),
    page(6),
    stream('First page'),
    stream('Second page'),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  const body = objects.map((one, at) => `${at + 1} 0 obj\n${one}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`);
}
