import { AccountsMigrateModule } from '@okno/server/accounts';
import { Clock, CoreMigrateModule, newId, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilRoom } from './council-room';
import { CouncilScene, NOW, type Seated } from './council.spec-data';
import { MinutesGatherer } from './minutes-facts';
import { MinutesService } from './minutes.service';
import { SessionsService } from './sessions.service';

const PLAN = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };
/** The last day of a term, and the morning after it in Novokuznetsk, which is still that day in UTC. */
const LAST_DAY = '2026-11-27';
const MORNING_AFTER = '2026-11-27T18:00:00Z';

let test: TestModule;
let scene: CouncilScene;
let sessions: SessionsService;
let agenda: AgendaService;
let ballots: BallotsService;
let minutes: MinutesService;
let room: CouncilRoom;
let secretary: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, CouncilModule, CouncilMigrateModule],
    clock: NOW,
  });
  scene = await CouncilScene.over(test.app);
  sessions = test.app.get(SessionsService, { strict: false });
  agenda = test.app.get(AgendaService, { strict: false });
  ballots = test.app.get(BallotsService, { strict: false });
  minutes = test.app.get(MinutesService, { strict: false });
  room = test.app.get(CouncilRoom, { strict: false });
  secretary = await scene.person('COUNCIL_SECRETARY');
});
beforeEach(async () => {
  test.app.get(Clock).moveTo(new Date(NOW));
  await scene.dismiss();
});
afterAll(() => test.close());

const question = (session: string, title = 'План на год'): Promise<string> =>
  agenda.add(secretary, session, { title, question: 'Утвердить?', ballot: 'OPEN' });

async function opened(here: readonly Seated[]): Promise<string> {
  const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
  await sessions.open(secretary, session);
  for (const { id } of here) {
    await sessions.mark(secretary, session, id, true);
  }
  return session;
}

describe('the roll of a session', () => {
  it('is that of its opening, whoever comes and goes later', async () => {
    const chair = await scene.member(true, '2026-01-01', LAST_DAY);
    const anna = await scene.member();
    const session = await opened([chair, anna]);
    const id = await question(session);
    await ballots.open(secretary, id);
    await ballots.close(secretary, id);
    await sessions.close(secretary, session);
    test.app.get(Clock).moveTo(new Date(MORNING_AFTER));
    const boris = await scene.member(false, '2026-11-28');
    for (const who of [secretary, anna.actor, boris.actor]) {
      const shown = await room.get(who, session);
      expect(shown.members.map((one) => one.id)).toEqual([chair.id, anna.id]);
      expect(shown.quorum).toMatchObject({ members: 2, counted: 2 });
    }
  });

  it('lets who presided sign the minutes after his term, and then see no more', async () => {
    const chair = await scene.member(true, '2026-01-01', LAST_DAY);
    const session = await opened([chair]);
    await sessions.close(secretary, session);
    test.app.get(Clock).moveTo(new Date(MORNING_AFTER));
    expect((await room.get(chair.actor, session)).allowed).toContain('sign');
    for (const who of [chair.actor, secretary]) {
      await minutes.sign(who, session, await scene.code(who, session));
    }
    expect((await room.get(secretary, session)).state).toBe('SIGNED');
    await expect(room.get(chair.actor, session)).rejects.toMatchObject({
      code: 'council.not_found',
    });
  });

  it('ends and begins by the day of the cluster, in the list as in the room', async () => {
    const former = await scene.member(true, '2026-01-01', LAST_DAY);
    const session = await opened([former]);
    expect((await sessions.list(former.actor, {})).items.map(({ id }) => id)).toContain(session);
    test.app.get(Clock).moveTo(new Date(MORNING_AFTER));
    const newcomer = await scene.member(true, '2026-11-28');
    expect((await sessions.list(former.actor, {})).items).toEqual([]);
    const rows = (await sessions.list(newcomer.actor, {})).items;
    expect(rows.map(({ id }) => id)).toContain(session);
    expect((await room.get(newcomer.actor, session)).id).toBe(session);
  });
});

describe('the agenda', () => {
  it('has no gap when a question is taken off', async () => {
    const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
    const ids = [
      await question(session, 'А'),
      await question(session, 'Б'),
      await question(session, 'В'),
    ];
    await agenda.remove(secretary, ids[0] ?? '');
    const titles = (await room.get(secretary, session)).items.map((one) => [
      one.position,
      one.title,
    ]);
    expect(titles).toEqual([
      [1, 'Б'],
      [2, 'В'],
    ]);
  });
});

describe('two secretaries', () => {
  it('move a session once, and the one who closes it keeps its minutes', async () => {
    const other = await scene.person('COUNCIL_SECRETARY');
    const chair = await scene.member(true);
    const session = await opened([chair]);
    const gathered = jest.spyOn(test.app.get(MinutesGatherer, { strict: false }), 'of');
    const tries = await Promise.allSettled([
      sessions.close(other, session),
      sessions.close(other, session),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'council.wrong_state' },
    });
    const facts = await (gathered.mock.results[0]?.value as ReturnType<MinutesGatherer['of']>);
    const [row] = await scene.db.query<{ name: string }>(
      'SELECT last_name AS name FROM account WHERE id = $1',
      [other.accountId],
    );
    expect(facts.secretary).toContain(row?.name);
    gathered.mockRestore();
  });
});

it('tells a stranger to a question nothing of its ballot', async () => {
  const [chair, anna] = [await scene.member(true), await scene.member()];
  const session = await opened([chair, anna]);
  const id = await question(session);
  await agenda.setBallot(secretary, id, 'SECRET');
  await agenda.recuse(anna.actor, id, 'Родственник');
  await ballots.open(secretary, id);
  await expect(ballots.vote(anna.actor, id, { choice: 'FOR' })).rejects.toMatchObject({
    code: 'council.recused',
  });
  await expect(ballots.vote(anna.actor, newId(), { choice: 'FOR' })).rejects.toMatchObject({
    code: 'council.not_found',
  });
});
