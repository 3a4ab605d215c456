import { createHash, randomBytes } from 'node:crypto';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';

import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import {
  AccountsApiModule,
  AccountsMigrateModule,
  AccountsService,
  RolesService,
} from '@okno/server/accounts';
import { clusterIdOf } from '@okno/server/contracts';
import {
  CoreApiModule,
  CoreMigrateModule,
  CoreModule,
  Database,
  LiveUpdates,
  newId,
  ReferenceData,
  systemActor,
} from '@okno/server/core';
import { OrganisationsModule, OrganisationsService } from '@okno/server/organisations';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { NotificationsApiModule } from '../notices-api.module';
import { EventStreams } from './event-streams';

const CLUSTER = 'kuzbass-biomed';

/** A browser tab that listens. */
class Tab {
  readonly events: { event: string; data: Record<string, unknown> }[] = [];
  status = 0;
  ended = false;
  headers: IncomingMessage['headers'] = {};
  private readonly request: ClientRequest;

  constructor(address: string, secret: string) {
    this.request = get(`${address}/events`, { headers: { cookie: `okno_session=${secret}` } });
    this.request.on('error', () => (this.ended = true));
    this.request.on('response', (response) => {
      this.status = response.statusCode ?? 0;
      this.headers = response.headers;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        blocks.forEach((block) => this.read(block));
      });
      response.on('close', () => (this.ended = true));
    });
  }

  close(): void {
    this.request.destroy();
  }

  async ready(): Promise<this> {
    await eventually(async () => expect(this.events.map(({ event }) => event)).toContain('ready'));
    return this;
  }

  private read(block: string): void {
    const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    if (event !== undefined) {
      this.events.push({ event, data: JSON.parse(data ?? '{}') as Record<string, unknown> });
    }
  }
}

describe('live updates over HTTP, from two processes', () => {
  let test: TestModule;
  let processes: { app: NestFastifyApplication; address: string }[];
  const tabs: Tab[] = [];

  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, OrganisationsModule],
    });
    await test.app.get(ReferenceData).load();
    processes = await Promise.all([startApi(test), startApi(test)]);
  }, 30_000);
  afterEach(() => tabs.splice(0).forEach((tab) => tab.close()));
  afterAll(async () => {
    await Promise.all(processes.map(({ app }) => app.close()));
    await test.close();
  });

  const open = (at: number, secret: string): Tab => {
    const tab = new Tab(processes[at]?.address ?? '', secret);
    tabs.push(tab);
    return tab;
  };
  const publish = (message: Parameters<LiveUpdates['publish']>[1]): Promise<void> =>
    test.app.get(Database).transaction((tx) => test.app.get(LiveUpdates).publish(tx, message));
  const changed = (organisationId: string, state = 'REGISTERED'): Promise<void> =>
    publish({
      kind: 'application',
      id: newId(),
      revision: 2,
      state,
      organisationId,
      clusterId: clusterIdOf(CLUSTER),
    });

  it('reach the person in every process, and nobody else', async () => {
    const [anna, boris] = [await givenPerson(test), await givenPerson(test)];
    const here = await open(0, anna.secret).ready();
    const there = await open(1, anna.secret).ready();
    const other = await open(1, boris.secret).ready();
    const id = newId();
    await publish({ kind: 'notification', id, accountId: anna.accountId });
    for (const tab of [here, there]) {
      await eventually(async () =>
        expect(tab.events).toContainEqual({ event: 'notification', data: { id } }),
      );
    }
    expect(other.events.filter(({ event }) => event !== 'ready')).toEqual([]);
    expect(here.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'cache-control': 'no-store',
    });
  });

  it('tell an organisation and its centre of a case, the centre not of drafts', async () => {
    const [applicant, reviewer, stranger] = [
      await givenPerson(test),
      await givenPerson(test),
      await givenPerson(test),
    ];
    const organisationId = await givenOrganisation(test, applicant.accountId);
    await test.app.get(Database).transaction((tx) =>
      test.app.get(RolesService).grant(tx, systemActor(), {
        accountId: reviewer.accountId,
        role: 'REVIEWER',
        clusterCode: CLUSTER,
      }),
    );
    const own = await open(0, applicant.secret).ready();
    const centre = await open(1, reviewer.secret).ready();
    const none = await open(0, stranger.secret).ready();
    await changed(organisationId, 'DRAFT');
    await changed(organisationId);
    const heard = (tab: Tab): unknown[] =>
      tab.events
        .filter(({ event }) => event !== 'ready')
        .map(({ event, data }) => [event, data['state']]);
    await eventually(async () =>
      expect(heard(own)).toEqual([
        ['application', 'DRAFT'],
        ['application', 'REGISTERED'],
      ]),
    );
    await eventually(async () =>
      expect(heard(centre)).toEqual([
        ['application', 'REGISTERED'],
        ['inbox', undefined],
      ]),
    );
    expect(heard(none)).toEqual([]);
  });

  it('end with the session', async () => {
    const person = await givenPerson(test);
    const tab = await open(0, person.secret).ready();
    await test.app
      .get(Database)
      .query('DELETE FROM session WHERE account_id = $1', [person.accountId]);
    await eventually(async () => expect(tab.ended).toBe(true));
  });

  it('take ten tabs of a person and refuse the eleventh, until one is closed', async () => {
    const person = await givenPerson(test);
    const ten = await Promise.all(Array.from({ length: 10 }, () => open(0, person.secret).ready()));
    const eleventh = open(0, person.secret);
    await eventually(async () => expect(eleventh.status).toBe(429));
    ten[0]?.close();
    await eventually(async () => {
      const again = open(0, person.secret);
      await eventually(async () => expect(again.status).not.toBe(0));
      expect(again.status).toBe(200);
    });
  });

  it('ask for a session', async () => {
    const tab = open(0, randomBytes(32).toString('base64url'));
    await eventually(async () => expect(tab.status).toBe(401));
  });

  it('say that something may have been missed when the line between the processes was cut', async () => {
    const person = await givenPerson(test);
    const tab = await open(0, person.secret).ready();
    await test.app.get(Database).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'okno-live' AND datname = current_database()`,
    );
    await eventually(async () =>
      expect(tab.events.map(({ event }) => event)).toEqual(['ready', 'refresh']),
    );
  });

  it('let the process stop', async () => {
    const stopping = await startApi(test);
    const person = await givenPerson(test);
    const tab = new Tab(stopping.address, person.secret);
    tabs.push(tab);
    await tab.ready();
    expect(stopping.app.get(EventStreams).size).toBe(1);
    await stopping.app.close();
    await eventually(async () => expect(tab.ended).toBe(true));
  });
});

async function startApi(
  test: TestModule,
): Promise<{ app: NestFastifyApplication; address: string }> {
  class ApiRoot {}
  const settings = { DATABASE_URL: test.database.url, EVENTS_HEARTBEAT_SECONDS: '1' };
  Object.assign(process.env, settings);
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      {
        module: ApiRoot,
        imports: [CoreModule, CoreApiModule, AccountsApiModule, NotificationsApiModule],
      },
      new FastifyAdapter(),
      { logger: ['error'], abortOnError: false },
    );
    await app.register(cookie);
    await app.listen(0, '127.0.0.1');
    return { app, address: await app.getUrl() };
  } finally {
    Object.keys(settings).forEach((name) => delete process.env[name]);
  }
}

async function givenPerson(test: TestModule): Promise<{ accountId: string; secret: string }> {
  const accountId = newId();
  const secret = randomBytes(32).toString('base64url');
  const db = test.app.get(Database);
  await db.query(
    `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
       created_at, updated_at, confirmed_at)
     VALUES ($1, $2, $2, 'x', 'Иванова', 'Анна', 'ru', true, true, now(), now(), now())`,
    [accountId, `${accountId}@okno.example`],
  );
  await db.query(
    `INSERT INTO session (id, account_id, secret_hash, created_at, last_seen_at, expires_at, ends_at)
     VALUES ($1, $2, $3, now(), now(), now() + interval '1 hour', now() + interval '1 day')`,
    [newId(), accountId, createHash('sha256').update(secret).digest()],
  );
  return { accountId, secret };
}

async function givenOrganisation(test: TestModule, accountId: string): Promise<string> {
  const actor = await test.app.get(AccountsService).actorOf(accountId);
  const card = await test.app.get(OrganisationsService).add(actor, {
    inn: '4299000019',
    kind: 'LEGAL',
    ogrn: '1024200000010',
    kpp: '420501001',
    fullName: 'ООО «Пример» (демо)',
    shortName: 'Пример (демо)',
    okvedMain: '26.60',
    smeCategory: 'SMALL',
    addressLegal: '650000, Кемеровская область – Кузбасс, г. Кемерово, ул. Примерная, д. 1',
    headName: 'Иванова Анна Сергеевна',
  });
  return card.id;
}
