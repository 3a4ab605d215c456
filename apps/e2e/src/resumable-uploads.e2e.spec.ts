import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';

import { eventually, startS3Server, type S3Server } from '@okno/server/testing';

import type { Client } from './client';
import { Portal } from './portal';
import { marketingDraft, must, newApplicant, type Applicant, type CaseView } from './stories';

const MEGABYTE = 1024 * 1024;
const SLOT = 'D-TOR';
const VERSION = { 'tus-resumable': '1.0.0' };
const BYTES = { ...VERSION, 'content-type': 'application/offset+octet-stream' };

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A PDF of that many bytes, no two stretches of it alike. */
function pdf(size: number): Buffer<ArrayBuffer> {
  const content = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) {
    content.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  }
  content.write('%PDF-1.7\n');
  content.write('\n%%EOF\n', size - 7);
  return content;
}

function metadata(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

function announce(client: Client, id: string, size: number, more = {}): Promise<Response> {
  return client.raw(`applications/${id}/uploads`, {
    method: 'POST',
    headers: {
      ...VERSION,
      'upload-length': String(size),
      'upload-metadata': metadata({ slot: SLOT, filename: 'тз.pdf', fingerprint: 'f1', ...more }),
    },
  });
}

async function begin(client: Client, id: string, size: number, more = {}): Promise<string> {
  const answer = await announce(client, id, size, more);
  expect(answer.status).toBe(201);
  return (answer.headers.get('location') ?? '').replace('/api/v1/', '');
}

function send(
  client: Client,
  path: string,
  offset: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const headers = { ...BYTES, 'upload-offset': String(offset) };
  return client.raw(path, { method: 'PATCH', headers, body });
}

async function offsetAt(client: Client, path: string): Promise<number> {
  const answer = await client.raw(path, { method: 'HEAD', headers: VERSION });
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('upload-offset'));
}

const codeOf = async (answer: Promise<Response>): Promise<string> =>
  `${(await answer).status} ${(await (await answer).json()).code}`;

describe.each(['a folder', 'S3'])('resumable uploads into %s', (where) => {
  let s3: S3Server;
  let portal: Portal;
  let applicant: Applicant;
  let first: Client;
  let second: Client;
  let draft: CaseView;
  beforeAll(async () => {
    s3 = await startS3Server();
    portal = await Portal.start({ apis: 2, ...(where === 'S3' ? { env: s3.env } : {}) });
    applicant = await newApplicant(portal, where === 'S3' ? 302 : 301);
    draft = await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
    first = applicant.client;
    second = first.at(portal.addresses[1] ?? '');
  });
  afterAll(async () => {
    await portal.stop();
    await s3.close();
  });

  const documentsOf = async (): Promise<{ id: string; slot: string; sha256: string }[]> =>
    must(200, await first.get(`applications/${draft.id}`)).documents;

  beforeEach(async () => {
    for (const { id, slot } of await documentsOf()) {
      if (slot === SLOT) {
        must(204, await first.delete(`applications/${draft.id}/documents/${id}`));
      }
    }
  });

  it('go on where they broke off, at another process, and become one document', async () => {
    const content = pdf(12 * MEGABYTE + 5);
    const path = await begin(first, draft.id, content.length);
    const third = Math.floor(content.length / 3);
    const patched = await send(first, path, 0, content.subarray(0, third));
    expect([patched.status, patched.headers.get('upload-offset')]).toEqual([204, String(third)]);
    expect(await offsetAt(second, path)).toBe(third);
    expect(await codeOf(second.raw(`${path}/finish`, { method: 'POST' }))).toBe(
      '409 upload.incomplete',
    );
    // A repeated request adds nothing.
    expect(await codeOf(send(second, path, 0, content.subarray(0, third)))).toBe(
      '409 upload.offset_wrong',
    );
    const listed = must(200, await second.get(`applications/${draft.id}/uploads`));
    expect(listed.items).toMatchObject([
      { slot: SLOT, name: 'тз.pdf', size: content.length, offset: third, fingerprint: 'f1' },
    ]);
    expect((await send(second, path, third, content.subarray(third))).status).toBe(204);
    // Asked for twice at once, at two processes: one document.
    const finished = await Promise.all([
      first.post(`${path}/finish`),
      second.post(`${path}/finish`),
    ]);
    const [one, other] = finished.map((answer) => must(200, answer));
    expect(one).toMatchObject({ id: other.id, sha256: sha256(content), size: content.length });
    expect(must(200, await first.post(`${path}/finish`)).id).toBe(one.id);
    expect((await documentsOf()).filter(({ slot }) => slot === SLOT)).toMatchObject([
      { id: one.id },
    ]);
    expect(must(200, await first.get(`applications/${draft.id}/uploads`)).items).toEqual([]);
    const kept = await first.raw(`documents/${one.id}/content`);
    expect(sha256(new Uint8Array(await kept.arrayBuffer()))).toBe(one.sha256);
  });

  it('keep what came before the line was cut', async () => {
    const content = pdf(3 * MEGABYTE);
    const path = await begin(first, draft.id, content.length);
    const { port } = new URL(first.address);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      [
        `PATCH /api/v1/${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        ...Object.entries({
          ...BYTES,
          ...first.identity(),
          'upload-offset': '0',
          'content-length': String(content.length),
        }).map(([name, value]) => `${name}: ${value}`),
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(content.subarray(0, MEGABYTE));
    socket.end();
    await eventually(async () => expect(await offsetAt(second, path)).toBeGreaterThan(0));
    const kept = await offsetAt(second, path);
    // What had not been read when the line went is sent again.
    expect(kept).toBeLessThanOrEqual(MEGABYTE);
    expect((await send(second, path, kept, content.subarray(kept))).status).toBe(204);
    expect(must(200, await second.post(`${path}/finish`)).sha256).toBe(sha256(content));
  });

  it('of two requests for one place the first to end wins', async () => {
    const content = pdf(2 * MEGABYTE);
    const path = await begin(first, draft.id, content.length);
    const both = await Promise.all([send(first, path, 0, content), send(second, path, 0, content)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(must(200, await first.post(`${path}/finish`)).sha256).toBe(sha256(content));
  });

  it('go side by side', async () => {
    const contents = [1, 2, 3].map((size) => pdf(size * MEGABYTE));
    const documents = await Promise.all(
      contents.map(async (content, at) => {
        const path = await begin(first, draft.id, content.length, { filename: `${at}.pdf` });
        await send(at % 2 === 0 ? first : second, path, 0, content);
        return must(200, await second.post(`${path}/finish`));
      }),
    );
    expect(documents.map((one) => one.sha256)).toEqual(contents.map(sha256));
  });

  it('are given up, and then they are gone', async () => {
    const path = await begin(first, draft.id, 1000);
    await send(first, path, 0, pdf(100));
    const gone = await second.raw(path, { method: 'DELETE', headers: VERSION });
    expect(gone.status).toBe(204);
    expect(await codeOf(send(first, path, 100, pdf(900)))).toBe('404 upload.not_found');
  });

  it('refuse what an upload in one piece refuses', async () => {
    for (const name of ['1', '2', '3']) {
      must(201, await first.upload(`applications/${draft.id}/documents`, SLOT, name, pdf(100)));
    }
    const full = await announce(first, draft.id, 10);
    expect(await full.json()).toMatchObject({ fields: [{ code: 'TOO_MANY_FILES' }] });
    const [one] = (await documentsOf()).filter(({ slot }) => slot === SLOT);
    must(204, await first.delete(`applications/${draft.id}/documents/${one?.id}`));
    const [big, empty, unknown, nameless] = await Promise.all([
      announce(first, draft.id, 20 * MEGABYTE + 1),
      announce(first, draft.id, 0),
      announce(first, draft.id, 10, { slot: 'D-NONE' }),
      announce(first, draft.id, 10, { filename: '' }),
    ]);
    expect(await big?.json()).toMatchObject({
      status: 422,
      fields: [{ path: `doc.${SLOT}`, code: 'FILE_TOO_LARGE' }],
    });
    expect(await empty?.json()).toMatchObject({ fields: [{ code: 'FILE_EMPTY' }] });
    expect(await unknown?.json()).toMatchObject({ code: 'document.slot_unknown' });
    expect(await nameless?.json()).toMatchObject({ status: 400, fields: [{ path: 'filename' }] });

    const path = await begin(first, draft.id, 8);
    await send(first, path, 0, Buffer.from('MZ\u0000\u0000abcd'));
    const refused = await first.post(`${path}/finish`);
    expect(refused).toMatchObject({ status: 422, body: { fields: [{ code: 'FILE_TYPE' }] } });
    expect(await codeOf(first.raw(`${path}/finish`, { method: 'POST' }))).toBe(
      '404 upload.not_found',
    );

    const long = await begin(first, draft.id, 10);
    expect(await codeOf(send(first, long, 0, pdf(11)))).toBe('413 upload.too_long');
    expect(await offsetAt(first, long)).toBe(0);
  });

  it('speak the protocol: version, extensions, size', async () => {
    const described = await first.raw(`applications/${draft.id}/uploads`, { method: 'OPTIONS' });
    expect(described.status).toBe(204);
    expect(described.headers.get('tus-extension')).toBe('creation,expiration,termination');
    expect(described.headers.get('tus-max-size')).toBe(String(20 * MEGABYTE));
    const path = await begin(first, draft.id, 10);
    expect(await codeOf(first.raw(path, { method: 'DELETE' }))).toBe('412 upload.version_unknown');
    const wrong = await first.raw(path, {
      method: 'PATCH',
      headers: { ...VERSION, 'content-type': 'text/plain', 'upload-offset': '0' },
      body: 'abc',
    });
    expect(wrong.status).toBe(415);
  });

  it('are nobody else’s to see', async () => {
    const path = await begin(first, draft.id, 10);
    const stranger = (await newApplicant(portal, where === 'S3' ? 304 : 303)).client;
    const reviewer = await portal.as('REVIEWER');
    for (const other of [stranger, portal.guest(), reviewer]) {
      const statuses = await Promise.all([
        other.raw(path, { method: 'HEAD', headers: VERSION }),
        send(other, path, 0, Buffer.from('%PDF-1.7\n\n')),
        other.raw(`${path}/finish`, { method: 'POST' }),
        other.raw(path, { method: 'DELETE', headers: VERSION }),
        other.raw(`applications/${draft.id}/uploads`),
        announce(other, draft.id, 10),
      ]);
      const expected = other === stranger ? [404] : other === reviewer ? [403, 404] : [401];
      for (const { status } of statuses) {
        expect(expected).toContain(status);
      }
    }
    expect(await offsetAt(first, path)).toBe(0);
  });

  it('are signed, every piece of them, where they go to S3', () => {
    expect(s3.refused).toEqual([]);
    expect(s3.requests.length > 0).toBe(where === 'S3');
  });
});
