import type { Request } from 'playwright-core';

import { eventually } from '@okno/server/testing';

import { STEP_MS, type Person } from './person';

/** One loading of a page. */
export interface FirstLoad {
  /** Addresses of the API whose answers came in the document. */
  delivered: string[];
  /** Addresses of the API that the page asked itself; the stream of events is none. */
  asked: string[];
  caching: string | undefined;
}

/** Opens an address and waits until nothing more is asked. */
export async function firstLoad(person: Person, path: string): Promise<FirstLoad> {
  const begun: Request[] = [];
  const keep = (request: Request): void => {
    begun.push(request);
  };
  person.page.on('request', keep);
  const document = await person.page.goto(`${person.url}${path}`);
  await person.isSettled();
  await isQuiet(person, begun);
  person.page.off('request', keep);
  const html = (await document?.text()) ?? '';
  const block = /id="okno-answers">(.*?)<\/script>/s.exec(html)?.[1];
  const urls = begun.map((request) => request.url().slice(person.url.length));
  return {
    delivered: block === undefined ? [] : Object.keys(JSON.parse(block)),
    asked: urls.filter((url) => url.startsWith('/api/') && url !== '/api/v1/events'),
    caching: document?.headers()['cache-control'],
  };
}

/** Parts of a page are drawn in pauses and ask then: some pauses in a row without a new request. */
async function isQuiet({ page }: Person, begun: readonly Request[]): Promise<void> {
  await eventually(async () => {
    const before = begun.length;
    for (let pause = 0; pause < 5; pause += 1) {
      await page.evaluate(() => new Promise<void>((resume) => requestIdleCallback(() => resume())));
    }
    const open = begun.filter((one) => isAnswerable(one) && one.timing().responseEnd < 0);
    if (begun.length > before || open.length > 0) {
      throw new Error(`Still asking: ${open.map((one) => one.url()).join(', ')}`);
    }
  }, STEP_MS);
}

const isAnswerable = (request: Request): boolean =>
  request.resourceType() !== 'eventsource' && request.failure() === null;
