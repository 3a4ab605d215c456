import { randomBytes } from 'node:crypto';

import { plantApplicants } from './applicants';
import { median, say } from './load';
import type { Pair } from './reading';
import { rateFinding, type Finding } from './results';
import type { Settings } from './settings';

const MEGABYTES = 20;
const SLOT = 'D-TOR';
/** A number beyond those of the applicants who write. */
const SENDER = 98_000;
const TUS = { 'tus-resumable': '1.0.0' };
const LIMITS = { least: 0.7, goal: 0.9 };

/**
 * The largest file that is taken, by the protocol and with everything that is looked into, until it is a document; and
 * the same bytes streamed to the same disk by the bare server, hashed and synced.
 */
export async function upload(pair: Pair, settings: Settings): Promise<Finding[]> {
  const content = pdf();
  const send = await sender(pair);
  const seconds: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  // The first of each meets code that is not compiled yet.
  for (let round = 0; round <= settings.rounds; round += 1) {
    const took = { ours: await send(content), bare: await plain(pair, content) };
    if (round > 0) {
      seconds.ours.push(took.ours);
      seconds.bare.push(took.bare);
      say(`  ${took.ours.toFixed(3)} s, bare ${took.bare.toFixed(3)} s`);
    }
  }
  const rateOf = (times: number[]): { rate: number } => ({ rate: MEGABYTES / median(times) });
  const rates = { ours: rateOf(seconds.ours), bare: rateOf(seconds.bare) };
  return [rateFinding(`upload of ${MEGABYTES} MB through tus, MB`, rates, LIMITS)];
}

/** Somebody with a draft, who sends a file into it, tells how many seconds that took, and takes it away again. */
async function sender({
  seeded,
  ours,
}: Pair): Promise<(content: Uint8Array<ArrayBuffer>) => Promise<number>> {
  const [person] = await plantApplicants(seeded.db, SENDER, 1);
  const ask = async (
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
  ): Promise<Response> => {
    const headers = { cookie: person?.cookie ?? '', origin: ours.url, ...init.headers };
    const answer = await fetch(`${ours.url}/api/v1/${path}`, { ...init, headers });
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    }
    return answer;
  };
  const opened = await ask('applications', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ measureCode: 'KZ-06', organisationId: person?.organisationId }),
  });
  const { id }: { id: string } = JSON.parse(await opened.text());
  return async (content) => {
    const began = performance.now();
    const begun = await ask(`applications/${id}/uploads`, {
      method: 'POST',
      headers: {
        ...TUS,
        'upload-length': String(content.length),
        'upload-metadata': `slot ${btoa(SLOT)},filename ${btoa('file.pdf')}`,
      },
    });
    const path = (begun.headers.get('location') ?? '').replace('/api/v1/', '');
    await ask(path, {
      method: 'PATCH',
      headers: { ...TUS, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body: content,
    });
    const finished = await ask(`${path}/finish`, { method: 'POST' });
    const document: { id: string } = JSON.parse(await finished.text());
    const seconds = (performance.now() - began) / 1000;
    await ask(`applications/${id}/documents/${document.id}`, { method: 'DELETE' });
    return seconds;
  };
}

async function plain({ bare }: Pair, content: Uint8Array<ArrayBuffer>): Promise<number> {
  const began = performance.now();
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await fetch(`${bare.url}/file`, { method: 'POST', headers, body: content });
  if (!answer.ok) {
    throw new Error(`The bare server answered ${answer.status}`);
  }
  await answer.text();
  return (performance.now() - began) / 1000;
}

function pdf(): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(MEGABYTES * 1024 * 1024);
  content.set(randomBytes(content.length));
  content.set(new TextEncoder().encode('%PDF-1.7\n'));
  content.set(new TextEncoder().encode('\n%%EOF\n'), content.length - 7);
  return content;
}
