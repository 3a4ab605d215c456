import { createHash } from 'node:crypto';

import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import { AccountsMigrateModule } from '@okno/server/accounts';
import {
  ActorReader,
  canonicalJson,
  CoreApiModule,
  CoreMigrateModule,
  CoreModule,
  newId,
  type Actor,
} from '@okno/server/core';
import { createTestDatabase, type TestDatabase } from '@okno/server/testing';

import { ApplicationsApiModule, ApplicationsModule } from './applications.module';
import { MEMBERSHIP, NOW, Scene, SERVICE } from './applications.spec-data';

/** Who asks is said by a header: sessions have specs of their own. */
class HeaderActors extends ActorReader {
  readonly known = new Map<string, Actor>();

  override async read(request: FastifyRequest): Promise<Actor | null> {
    return this.known.get(String(request.headers['x-person'])) ?? null;
  }
}

const actors = new HeaderActors();

@Module({
  imports: [
    CoreModule,
    CoreMigrateModule,
    AccountsMigrateModule,
    ApplicationsModule,
    ApplicationsApiModule,
    {
      module: CoreApiModule,
      providers: [{ provide: ActorReader, useValue: actors }],
    },
  ],
})
class Site {}

interface Answer {
  status: number;
  // A test reads what it expects to be there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

let database: TestDatabase;
let app: NestFastifyApplication;
let scene: Scene;
let person: Actor;
let reviewer: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(process.env, { DATABASE_URL: database.url, OKNO_DEMO: 'true', OKNO_CLOCK: NOW });
  app = await NestFactory.create(Site, new FastifyAdapter(), {
    logger: ['error'],
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1');
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 4 } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  scene = await Scene.over(app);
  [person, reviewer] = [await scene.person(), await scene.person('REVIEWER')];
  for (const one of [person, reviewer]) {
    actors.known.set(one.accountId, one);
  }
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
  for (const name of ['DATABASE_URL', 'OKNO_DEMO', 'OKNO_CLOCK']) {
    delete process.env[name];
  }
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function call(
  actor: Actor | null,
  method: Method,
  url: string,
  payload?: object | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await app.inject({
    method,
    url: `/api/v1/${url}`,
    headers: {
      host: 'okno.example',
      origin: 'http://okno.example',
      ...(actor ? { 'x-person': actor.accountId } : {}),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  const json = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: json ? answer.json() : answer.body };
}

function form(slot: string, name: string, content: string): [string, Record<string, string>] {
  const parts = [
    '--frontier',
    'Content-Disposition: form-data; name="slot"',
    '',
    slot,
    '--frontier',
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: application/pdf',
    '',
    content,
    '--frontier--',
    '',
  ];
  return [parts.join('\r\n'), { 'content-type': 'multipart/form-data; boundary=frontier' }];
}

const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describe('requests over HTTP', () => {
  it('open, take answers and files, and are filed once for a key', async () => {
    const organisationId = await scene.organisation(person);
    const opened = await call(person, 'POST', 'applications', {
      measureCode: MEMBERSHIP,
      organisationId,
    });
    expect(opened).toMatchObject({ status: 201, body: { state: 'DRAFT', revision: 1 } });
    const again = await call(person, 'POST', 'applications', {
      measureCode: MEMBERSHIP,
      organisationId,
    });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'application.already_open', applicationId: opened.body.id },
    });
    const path = `applications/${opened.body.id}`;
    const [body, headers] = form('D-PRESENTATION', 'Презентация.pdf', PDF);
    const sent = await call(person, 'POST', `${path}/documents`, body, headers);
    expect(sent).toMatchObject({ status: 201, body: { slot: 'D-PRESENTATION', version: 1 } });
    expect(await call(person, 'GET', `documents/${sent.body.id}/content`)).toEqual({
      status: 200,
      body: PDF,
    });
    expect((await call(reviewer, 'GET', `documents/${sent.body.id}/content`)).status).toBe(404);
    expect(await call(person, 'DELETE', `${path}/documents/${sent.body.id}`)).toMatchObject({
      status: 204,
    });
    expect((await call(person, 'GET', path)).body.documents).toEqual([]);
    const [unknown] = form('D-NOTHING', 'a.pdf', PDF);
    expect(await call(person, 'POST', `${path}/documents`, unknown, headers)).toMatchObject({
      status: 422,
      body: { code: 'document.slot_unknown' },
    });
  });

  it('are filed, receipted and told to the public only with the hash', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    const path = `applications/${draft.id}`;
    const key = { 'idempotency-key': 'press-1234' };
    const press = (): Promise<Answer> =>
      call(person, 'POST', `${path}/submit`, { revision: draft.revision }, key);
    const [first, second] = [await press(), await press()];
    expect(first).toMatchObject({ status: 200, body: { state: 'REGISTERED' } });
    expect(second.body.number).toBe(first.body.number);
    expect(await call(person, 'POST', `${path}/submit`, { revision: 99 }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency.key_reused' },
    });
    const receipt = (await call(person, 'GET', `${path}/receipt`)).body;
    const check = `receipts/${receipt.number}`;
    expect(await call(null, 'GET', `${check}?hash=${receipt.hash}`)).toMatchObject({
      status: 200,
      body: { valid: true, state: 'REGISTERED' },
    });
    expect((await call(null, 'GET', check)).body).toEqual({ number: receipt.number, valid: false });
    expect((await call(person, 'GET', `${path}/receipt?format=pdf`)).body.slice(0, 5)).toBe(
      '%PDF-',
    );
    expect((await call(person, 'GET', `${path}/history`)).body.items).toHaveLength(3);
    expect((await call(person, 'GET', `${path}/clock`)).body).toMatchObject({ turn: 'CENTRE' });
    expect((await call(reviewer, 'GET', 'applications?sort=due')).body.items).toMatchObject([
      { id: draft.id },
    ]);
  });

  it('are given whole to keep, with a hash that anybody can count again', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    const path = `applications/${draft.id}`;
    expect(await call(person, 'GET', `${path}/package`)).toMatchObject({
      status: 404,
      body: { code: 'receipt.not_found' },
    });
    await call(person, 'POST', `${path}/submit`, { revision: draft.revision });
    const kept = (await call(person, 'GET', `${path}/package`)).body;
    const { hash } = (await call(person, 'GET', `${path}/receipt`)).body;
    const counted = createHash('sha256').update(canonicalJson(kept.content)).digest('hex');
    expect([kept.hash, counted]).toEqual([hash, hash]);
    expect(kept.content.answers['mem.activity']).toEqual(expect.any(String));
    expect(kept.labels['mem.activity'].ru).toBe('Деятельность и роль в кластере');
    const later = await call(person, 'GET', `${path}/package?round=1`);
    expect(later).toMatchObject({ status: 404, body: { code: 'receipt.not_found' } });
    const page = await call(null, 'GET', 'receipts/verifier');
    expect(page.body).toContain('<!doctype html>');
  });

  it.each<[string, Method, string, object | undefined, number, string]>([
    ['a wrong id', 'GET', 'applications/none', undefined, 400, 'request.invalid'],
    ['an unknown id', 'GET', `applications/${newId()}`, undefined, 404, 'application.not_found'],
    ['a body without a field', 'POST', 'applications', {}, 400, 'request.invalid'],
    [
      'an unknown field',
      'POST',
      'applications',
      { measureCode: SERVICE, organisationId: newId(), x: 1 },
      400,
      'request.invalid',
    ],
    ['a bad page', 'GET', 'applications?after=x', undefined, 400, 'request.bad_cursor'],
    ['a bad filter', 'GET', 'applications?state=draft', undefined, 400, 'request.invalid'],
    ['a bad flag', 'GET', 'applications?mine=perhaps', undefined, 400, 'request.invalid'],
    [
      'an unknown action',
      'POST',
      `applications/${newId()}/actions/fly`,
      { revision: 1 },
      404,
      'request.not_found',
    ],
    [
      'an action of the system',
      'POST',
      `applications/${newId()}/actions/enter`,
      { revision: 1 },
      404,
      'request.not_found',
    ],
    ['no file', 'POST', `applications/${newId()}/documents`, {}, 404, 'application.not_found'],
  ])('refuse %s', async (_name, method, url, body, status, code) => {
    expect(await call(person, method, url, body)).toMatchObject({ status, body: { code } });
  });

  it('ask who is there', async () => {
    expect(await call(null, 'GET', 'applications')).toMatchObject({
      status: 401,
      body: { code: 'session.required' },
    });
    expect(await call(reviewer, 'POST', 'applications', {})).toMatchObject({ status: 400 });
  });
});
