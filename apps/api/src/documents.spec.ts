import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';

import { compressAnswers } from './compression';
import { serveDocuments } from './documents';

const INDEX = '<!doctype html><html><head><title>Окно</title></head><body></body></html>';
const SESSION = { cookie: 'okno_session=secret' };
const LONG = 'мера '.repeat(2000);

describe('documents of the site', () => {
  let server: FastifyInstance;
  beforeEach(async () => {
    server = Fastify();
    await server.register(cookie);
    compressAnswers(server);
    server.get('/api/v1/measures', () => ({ items: ['</script><b>'] }));
    server.get<{ Params: { code: string } }>('/api/v1/measures/:code', (request, reply) =>
      request.params.code === 'gone' ? reply.status(404).send({}) : { code: request.params.code },
    );
    server.get('/api/v1/long', () => ({ text: LONG }));
    serveDocuments(server, {
      index: INDEX,
      entrances: [
        { path: '/', files: ['home.js'], answers: ['measures?limit=12'], asks: ['me'] },
        { path: '/measures/:code', files: ['m.js'], answers: ['measures/:code'], asks: [] },
      ],
    });
    await server.ready();
  });
  afterEach(() => server.close());

  const page = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
    (await server.inject({ url, headers })).payload;
  const dataOf = (html: string): unknown =>
    JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? 'null');

  it('names the files of the page and carries what a guest would ask for', async () => {
    const html = await page('/');

    expect(html).toContain('<link rel="modulepreload" href="home.js">');
    expect(dataOf(html)).toEqual({ '/api/v1/measures?limit=12': { items: ['</script><b>'] } });
  });

  it('takes the parameters of its address, and nothing of them as markup', async () => {
    expect(dataOf(await page('/measures/KZ-06'))).toEqual({
      '/api/v1/measures/KZ-06': { code: 'KZ-06' },
    });
    const odd = await page(`/measures/${encodeURIComponent('"><i>')}`, SESSION);
    expect(odd).toContain('href="/api/v1/measures/%22%3E%3Ci%3E"');
  });

  it('leaves out what the API refuses, and what another filter would answer', async () => {
    expect(dataOf(await page('/measures/gone'))).toBeNull();
    expect(dataOf(await page('/?open=true'))).toBeNull();
  });

  it('carries nothing for a signed-in person, who asks early instead', async () => {
    const html = await page('/', SESSION);

    expect(dataOf(html)).toBeNull();
    expect(html).toContain('<link rel="preload" as="fetch" crossorigin href="/api/v1/me">');
    expect(html).toContain('href="/api/v1/measures?limit=12"');
  });

  it('answers any other address with the bare document, but no address of the API', async () => {
    expect(await page('/cabinet/anything')).toBe(INDEX);
    expect((await server.inject('/api/v1/nothing')).statusCode).toBe(404);
  });

  it('compresses what is long for those who can read it', async () => {
    const long = (coding?: string) =>
      server.inject({ url: '/api/v1/long', headers: coding ? { 'accept-encoding': coding } : {} });

    const [br, gzip, bare] = [await long('gzip, br'), await long('gzip'), await long()];
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(bare.headers['content-encoding']).toBeUndefined();
    expect(br.rawPayload.length).toBeLessThan(bare.rawPayload.length / 5);
    expect(bare.json()).toEqual({ text: LONG });
    const short = await server.inject({
      url: '/api/v1/measures',
      headers: { 'accept-encoding': 'br' },
    });
    expect(short.headers['content-encoding']).toBeUndefined();
  });
});
