import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { demoCases } from './demo-cases';
import { launchChromium } from './chromium';
import { enterAs } from './pages.journey';
import type { Looks, Person } from './person';
import { askedScreens, type Screen } from './screens';
import { Stage } from './stage';

const WIDTHS = [1440, 390];
const THEMES = ['light', 'dark'] as const;
/** Screens that the README and docs/ show. */
const FOR_DOCS = ['home', 'measure', 'apply', 'track-returned', 'inbox', 'case', 'registry'];

/** How the pictures are made: all of them whole, or the few of the documents, as high as a screen. */
export interface PictureOptions {
  folder: string;
  forDocs: boolean;
  lang: Looks['lang'];
}

/** Pictures of the screens with demo data, each wide and narrow, light and dark. */
export async function takePictures({ folder, forDocs, lang }: PictureOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  let stage: Stage | undefined;
  try {
    stage = await Stage.open(browser, null);
    const cases = await demoCases(stage.portal);
    const wanted = askedScreens(cases).filter(({ name }) => !forDocs || FOR_DOCS.includes(name));
    for (const viewer of new Set(wanted.map(({ as }) => as))) {
      const person = await stage.person(viewer);
      await enterAs(person, viewer, stage, cases);
      await person.speaks(lang);
      for (const screen of wanted.filter(({ as }) => as === viewer)) {
        await (forDocs ? takeOne(person, screen, folder) : takeFour(person, screen, folder));
      }
      await person.leave();
    }
  } finally {
    await stage?.close();
    await browser.close();
  }
}

async function takeFour(person: Person, { name, path }: Screen, folder: string): Promise<void> {
  for (const width of WIDTHS) {
    await person.page.setViewportSize({ width, height: 900 });
    await person.opens(path);
    for (const theme of THEMES) {
      await person.page.emulateMedia({ colorScheme: theme });
      const file = join(folder, `${name}-${width}${theme === 'dark' ? '-dark' : ''}.png`);
      await person.page.screenshot({ path: file, fullPage: true });
    }
  }
}

async function takeOne(person: Person, { name, path }: Screen, folder: string): Promise<void> {
  await person.page.setViewportSize({ width: 1280, height: 800 });
  await person.opens(path);
  await person.page.screenshot({ path: join(folder, `${name}.png`) });
}
