/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { findChromium } from '../tools/chromium.mjs';
import { median, say } from './load';
import { figureFinding, type Finding } from './results';

export const SITE = 'dist/web/browser';
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
  const chromePath = findChromium();
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
      try {
        findings.push(...(await pageFindings(url, page, runs, chrome.port)));
      } catch (error) {
        say(`Lighthouse ${page.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
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
    const { score, paint, blocking } = await seenAt(url, page, port);
    scores.push(score);
    paints.push(paint);
    blocks.push(blocking);
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

/** One run of Lighthouse: the score, the largest paint in seconds, the blocking time in milliseconds. */
async function seenAt(
  url: string,
  { name, path, cookie }: Page,
  port: number,
): Promise<{ score: number; paint: number; blocking: number }> {
  const seen = await lighthouse(`${url}${path}`, {
    port,
    output: 'json',
    logLevel: 'silent',
    onlyCategories: ['performance'],
    ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
  });
  const found = seen?.lhr;
  if (!found || found.runtimeError) {
    throw new Error(`Lighthouse of ${path}: ${found?.runtimeError?.message ?? 'nothing'}`);
  }
  const figure = (audit: string): number => found.audits[audit]?.numericValue ?? Number.NaN;
  const score = found.categories['performance']?.score ?? Number.NaN;
  say(`Lighthouse ${name}: ${score} at ${found.finalDisplayedUrl}`);
  return {
    score,
    paint: figure('largest-contentful-paint') / 1000,
    blocking: figure('total-blocking-time'),
  };
}
