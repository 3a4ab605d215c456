import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';

import { compressAnswers } from './compression';
import { serveDocuments } from './documents';
import type { Asked } from './entrances';

const INDEX = '<!doctype html><html><head><title>Окно</title></head><body></body></html>';
const LONG = 'мера '.repeat(2000);
const ODD = '</script><!--\u2028\u2029';

const as = (person: string): Record<string, string> => ({ cookie: `okno_session=${person}` });
const plain = (...paths: string[]): Asked[] => paths.map((ask) => ({ ask, then: [] }));
const whoAsks = (request: FastifyRequest): string => request.cookies['okno_session'] ?? 'guest';

describe('documents of the site', () => {
  let server: FastifyInstance;
  const asked: string[] = [];
  beforeEach(async () => {
    asked.length = 0;
    server = Fastify();
    await server.register(cookie);
    compressAnswers(server);
    server.addHook('onRequest', async (request) => {
      asked.push(request.url);
    });
    server.get('/api/v1/measures', () => ({ items: [ODD] }));
    server.get<{ Params: { code: string } }>('/api/v1/measures/:code', (request, reply) =>
      request.params.code === 'gone' ? reply.status(404).send({}) : { code: request.params.code },
    );
    server.get('/api/v1/me', (request, reply) =>
      whoAsks(request) === 'nobody' ? reply.status(401).send({}) : { name: whoAsks(request) },
    );
    server.get<{ Params: { id: string } }>('/api/v1/applications/:id', (request, reply) =>
      request.params.id === whoAsks(request)
        ? { id: request.params.id, measure: { versionId: 'v/1' } }
        : reply.status(404).send({}),
    );
    server.get('/api/v1/measure-versions/:id/form', () => ({ definition: {} }));
    server.get('/api/v1/broken', () => {
      throw new Error('broken');
    });
    server.get('/api/v1/never', () => new Promise(() => undefined));
    server.get('/api/v1/file', (_request, reply) => reply.type('text/plain').send('words'));
    server.get('/api/v1/long', () => ({ text: LONG }));
    serveDocuments(server, {
      index: INDEX,
      entrances: [
        {
          path: '/',
          files: { ru: ['home.js', 'texts-ru.js'], en: ['home.js', 'texts-en.js'] },
          answers: plain('measures?limit=12'),
          own: plain('me'),
        },
        {
          path: '/measures/:code',
          files: { ru: ['m.js'], en: ['m.js'] },
          answers: plain('measures/:code'),
          own: [],
        },
        {
          path: '/edit/:id',
          files: { ru: [], en: [] },
          answers: [],
          own: [
            ...plain('me'),
            {
              ask: 'applications/:id',
              then: ['measure-versions/{measure.versionId}/form', 'measures/{measure.absent}'],
            },
          ],
        },
        {
          path: '/ill',
          files: { ru: [], en: [] },
          answers: plain('broken', 'never', 'file', 'measures'),
          own: [],
        },
      ],
    });
    await server.ready();
  });
  afterEach(() => server.close());

  const page = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
    (await server.inject({ url, headers })).payload;
  const blockOf = (html: string): string | undefined =>
    /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1];
  const dataOf = (html: string): unknown => JSON.parse(blockOf(html) ?? 'null');

  it('names the files of the page and carries what a guest would ask for', async () => {
    const html = await page('/');

    expect(html).toContain('<link rel="modulepreload" href="home.js">');
    expect(dataOf(html)).toEqual({ '/api/v1/measures?limit=12': { items: [ODD] } });
  });

  it('lets no answer end its block, or a line of it', async () => {
    const block = blockOf(await page('/')) ?? '';

    expect(block).not.toMatch(/[<\u2028\u2029]/);
    expect(block).toContain('\\u003c/script>');
  });

  it('takes the parameters of its address, and nothing of them as markup', async () => {
    expect(dataOf(await page('/measures/KZ-06'))).toEqual({
      '/api/v1/measures/KZ-06': { code: 'KZ-06' },
    });
    const odd = await page(`/measures/${encodeURIComponent('"></script><i>')}`);
    expect(odd).not.toContain('<i>');
    expect(Object.keys(dataOf(odd) ?? {})).toEqual([
      '/api/v1/measures/%22%3E%3C%2Fscript%3E%3Ci%3E',
    ]);
  });

  it('leaves out what the API refuses, and what another filter would answer', async () => {
    expect(dataOf(await page('/measures/gone'))).toBeNull();
    expect(dataOf(await page('/?open=true'))).toBeNull();
    expect(dataOf(await page('/?lang=en'))).not.toBeNull();
  });

  it('brings a signed-in person their own answers, and whatever these lead to', async () => {
    expect(dataOf(await page('/', as('anna')))).toEqual({
      '/api/v1/me': { name: 'anna' },
      '/api/v1/measures?limit=12': { items: [ODD] },
    });
    expect(dataOf(await page('/edit/anna', as('anna')))).toEqual({
      '/api/v1/me': { name: 'anna' },
      '/api/v1/applications/anna': { id: 'anna', measure: { versionId: 'v/1' } },
      '/api/v1/measure-versions/v%2F1/form': { definition: {} },
    });
  });

  it('brings nobody what is not theirs', async () => {
    expect(dataOf(await page('/edit/anna', as('boris')))).toEqual({
      '/api/v1/me': { name: 'boris' },
    });
    expect(dataOf(await page('/edit/anna', as('nobody')))).toBeNull();
    asked.length = 0;
    expect(dataOf(await page('/edit/anna'))).toBeNull();
    expect(asked).toEqual(['/edit/anna']);
  });

  it('lets nobody keep the document of a signed-in person', async () => {
    const [own, guest] = [
      await server.inject({ url: '/', headers: as('anna') }),
      await server.inject({ url: '/' }),
    ];
    expect(own.headers['cache-control']).toBe('private, no-store');
    expect(guest.headers['cache-control']).toBe('no-cache');
    expect([own.headers.vary, guest.headers.vary]).toEqual(['cookie', 'cookie']);
  });

  it('comes without the answers that fail or take too long', async () => {
    expect(dataOf(await page('/ill'))).toEqual({ '/api/v1/measures': { items: [ODD] } });
  });

  it('names the texts of the language that the reader chose', async () => {
    const named = async (url: string, lang?: string): Promise<string[]> =>
      [
        ...(await page(url, lang ? { cookie: `okno_lang=${lang}` } : {})).matchAll(/texts-\w+/g),
      ].map(([name]) => name);

    expect(await named('/')).toEqual(['texts-ru']);
    expect(await named('/', 'en')).toEqual(['texts-en']);
    expect(await named('/', '__proto__')).toEqual(['texts-ru']);
    expect(await named('/?lang=en', 'ru')).toEqual(['texts-en']);
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
