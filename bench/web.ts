import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { median, say } from './load';
import { figureFinding, type Finding } from './results';

export const SITE = 'dist/web/browser';
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const KIB = 1024;

/** A page and who looks at it. */
export interface Page {
  name: string;
  path: string;
  cookie?: string;
  floor: number;
  goal: number;
}

/** What a browser loads before it shows anything: the document, its scripts and styles, compressed. */
export function shellBytes(): Finding {
  const index = readFileSync(join(SITE, 'index.html'), 'utf8');
  const files = [...index.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /rel="(stylesheet|modulepreload)"|<script/.test(tag))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
    .filter((path) => !/^https?:/.test(path));
  const bytes = ['index.html', ...new Set(files)].reduce(
    (sum, path) => sum + brotliCompressSync(readFileSync(join(SITE, path))).length,
    0,
  );
  return figureFinding(
    `public shell, ${new Set(files).size + 1} files, brotli`,
    { value: bytes / KIB, unit: 'KiB', digits: 1 },
    { floor: 90, goal: 65 },
  );
}

/** Lighthouse, mobile, of each page: the middle of some runs. */
export async function lighthouseOf(
  url: string,
  pages: readonly Page[],
  runs: number,
): Promise<Finding[]> {
  const chromePath = process.env['CHROME_PATH'] ?? CHROMIUM.find((path) => existsSync(path));
  if (chromePath === undefined) {
    say('Lighthouse: not measured, there is no Chromium');
    return [];
  }
  const chrome = await launch({
    chromePath,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const findings: Finding[] = [];
  try {
    for (const page of pages) {
      findings.push(...(await pageFindings(url, page, runs, chrome.port)));
    }
  } finally {
    chrome.kill();
  }
  return findings;
}

async function pageFindings(
  url: string,
  page: Page,
  runs: number,
  port: number,
): Promise<Finding[]> {
  const [scores, paints, blocks] = [new Array<number>(), new Array<number>(), new Array<number>()];
  for (let run = 0; run < runs; run += 1) {
    const seen = await lighthouse(`${url}${page.path}`, {
      port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: ['performance'],
      ...(page.cookie === undefined ? {} : { extraHeaders: { Cookie: page.cookie } }),
    });
    const found = seen?.lhr;
    if (!found || found.runtimeError) {
      throw new Error(`Lighthouse of ${page.path}: ${found?.runtimeError?.message ?? 'nothing'}`);
    }
    say(
      `Lighthouse ${page.name}: ${found.categories['performance']?.score} at ${found.finalDisplayedUrl}`,
    );
    scores.push(found.categories['performance']?.score ?? 0);
    paints.push((found.audits['largest-contentful-paint']?.numericValue ?? 0) / 1000);
    blocks.push(found.audits['total-blocking-time']?.numericValue ?? 0);
  }
  const { floor, goal, name } = page;
  return [
    figureFinding(
      `Lighthouse mobile, ${name}`,
      { value: median(scores), unit: '', digits: 2 },
      { floor, goal, least: true },
    ),
    figureFinding(
      `… largest paint`,
      { value: median(paints), unit: 's', digits: 2 },
      { floor: 1.8, goal: 1.8 },
    ),
    figureFinding(
      `… blocking time`,
      { value: median(blocks), unit: 'ms' },
      { floor: 150, goal: 150 },
    ),
  ];
}
