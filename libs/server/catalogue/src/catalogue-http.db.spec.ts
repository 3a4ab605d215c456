import cookie from '@fastify/cookie';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import { AccountsApiModule } from '@okno/server/accounts';
import { CoreApiModule, CoreMigrateModule, CoreModule, ReferenceData } from '@okno/server/core';
import { createTestDatabase, type TestDatabase } from '@okno/server/testing';

import { CatalogueApiModule } from './catalogue.module';

@Module({
  imports: [CoreModule, CoreMigrateModule, CoreApiModule, AccountsApiModule, CatalogueApiModule],
})
class CatalogueSite {}

describe('the catalogue over HTTP', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(process.env, { DATABASE_URL: database.url, OKNO_DEMO: 'true' });
    app = await NestFactory.create(CatalogueSite, new FastifyAdapter(), {
      logger: ['error'],
      abortOnError: false,
    });
    app.setGlobalPrefix('api/v1');
    await app.register(cookie);
    await app.init();
    await app.get(ReferenceData).load();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.drop();
    delete process.env['DATABASE_URL'];
    delete process.env['OKNO_DEMO'];
  });

  const get = (url: string, headers: Record<string, string> = {}): ReturnType<typeof app.inject> =>
    app.inject({ method: 'GET', url: `/api/v1/${url}`, headers });

  it.each([
    'clusters',
    'clusters/kuzbass-biomed',
    'clusters/kuzbass-biomed/rounds',
    'measures',
    'measures?q=маркетинговое&cluster=kuzbass-biomed&category=marketing&open=true&limit=5',
    'measures/KZ-06',
    'measures/MEMBERSHIP-kuzbass-biomed',
    'dictionaries/okved2?q=21&limit=5',
  ])('%s is public, may be kept shortly and is not sent twice', async (url) => {
    const first = await get(encodeURI(url));
    expect(first.statusCode).toBe(200);
    expect(first.headers['cache-control']).toBe('public, max-age=30');
    const etag = String(first.headers['etag']);
    const again = await get(encodeURI(url), { 'if-none-match': `"other", ${etag}` });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get(encodeURI(url), { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('gives a form that may be kept for good', async () => {
    const { versionId } = (await get('measures/KZ-06')).json();
    const form = await get(`measure-versions/${versionId}/form`);
    expect(form.headers['cache-control']).toContain('immutable');
    expect(form.json().definition.code).toBe('SERVICE_MARKETING');
  });

  it.each([
    ['clusters/nowhere', 404, 'cluster.not_found'],
    ['clusters/nowhere/rounds', 404, 'cluster.not_found'],
    ['measures/NO-SUCH', 404, 'measure.not_found'],
    [
      'measure-versions/0193f000-0000-7000-8000-000000000001/form',
      404,
      'measure_version.not_found',
    ],
    ['measure-versions/x/form', 400, 'request.malformed'],
    ['dictionaries/nothing', 404, 'dictionary.not_found'],
    ['measures?after=x', 400, 'request.bad_cursor'],
    ['measures?limit=0', 400, 'request.invalid'],
    ['measures?open=perhaps', 400, 'request.invalid'],
    ['measures?cluster=a&cluster=b', 400, 'request.invalid'],
    ['measures?unknown=1', 400, 'request.invalid'],
    [`measures?q=${'x'.repeat(201)}`, 400, 'request.invalid'],
    ['dictionaries/okved2?limit=51', 400, 'request.invalid'],
  ])('%s is answered with %i %s, and nothing is kept', async (url, status, code) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(answer.headers['cache-control']).toBeUndefined();
  });

  it.each([
    [{ costKopecks: 100_000_00 }, 200, undefined],
    [{ costKopecks: 100_000_00, vatMode: 'INCLUDED' }, 200, undefined],
    [{ costKopecks: 0 }, 400, 'request.invalid'],
    [{ costKopecks: 1.5 }, 400, 'request.invalid'],
    [{ costKopecks: 2 ** 53 }, 400, 'request.invalid'],
    [{ costKopecks: '100' }, 400, 'request.invalid'],
    [{ costKopecks: 100, more: 1 }, 400, 'request.invalid'],
    [{}, 400, 'request.invalid'],
  ])('a quote of %j is answered with %i', async (payload, status, code) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/measures/KZ-06/quote',
      payload,
      headers: { origin: 'http://localhost', host: 'localhost' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    if (status === 200) {
      expect(answer.json()).toMatchObject({ stateKopecks: 80_000_00, ownKopecks: 20_000_00 });
    }
  });
});
