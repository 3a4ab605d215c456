/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

import { findChromium } from '../tools/chromium.mjs';
import { judgeForms, type Judging } from './form-judging';
import { say } from './load';
import { figureFinding, type Finding } from './results';

const OF_EACH = 5_000;
const BATCHES = 25;

/** Judging the largest form, in Node and in the browser that the same code runs in. */
export async function forms(): Promise<Finding[]> {
  const here = judgeForms(OF_EACH, BATCHES);
  say(`forms: ${here.judged} random answers judged in Node, ${here.digest}`);
  const name = `judge ${here.form}, ${here.cells} cells`;
  const found = [figure(`${name}, Node`, here, { floor: 2, goal: 2 })];
  const there = await inChromium();
  if (there === undefined) {
    say('forms: not measured in a browser, there is no Chromium');
    return found;
  }
  if (there.digest !== here.digest) {
    throw new Error(`Node and Chromium judge differently: ${here.digest}, ${there.digest}`);
  }
  return [...found, figure(`${name}, Chromium`, there, { floor: 8, goal: 8 })];
}

function figure(what: string, { ms }: Judging, limit: { floor: number; goal: number }): Finding {
  return figureFinding(what, { value: ms, unit: 'ms', digits: 2 }, limit);
}

async function inChromium(): Promise<Judging | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    return undefined;
  }
  const { outputFiles } = await build({
    entryPoints: ['bench/form-judging.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'okno',
    platform: 'browser',
    tsconfig: 'tsconfig.base.json',
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const judging: Judging = await page.evaluate(`okno.judgeForms(${OF_EACH}, ${BATCHES})`);
    return judging;
  } finally {
    await browser.close();
  }
}
