import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { account } from './account.journey';
import { delivery } from './delivery.journey';
import { launchChromium } from './chromium';
import { council } from './council.journey';
import { draft } from './draft.journey';
import { forms } from './forms.journey';
import { join as joining } from './join.journey';
import type { Journey } from './journey';
import { links } from './links.journey';
import { pages } from './pages.journey';
import { takePictures } from './pictures';
import { office } from './office.journey';
import { uploads } from './uploads.journey';
import { previews } from './previews.journey';
import { proof } from './proof.journey';
import { Stage } from './stage';
import { team } from './team.journey';

const JOURNEYS: readonly Journey[] = [
  ...account,
  ...joining,
  ...draft,
  ...uploads,
  ...forms,
  ...office,
  ...council,
  ...previews,
  ...proof,
  ...links,
  ...team,
  ...pages,
  ...delivery,
];
const PICTURES = join('tmp', 'browser');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  skippedNames: string[];
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(words: string[]): Promise<void> {
  const [flag, folder] = words;
  const lang = words.includes('--english') ? 'en' : 'ru';
  if (flag === '--pictures' || flag === '--docs-pictures') {
    await takePictures({ folder: folder ?? PICTURES, forDocs: flag === '--docs-pictures', lang });
    return;
  }
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
  const chosen = JOURNEYS.filter(({ name }) => isAsked(name, words));
  if (chosen.length === 0) {
    throw new Error(`No journey is called so. There are: ${JOURNEYS.map((one) => one.name)}`);
  }
  rmSync(PICTURES, { recursive: true, force: true });
  const browser = await launchChromium();
  try {
    for (const journey of chosen) {
      if (journey.waiting !== undefined && words.length === 0) {
        skip(journey, journey.waiting, counts);
      } else {
        await play(journey, browser, counts);
      }
    }
  } finally {
    await browser.close();
  }
  say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  const file = process.env['OKNO_RESULT_FILE'];
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(counts));
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** A path of this folder asks for everything, or for the journeys of that file. */
function isAsked(name: string, words: string[]): boolean {
  const parts = words
    .map((word) => /apps\/e2e\/browser\/?(?:([\w-]+)\.journey\.ts)?/.exec(word)?.[1] ?? word)
    .filter((word) => !word.startsWith('apps/e2e/browser'));
  return parts.length === 0 || parts.some((part) => name.includes(part));
}

function skip({ name }: Journey, reason: string, counts: Counts): void {
  say(`! SKIPPED: ${name}, because ${reason}`);
  counts.skipped += 1;
  counts.skippedNames.push(name);
}

async function play(journey: Journey, browser: Browser, counts: Counts): Promise<void> {
  const redisUrl = process.env['OKNO_TEST_REDIS_URL'];
  if (journey.needs === 'redis' && redisUrl === undefined) {
    skip(journey, 'redis-server is not installed', counts);
    return;
  }
  const since = performance.now();
  const stages: Stage[] = [];
  const open = async (options: { redisUrl?: string | null } = {}): Promise<Stage> => {
    const stage = await Stage.open(browser, options.redisUrl ?? null);
    stages.push(stage);
    return stage;
  };
  try {
    await withinMinutes(journey.minutes, journey.run({ browser, redisUrl, open }));
    const complaints = stages.flatMap((stage) => stage.complaints());
    if (complaints.length > 0) {
      throw new Error(`The browsers complained:\n  ${complaints.join('\n  ')}`);
    }
    counts.passed += 1;
    say(`✓ ${journey.name} (${secondsSince(since)})`);
  } catch (error) {
    counts.failed += 1;
    say(`✗ ${journey.name} (${secondsSince(since)})`);
    await tellFailure(journey, error, stages);
  } finally {
    for (const stage of stages) {
      await stage.close();
    }
  }
}

async function tellFailure(journey: Journey, error: unknown, stages: Stage[]): Promise<void> {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  for (const stage of stages) {
    const folder = join(PICTURES, journey.name.replaceAll(/[^\p{L}\d]+/gu, '-'));
    const pictures = await stage.picture(folder);
    say([...pictures, ...stage.complaints()].map((line) => `  ${line}`).join('\n'));
  }
}

function withinMinutes(minutes: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`not over after ${minutes} minutes`)),
      minutes * 60_000,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const secondsSince = (since: number): string =>
  `${((performance.now() - since) / 1000).toFixed(1)} s`;

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
