import { AccountsMigrateModule } from '@okno/server/accounts';

import { CoreMigrateModule, newId, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilRoom } from './council-room';
import { CouncilScene, NOW, type Seated } from './council.spec-data';
import type { CouncilItemDto, CouncilRoomDto } from './council.view';
import { PacksService } from './packs.service';
import { SessionsService } from './sessions.service';

const PLAN = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };

let test: TestModule;
let scene: CouncilScene;
let sessions: SessionsService;
let agenda: AgendaService;
let ballots: BallotsService;
let room: CouncilRoom;
let secretary: Actor;
let members: Seated[];

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, CouncilModule, CouncilMigrateModule],
    clock: NOW,
  });
  scene = await CouncilScene.over(test.app);
  sessions = test.app.get(SessionsService, { strict: false });
  agenda = test.app.get(AgendaService, { strict: false });
  ballots = test.app.get(BallotsService, { strict: false });
  room = test.app.get(CouncilRoom, { strict: false });
  secretary = await scene.person('COUNCIL_SECRETARY');
  members = [await scene.member(true), await scene.member(), await scene.member()];
});
afterAll(() => test.close());

const [CHAIR, ANNA, BORIS] = [0, 1, 2];
const seat = (at: number): Seated => members[at] as Seated;
const actor = (at: number): Actor => seat(at).actor;
const seen = (who: Actor, id: string): Promise<CouncilRoomDto> => room.get(who, id);
const item = async (who: Actor, session: string, at = 0): Promise<CouncilItemDto> =>
  (await seen(who, session)).items[at] as CouncilItemDto;

/** An open session with everybody here and one case on its agenda. */
async function meeting(
  ballot: 'OPEN' | 'SECRET' = 'OPEN',
  here: readonly number[] = [CHAIR, ANNA, BORIS],
): Promise<{ session: string; item: string; application: string }> {
  const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
  const application = await scene.caseBefore();
  const id = await agenda.add(secretary, session, { applicationId: application, ballot });
  await sessions.open(secretary, session);
  for (const at of here) {
    await sessions.mark(secretary, session, seat(at).id, true);
  }
  return { session, item: id, application };
}

describe('a session', () => {
  it('gets its number when it is opened, without a gap, however many open at once', async () => {
    const plan = (): Promise<string> => sessions.plan(secretary, 'kuzbass-biomed', PLAN);
    const ids = await Promise.all([plan(), plan(), plan(), plan()]);
    await sessions.cancel(secretary, ids[3]);
    await Promise.all(ids.slice(0, 3).map((id) => sessions.open(secretary, id)));
    const numbers = await Promise.all(ids.map(async (id) => (await seen(secretary, id)).number));
    const given = numbers.slice(0, 3).map(Number);
    expect(Math.max(...given) - Math.min(...given)).toBe(2);
    expect(new Set(given).size).toBe(3);
    expect(numbers[3]).toBeNull();
  });

  it('does not exist for a stranger, another cluster’s secretary and a member whose term is over', async () => {
    const { session, item: id } = await meeting();
    const former = await scene.member(false, '2025-01-01', '2025-12-31');
    const seatless = await scene.person('COUNCIL_MEMBER');
    for (const who of [former.actor, seatless, await scene.person('REVIEWER')]) {
      await expect(seen(who, session)).rejects.toMatchObject({ code: 'council.not_found' });
      await expect(ballots.vote(who, id, { choice: 'FOR' })).rejects.toMatchObject({
        code: 'council.not_found',
      });
    }
    await expect(seen(secretary, newId())).rejects.toMatchObject({ status: 404 });
    expect((await sessions.list(former.actor, {})).items).toEqual([]);
    expect((await sessions.list(actor(ANNA), {})).items.length).toBeGreaterThan(0);
  });

  it('is moved by the secretary only; a member says only that he himself has come', async () => {
    const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
    const head = await scene.person('CENTRE_HEAD');
    for (const who of [actor(CHAIR), head]) {
      await expect(sessions.open(who, session)).rejects.toMatchObject({ status: 404 });
      await expect(sessions.close(who, session)).rejects.toMatchObject({ status: 404 });
    }
    await expect(sessions.mark(actor(ANNA), session, seat(ANNA).id, true)).rejects.toMatchObject({
      code: 'council.wrong_state',
    });
    await sessions.open(secretary, session);
    await sessions.mark(actor(ANNA), session, seat(ANNA).id, true);
    for (const [who, present] of [
      [BORIS, true],
      [ANNA, false],
    ] as const) {
      await expect(
        sessions.mark(actor(ANNA), session, seat(who).id, present),
      ).rejects.toMatchObject({ status: 404 });
    }
    expect((await seen(actor(ANNA), session)).quorum).toEqual({
      ...{ members: 3, counted: 1, needed: 2, met: false },
    });
  });

  it('may be presided over by another member, and by nobody else', async () => {
    const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
    await expect(sessions.open(secretary, session, newId())).rejects.toMatchObject({
      code: 'council.chair_unknown',
    });
    await sessions.open(secretary, session, seat(ANNA).id);
    const chairs = (await seen(secretary, session)).members.filter(({ chair }) => chair);
    expect(chairs.map(({ id }) => id)).toEqual([seat(ANNA).id]);
  });
});

describe('the agenda', () => {
  it('is built from cases that wait, each on one agenda only', async () => {
    const application = await scene.caseBefore();
    const [one, two] = [
      await sessions.plan(secretary, 'kuzbass-biomed', PLAN),
      await sessions.plan(secretary, 'kuzbass-biomed', PLAN),
    ];
    const offered = async (): Promise<string[]> =>
      (await agenda.waiting(secretary, one)).map(({ applicationId }) => applicationId);
    expect(await offered()).toContain(application);
    const tries = await Promise.allSettled(
      [one, two].map((id) =>
        agenda.add(secretary, id, { applicationId: application, ballot: 'OPEN' }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'council.case_not_waiting' },
    });
    expect(await offered()).not.toContain(application);
    await sessions.cancel(secretary, one);
    await sessions.cancel(secretary, two);
    expect(await offered()).toContain(application);
  });

  it('takes no case that does not wait for the Council', async () => {
    const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
    const applicationId = await scene.caseBefore('REVIEW');
    await expect(
      agenda.add(secretary, session, { applicationId, ballot: 'OPEN' }),
    ).rejects.toMatchObject({ code: 'council.case_not_waiting' });
  });

  it('loses a case that its applicant withdraws, also while it is voted on', async () => {
    const { session, item: id, application } = await meeting();
    await ballots.open(secretary, id);
    const applicant = await scene.person();
    await scene.db.query(
      `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
         first_claimant, state, created_at)
       SELECT $1, organisation_id, $2, 'CHARTER', true, true, true, 'ACTIVE', $4 FROM application WHERE id = $3`,
      [newId(), applicant.accountId, application, NOW],
    );
    await scene.actions.perform(applicant, application, 'withdraw', {});
    expect((await item(secretary, session)).state).toBe('WITHDRAWN');
    await expect(ballots.vote(actor(ANNA), id, { choice: 'FOR' })).rejects.toMatchObject({
      code: 'council.voting_closed',
    });
  });
});

describe('an open ballot', () => {
  it('counts everybody once, however often he presses, and shows who voted how', async () => {
    const { session, item: id } = await meeting();
    await expect(ballots.vote(actor(ANNA), id, { choice: 'FOR' })).rejects.toMatchObject({
      code: 'council.voting_not_open',
    });
    await ballots.open(secretary, id);
    await Promise.all([
      ballots.vote(actor(ANNA), id, { choice: 'FOR' }),
      ballots.vote(actor(ANNA), id, { choice: 'FOR' }),
      ballots.vote(actor(BORIS), id, { choice: 'AGAINST' }),
    ]);
    const votes = (await scene.history('council_item', id)).filter(
      ({ action }) => action === 'vote',
    );
    expect(votes).toHaveLength(2);
    const shown = await item(actor(CHAIR), session);
    expect(shown.tally).toMatchObject({ for: 1, against: 1, waiting: 1, needed: 2, outcome: null });
    expect(shown.hall?.map(({ choice }) => choice)).toEqual([null, 'FOR', 'AGAINST']);
    await ballots.vote(actor(BORIS), id, { choice: 'FOR' });
    expect((await item(actor(CHAIR), session)).tally).toMatchObject({ for: 2, outcome: 'CARRIED' });
  });

  it('takes no vote after it is closed, in whatever order the two arrive', async () => {
    const { session, item: id } = await meeting();
    await ballots.open(secretary, id);
    const [vote] = await Promise.allSettled([
      ballots.vote(actor(ANNA), id, { choice: 'FOR' }),
      ballots.close(secretary, id),
    ]);
    const late = await ballots
      .vote(actor(BORIS), id, { choice: 'AGAINST' })
      .catch((e: unknown) => e);
    expect(late).toMatchObject({ code: 'council.voting_closed', status: 409 });
    const { tally } = await item(secretary, session);
    expect(tally?.for).toBe(vote.status === 'fulfilled' ? 1 : 0);
    expect(tally?.against).toBe(0);
  });

  it('needs the quorum to begin, and decides nothing when it is lost', async () => {
    const few = await meeting('OPEN', [CHAIR]);
    await expect(ballots.open(secretary, few.item)).rejects.toMatchObject({
      ...{ code: 'council.no_quorum', details: { counted: 1, needed: 2 } },
    });
    const { session, item: id, application } = await meeting('OPEN', [CHAIR, ANNA]);
    await ballots.open(secretary, id);
    await ballots.vote(actor(ANNA), id, { choice: 'FOR' });
    await sessions.mark(secretary, session, seat(CHAIR).id, false);
    await ballots.close(secretary, id);
    const shown = await item(secretary, session);
    expect([shown.state, shown.tally?.outcome]).toEqual(['DEFERRED', 'NO_QUORUM']);
    const again = await agenda.waiting(secretary, session);
    expect(again.map(({ applicationId }) => applicationId)).toContain(application);
  });

  it('asks who is absent to come first', async () => {
    const { item: id } = await meeting('OPEN', [CHAIR, ANNA]);
    await ballots.open(secretary, id);
    await expect(ballots.vote(actor(BORIS), id, { choice: 'FOR' })).rejects.toMatchObject({
      code: 'council.absent',
    });
    await expect(ballots.vote(actor(ANNA), id, { seal: 'ab'.repeat(32) })).rejects.toMatchObject({
      code: 'council.vote_form',
    });
  });
});

describe('who is recused', () => {
  it('sees the title of the question and nothing else, and has no vote', async () => {
    const { session, item: id } = await meeting();
    await ballots.open(secretary, id);
    await ballots.vote(actor(BORIS), id, { choice: 'FOR' });
    await agenda.recuse(actor(BORIS), id, 'Работал с заявителем');
    const shown = await item(actor(BORIS), session);
    expect(shown).toEqual({
      ...{ id, position: 1, title: expect.stringContaining('Демо'), hidden: true, allowed: [] },
    });
    const other = await item(actor(ANNA), session);
    expect(other.tally).toMatchObject({ for: 0, voters: 2, waiting: 2 });
    expect(other.hall?.[BORIS]).toMatchObject({
      ...{ state: 'RECUSED', reason: 'Работал с заявителем', choice: null },
    });
    await expect(ballots.vote(actor(BORIS), id, { choice: 'FOR' })).rejects.toMatchObject({
      ...{ code: 'council.recused', status: 403 },
    });
    const packs = test.app.get(PacksService, { strict: false });
    const asked = [
      () => packs.brief(actor(BORIS), id),
      () => packs.pdf(actor(BORIS), id),
      () => packs.zip(actor(BORIS), id),
    ];
    for (const ask of asked) {
      await expect(ask()).rejects.toMatchObject({ code: 'council.recused' });
    }
  });

  it('learns nothing of the vote: his answer is the same with and without it', async () => {
    const { session, item: id } = await meeting();
    await agenda.recuse(actor(BORIS), id, 'Родственник');
    await ballots.open(secretary, id);
    const before = await seen(actor(BORIS), session);
    await ballots.vote(actor(ANNA), id, { choice: 'FOR' });
    await ballots.vote(actor(CHAIR), id, { choice: 'AGAINST' });
    expect(await seen(actor(BORIS), session)).toEqual(before);
    await ballots.close(secretary, id);
    expect((await seen(actor(BORIS), session)).items).toEqual(before.items);
  });

  it('may think better of it until the ballot is opened', async () => {
    const { session, item: id } = await meeting();
    await agenda.recuse(actor(BORIS), id, 'Ошибка');
    expect((await item(actor(BORIS), session)).allowed).toEqual(['takeBackRecusal']);
    await agenda.takeBackRecusal(actor(BORIS), id);
    await ballots.open(secretary, id);
    await agenda.recuse(actor(BORIS), id, 'Вспомнил');
    await expect(agenda.takeBackRecusal(actor(BORIS), id)).rejects.toMatchObject({
      code: 'council.wrong_state',
    });
  });
});
