import { deflateRawSync, crc32 } from 'node:zlib';

import pg from 'pg';

import type { Client } from './client';
import { Portal } from './portal';
import { marketingDraft, must, newApplicant, type CaseView } from './stories';

const MEGABYTE = 1024 * 1024;
const SLOT = 'D-TOR';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const TYPES = `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${WORD}.main+xml"/></Types>`;

/** A zip of packed entries. */
function zip(entries: Record<string, Buffer>): Buffer<ArrayBuffer> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const signature = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
    directory.push(signature, head, place, Buffer.from(name));
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}

const bomb = (): Buffer<ArrayBuffer> =>
  zip({
    '[Content_Types].xml': Buffer.from(TYPES),
    'word/document.xml': Buffer.alloc(400 * MEGABYTE),
  });

describe('hostile files over HTTP', () => {
  let portal: Portal;
  let client: Client;
  let draft: CaseView;
  beforeAll(async () => {
    portal = await Portal.start();
    const applicant = await newApplicant(portal, 311);
    draft = await marketingDraft(applicant, { from: '2027-03-01', to: '2027-06-30' });
    client = applicant.client;
  });
  afterAll(() => portal.stop());

  /** The code of the refusal, by the route in one piece. */
  async function atOnce(name: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await client.upload(`applications/${draft.id}/documents`, SLOT, name, content);
    return `${answer.status} ${answer.body.fields?.[0]?.code}`;
  }

  /** The same by the route in pieces. */
  async function inPieces(name: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
    const version = { 'tus-resumable': '1.0.0' };
    const begun = await client.raw(`applications/${draft.id}/uploads`, {
      method: 'POST',
      headers: {
        ...version,
        'upload-length': String(content.length),
        'upload-metadata': `slot ${btoa(SLOT)},filename ${Buffer.from(name).toString('base64')}`,
      },
    });
    if (begun.status !== 201) {
      return `${begun.status} ${(await begun.json()).fields?.[0]?.code}`;
    }
    const path = (begun.headers.get('location') ?? '').replace('/api/v1/', '');
    const type = 'application/offset+octet-stream';
    await client.raw(path, {
      method: 'PATCH',
      headers: { ...version, 'content-type': type, 'upload-offset': '0' },
      body: content,
    });
    const finished = await client.post(`${path}/finish`);
    return `${finished.status} ${finished.body.fields?.[0]?.code}`;
  }

  it.each([
    ['422 FILE_EMPTY', 'empty.pdf', Buffer.alloc(0)],
    ['422 FILE_TOO_LARGE', 'large.pdf', Buffer.concat([PDF, Buffer.alloc(21 * MEGABYTE)])],
    ['422 FILE_TYPE', 'page.pdf', Buffer.from('<html><script>alert(1)</script></html>')],
    ['422 FILE_TYPE', 'two.pdf', Buffer.concat([PDF, zip({ a: Buffer.from('a') })])],
    ['422 FILE_EXTENSION', 'offer.exe', PDF],
    ['422 FILE_NAME', '../../etc/passwd.pdf', PDF],
    ['422 FILE_NAME', 'invoice\u202Efdp.pdf', PDF],
    ['422 FILE_UNPACKS_TOO_LARGE', 'bomb.docx', bomb()],
  ])('are refused with %s: %s', async (said, name, content) => {
    const before = must(200, await client.get(`applications/${draft.id}`)).documents.length;
    expect(await atOnce(name, content)).toBe(said);
    expect(await inPieces(name, content)).toBe(said);
    expect(must(200, await client.get(`applications/${draft.id}`)).documents).toHaveLength(before);
    expect(must(200, await client.get(`applications/${draft.id}/uploads`)).items).toEqual([]);
  });

  it('with a NUL in the name are refused', async () => {
    expect(await inPieces('a\u0000.pdf', PDF)).toBe('400 TEXT_UNSTORABLE');
  });

  it('and honest ones alike are saved, never opened as a page of the portal', async () => {
    const given = await client.upload(`applications/${draft.id}/documents`, SLOT, 'тз.pdf', PDF);
    const { id } = must(201, given);
    const answer = await client.raw(`documents/${id}/content`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="__.pdf"; filename\*=/),
    });
    must(204, await client.delete(`applications/${draft.id}/documents/${id}`));
  });

  it('by the thousand end at the limit of one request', async () => {
    const documents: { id: string; slot: string }[] = must(
      200,
      await client.get(`applications/${draft.id}`),
    ).documents;
    const [{ id } = { id: '' }] = documents.filter(({ slot }) => slot === SLOT);
    // As if the first file had been given 500 times before.
    const database = new pg.Client(portal.database.url);
    await database.connect();
    await database.query(
      `INSERT INTO document SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'state', 'REMOVED',
         'closed_at', now()))).* FROM document d, generate_series(1, 500) WHERE d.id = $1`,
      [id],
    );
    await database.end();
    expect(await atOnce('one-more.pdf', PDF)).toBe('422 TOO_MANY_EVER');
    expect(await inPieces('one-more.pdf', PDF)).toBe('422 TOO_MANY_EVER');
  });
});
