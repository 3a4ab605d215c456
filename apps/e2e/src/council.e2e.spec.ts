import { randomUUID } from 'node:crypto';

import type { Client } from './client';
import { Portal } from './portal';
import {
  act,
  concluded,
  membershipDraft,
  must,
  newApplicant,
  submit,
  type Applicant,
} from './stories';

const ALL = ['COUNCIL_MEMBER', 'COUNCIL_CHAIR', 'COUNCIL_SECRETARY', 'CENTRE_HEAD', 'AUDITOR'];
const MANAGE = ['COUNCIL_SECRETARY'];
const VOTE = ['COUNCIL_MEMBER', 'COUNCIL_CHAIR'];
const SIGN = [...VOTE, ...MANAGE];
const APPOINT = ['CENTRE_HEAD'];
const SEAT = {
  ...{ clusterCode: 'no-such-cluster', email: 'anna@example.org', chair: false },
  ...{ represents: { ru: 'Вуз', en: 'University' }, fromOn: '2030-01-01' },
};
const SALT = 'ab'.repeat(32);
const PLAN = { plannedFor: '2027-03-01T10:00:00+07:00', place: 'Зал 1' };

/** Every route of the Council, what is sent, and the roles that may ask; the others are refused before anything is looked up. */
const ROUTES: readonly [method: string, path: string, body: object, roles: readonly string[]][] = [
  ['GET', 'sessions', {}, ALL],
  ['GET', 'sessions/:id', {}, ALL],
  ['GET', 'sessions/:id/minutes', {}, ALL],
  ['GET', 'items/:id/brief', {}, ALL],
  ['GET', 'items/:id/pack', {}, ALL],
  ['GET', 'items/:id/pack.zip', {}, ALL],
  ['POST', 'sessions', { clusterCode: 'no-such-cluster', ...PLAN }, MANAGE],
  ['PATCH', 'sessions/:id', PLAN, MANAGE],
  ['POST', 'sessions/:id/open', {}, MANAGE],
  ['POST', 'sessions/:id/close', {}, MANAGE],
  ['POST', 'sessions/:id/cancel', {}, MANAGE],
  ['GET', 'sessions/:id/waiting', {}, MANAGE],
  ['POST', 'sessions/:id/items', { title: 'А', question: 'Б?', ballot: 'OPEN' }, MANAGE],
  ['PATCH', 'items/:id', { ballot: 'SECRET' }, MANAGE],
  ['DELETE', 'items/:id', {}, MANAGE],
  ['POST', 'items/:id/ballot/open', {}, MANAGE],
  ['POST', 'items/:id/ballot/close', {}, MANAGE],
  ['POST', 'items/:id/ballot/count', {}, MANAGE],
  ['POST', 'items/:id/ballot/key', { key: 'a'.repeat(43) }, MANAGE],
  ['PUT', 'sessions/:id/presence/:id', { present: true }, ALL],
  ['PUT', 'items/:id/recusal', { reason: 'Родственник' }, VOTE],
  ['DELETE', 'items/:id/recusal', {}, VOTE],
  ['PUT', 'items/:id/vote', { choice: 'FOR' }, VOTE],
  ['POST', 'items/:id/reveal', { choice: 'FOR', salt: SALT }, VOTE],
  ['PUT', 'items/:id/dissent', { text: 'Мало сведений' }, VOTE],
  ['GET', 'seats?clusterCode=no-such-cluster', {}, APPOINT],
  ['POST', 'seats', SEAT, APPOINT],
  ['PATCH', 'seats/:id', { toOn: '2030-01-01' }, APPOINT],
  ['POST', 'sessions/:id/signature/code', {}, SIGN],
  ['POST', 'sessions/:id/signature', { code: '000000' }, SIGN],
];

let portal: Portal;
beforeAll(async () => {
  portal = await Portal.start();
});
afterAll(() => portal.stop());

async function ask(client: Client, method: string, path: string, body: object): Promise<number> {
  const told = path.replaceAll(':id', () => randomUUID());
  const hasBody = !['GET', 'DELETE'].includes(method);
  const answer = await client.raw(`council/${told}`, {
    method,
    ...(hasBody
      ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe('the routes of the Council', () => {
  it('are all in this table', async () => {
    const { paths } = (await (await fetch(`${portal.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const known = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/v1/council/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => {
          const told = path.replace('/api/v1/council/', '').replaceAll(/\{\w+\}/g, ':id');
          return `${method.toUpperCase()} ${told}`;
        }),
      );
    // What is said to an applicant of his own case asks for no role.
    const listed = [
      ...ROUTES.map(([method, path]) => `${method} ${path.split('?')[0]}`),
      'GET extracts/:id',
    ];
    expect(known.sort()).toEqual(listed.sort());
  });

  it.each(ROUTES)('%s %s: only for its roles', async (method, path, body, roles) => {
    expect(await ask(portal.guest(), method, path, body)).toBe(401);
    const refused: string[] = [];
    for (const { role } of uniqueRoles()) {
      const status = await ask(await portal.as(role), method, path, body);
      if (status === 403) {
        refused.push(role);
      } else {
        // Nothing of that id is there; a list is.
        expect([role, status]).toEqual([role, path === 'sessions' && method === 'GET' ? 200 : 404]);
      }
    }
    const others = uniqueRoles().map(({ role }) => role);
    expect(refused).toEqual(others.filter((role) => !roles.includes(role)));
  });

  function uniqueRoles(): { role: string }[] {
    return portal.people.filter(
      ({ role }, at) => portal.people.findIndex((one) => one.role === role) === at,
    );
  }
});

describe('a session over HTTP', () => {
  let applicant: Applicant;
  let applicationId: string;
  let session: string;
  let item: string;
  let secretary: Client;
  let chair: Client;
  let member: Client;

  beforeAll(async () => {
    applicant = await newApplicant(portal, 121);
    const draft = must(200, await submit(applicant.client, await membershipDraft(applicant)));
    applicationId = draft.id;
    const reviewer = await portal.as('REVIEWER');
    await concluded(reviewer, applicationId, 'toReview');
    await act(reviewer, applicationId, 'toCouncil');
    secretary = await portal.as('COUNCIL_SECRETARY');
    chair = await portal.as('COUNCIL_CHAIR');
    member = await portal.as('COUNCIL_MEMBER');
    const planned = must(
      201,
      await secretary.post('council/sessions', { clusterCode: 'kuzbass-biomed', ...PLAN }),
    );
    session = `council/sessions/${planned.id}`;
    const { items } = must(
      201,
      await secretary.post(`${session}/items`, { applicationId, ballot: 'OPEN' }),
    );
    item = `council/items/${items[0].id}`;
    must(200, await secretary.post(`${session}/open`));
    for (const { id } of planned.members) {
      must(200, await secretary.put(`${session}/presence/${id}`, { present: true }));
    }
  });

  it('takes no time without its difference to UTC', async () => {
    const body = { clusterCode: 'kuzbass-biomed', ...PLAN, plannedFor: '2027-03-01T10:00:00' };
    expect(await secretary.post('council/sessions', body)).toMatchObject({ status: 400 });
  });

  it('shows a recused member the title of the question, and nothing of it anywhere', async () => {
    must(204, await member.put(`${item}/recusal`, { reason: 'Работал с заявителем' }));
    must(204, await secretary.post(`${item}/ballot/open`));
    must(204, await chair.put(`${item}/vote`, { choice: 'FOR' }));
    const { items } = must(200, await member.get(session));
    expect(Object.keys(items[0]).sort()).toEqual(['allowed', 'hidden', 'id', 'position', 'title']);
    for (const path of ['brief', 'pack', 'pack.zip']) {
      expect((await member.get(`${item}/${path}`)).status).toBe(403);
    }
    const tries = [
      await member.put(`${item}/vote`, { choice: 'AGAINST' }),
      await member.put(`${item}/vote`, { seal: SALT }),
      await member.put(`${item}/dissent`, { text: 'Против' }),
    ];
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(
      tries.map(() => [403, 'council.recused']),
    );
    expect((await member.get(`applications/${applicationId}`)).status).toBe(404);
    expect((await member.get(`council/extracts/${applicationId}`)).status).toBe(404);
    const listed = must(200, await member.get('applications'));
    expect(JSON.stringify(listed)).not.toContain(applicationId);
  });

  it('takes no vote after closing, and tells who comes late', async () => {
    const [vote, close] = await Promise.all([
      chair.put(`${item}/vote`, { choice: 'AGAINST' }),
      secretary.post(`${item}/ballot/close`),
    ]);
    expect(close.status).toBe(204);
    expect([204, 409]).toContain(vote.status);
    expect(await chair.put(`${item}/vote`, { choice: 'FOR' })).toMatchObject({
      ...{ status: 409, body: { code: 'council.voting_closed' } },
    });
    expect(await secretary.post(`${item}/ballot/close`)).toMatchObject({ status: 409 });
  });

  it('gives the minutes to the applicant as an extract only when they are signed', async () => {
    must(200, await secretary.post(`${session}/close`));
    expect((await applicant.client.get(`council/extracts/${applicationId}`)).status).toBe(404);
    expect((await member.get(`${session}/minutes`)).status).toBe(403);
    expect((await secretary.raw(`${session}/minutes`)).headers.get('content-type')).toContain(
      'application/pdf',
    );
    expect(await secretary.post(`${session}/signature`, { code: '000000' })).toMatchObject({
      ...{ status: 422, body: { code: 'council.code_wrong' } },
    });
  });
});
