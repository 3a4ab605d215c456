/**
 * There is no Docker where the tests run. So docker-compose.yml is held against the Compose Specification's own
 * schema, and everything it and the Dockerfile name is looked up in the tree.
 */
import { existsSync, readFileSync } from 'node:fs';

import Ajv2019 from 'ajv/dist/2019';
import { parse } from 'yaml';

import { SERVER_FLAGS } from './server-flags.mjs';

interface Service {
  image?: string;
  build?: { context: string; target: string };
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const dockerfile = readFileSync('Dockerfile', 'utf8');
const APPS = ['api', 'worker', 'migrate'];

describe('docker-compose.yml', () => {
  it('is valid by the Compose Specification', () => {
    const ajv = new Ajv2019({ strict: false, logger: false });
    ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
    ajv.addFormat('ports', true);
    ajv.addFormat('expose', true);
    ajv.addFormat('subnet_ip_address', true);
    // The schema keeps draft 4's `id`s beside 2019-09 keywords; nothing refers to them.
    const isOldId = (key: string, value: unknown) =>
      key === '$schema' || (key === 'id' && typeof value === 'string');
    const schema = JSON.parse(
      readFileSync('tools/schemas/compose-spec.json', 'utf8'),
      (key, value: unknown) => (isOldId(key, value) ? undefined : value),
    );
    const validate = ajv.compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('starts every process with the flags that `npm start` gives', () => {
    const commands = services.flatMap(([, { command }]) =>
      command?.[0] === 'node' ? [command] : [],
    );
    const [, cmd = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    expect(commands).toHaveLength(APPS.length);
    for (const command of [...commands, JSON.parse(cmd) as string[]]) {
      expect(command.slice(1, -1)).toEqual(SERVER_FLAGS);
    }
  });

  it('runs two of api and of worker, and what they need', () => {
    expect(services.map(([name]) => name).sort()).toEqual([
      'api',
      'mailpit',
      'migrate',
      'postgres',
      'redis',
      'web',
      'worker',
    ]);
    expect(compose.services['api']?.deploy?.replicas).toBe(2);
    expect(compose.services['worker']?.deploy?.replicas).toBe(2);
    expect(compose.services['postgres']?.image).toMatch(/^postgres:18/);
    expect(compose.services['redis']?.image).toMatch(/^redis:7/);
  });

  it.each(['postgres', 'redis', 'mailpit', 'api', 'web'])('asks %s how it is', (name) => {
    expect(compose.services[name]?.healthcheck?.test[0]).toMatch(/^CMD/);
  });

  it('waits for the health of services that tell it, and for the end of those that end', () => {
    for (const [, service] of services) {
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        const tells = compose.services[needed]?.healthcheck !== undefined;
        expect({ needed, condition }).toEqual({
          needed,
          condition: tells ? 'service_healthy' : 'service_completed_successfully',
        });
      }
    }
  });

  it.each(APPS)('starts a program that the build makes: %s', (app) => {
    const path = compose.services[app]?.command?.at(-1);
    expect(path).toBe(`dist/${app}/main.js`);
    expect(existsSync(`apps/${app}/src/main.ts`)).toBe(true);
    expect(dockerfile).toContain(`COPY --from=build /app/dist/${app} ./dist/${app}`);
  });

  it('builds targets that the Dockerfile has', () => {
    const targets = services.flatMap(([, service]) => service.build?.target ?? []);
    expect(targets).toContain('server');
    for (const target of targets) {
      expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${target}$`, 'm'));
    }
  });

  it('declares every volume it mounts', () => {
    const mounted = services.flatMap(([, service]) =>
      (service.volumes ?? []).map((one) => one.split(':')[0]),
    );
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('holds no secret and lets none be forgotten', () => {
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)([^}]*)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, , rest]) => !rest?.startsWith(':?'))).toEqual([]);
    expect(text).not.toMatch(/PASSWORD: (?!\$\{)/);
    expect(text).not.toMatch(/:\/\/[^$\s]*:[^$\s]+@/);
  });

  it('sets only variables that the programs read', () => {
    const example = readFileSync('.env.example', 'utf8');
    const unknown = APPS.flatMap((app) =>
      Object.keys(compose.services[app]?.environment ?? {}),
    ).filter((name) => !example.includes(`${name}=`));
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe('Dockerfile', () => {
  it('copies what is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      (match) => match[1]?.split(' ') ?? [],
    );
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('runs the server as an ordinary user', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('deploy/nginx.conf', () => {
  const nginx = readFileSync('deploy/nginx.conf', 'utf8');

  it('asks the compose service api on the port it listens on', () => {
    expect(nginx).toMatch(/server api:3000 /);
    expect(dockerfile).toContain('PORT=3000');
  });

  it('passes live updates on unbuffered', () => {
    expect(nginx).toMatch(/location = \/api\/v1\/events \{[^}]*proxy_buffering off;/);
  });
});
