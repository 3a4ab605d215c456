import { AccountsMigrateModule } from '@okno/server/accounts';
import { Audit, Clock, CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilScene, NOW } from './council.spec-data';
import { SeatsService, type NewSeat } from './seats.service';
import { SessionsService } from './sessions.service';

const KUZBASS = 'kuzbass-biomed';
const TODAY = '2026-11-27';

let test: TestModule;
let scene: CouncilScene;
let seats: SeatsService;
let head: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, CouncilModule, CouncilMigrateModule],
    clock: NOW,
  });
  scene = await CouncilScene.over(test.app);
  seats = test.app.get(SeatsService, { strict: false });
  head = await scene.person('CENTRE_HEAD');
});
beforeEach(async () => {
  test.app.get(Clock).moveTo(new Date(NOW));
  await scene.db.query('DELETE FROM council_member');
});
afterAll(() => test.close());

async function candidate(...roles: Parameters<CouncilScene['person']>): Promise<Actor> {
  return scene.person(...(roles.length > 0 ? roles : (['COUNCIL_MEMBER'] as const)));
}

const asked = ({ accountId }: Actor, over: Partial<NewSeat> = {}): NewSeat => ({
  ...{ email: `${accountId}@example.org`, chair: false, fromOn: TODAY, toOn: null },
  ...{ represents: { ru: 'Вуз', en: 'University' }, ...over },
});

describe('a seat in the Council', () => {
  it('is given by the head from a day to a day, and opens the sessions', async () => {
    const anna = await candidate();
    const id = await seats.appoint(head, KUZBASS, asked(anna, { toOn: '2027-11-26' }));
    expect(await seats.list(head, KUZBASS)).toMatchObject([
      { id, accountId: anna.accountId, chair: false, fromOn: TODAY, toOn: '2027-11-26' },
    ]);
    const sessions = test.app.get(SessionsService, { strict: false });
    const plan = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };
    const session = await sessions.plan(await scene.person('COUNCIL_SECRETARY'), KUZBASS, plan);
    expect((await sessions.list(anna, {})).items.map((one) => one.id)).toContain(session);
    const history = await test.app
      .get(Audit, { strict: false })
      .history({ type: 'council', id: scene.councilId });
    expect(history.at(-1)).toMatchObject({
      action: 'appoint',
      data: { memberId: id, accountId: anna.accountId, fromOn: TODAY, toOn: '2027-11-26' },
    });
  });

  it('is nobody else’s to give: not the secretary’s, not a member’s', async () => {
    const anna = await candidate();
    const id = await seats.appoint(head, KUZBASS, asked(anna));
    for (const who of [
      anna,
      await scene.person('COUNCIL_SECRETARY'),
      await scene.person('SYS_ADMIN'),
    ]) {
      const tries = [
        () => seats.list(who, KUZBASS),
        () => seats.appoint(who, KUZBASS, asked(anna)),
        () => seats.setEnd(who, id, TODAY),
      ];
      for (const ask of tries) {
        await expect(ask()).rejects.toMatchObject({ code: 'council.not_found' });
      }
    }
  });

  it('goes to people who have the role, and to nobody unknown', async () => {
    const reviewer = await candidate('REVIEWER');
    await expect(seats.appoint(head, KUZBASS, asked(reviewer))).rejects.toMatchObject({
      ...{ code: 'council.role_missing', fields: [{ path: 'email' }] },
    });
    const nobody = { ...asked(reviewer), email: 'nobody@example.org' };
    await expect(seats.appoint(head, KUZBASS, nobody)).rejects.toMatchObject({
      code: 'council.person_unknown',
    });
  });

  it('is one a person and one chair at a time, also of two who appoint at once', async () => {
    const [anna, boris] = [await candidate('COUNCIL_CHAIR'), await candidate('COUNCIL_CHAIR')];
    const tries = await Promise.allSettled(
      [anna, boris].map((who) => seats.appoint(head, KUZBASS, asked(who, { chair: true }))),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'council.chair_taken' },
    });
    const [first] = await seats.list(head, KUZBASS);
    const same = first?.accountId === anna.accountId ? anna : boris;
    await expect(seats.appoint(head, KUZBASS, asked(same))).rejects.toMatchObject({
      code: 'council.seat_taken',
    });
  });

  it('reaches back over nothing, and may be given again after its end', async () => {
    const anna = await candidate();
    for (const over of [{ fromOn: '2026-11-26' }, { fromOn: '2026-12-01', toOn: '2026-11-30' }]) {
      await expect(seats.appoint(head, KUZBASS, asked(anna, over))).rejects.toMatchObject({
        code: 'council.term_wrong',
      });
    }
    const id = await seats.appoint(head, KUZBASS, asked(anna));
    await expect(seats.setEnd(head, id, '2026-11-26')).rejects.toMatchObject({
      code: 'council.term_wrong',
    });
    await seats.setEnd(head, id, TODAY);
    test.app.get(Clock).moveTo(new Date('2026-11-28T03:00:00Z'));
    await expect(seats.setEnd(head, id, null)).rejects.toMatchObject({
      code: 'council.term_wrong',
    });
    await seats.appoint(head, KUZBASS, asked(anna, { fromOn: '2026-11-28' }));
    const terms = (await seats.list(head, KUZBASS)).map(({ fromOn, toOn }) => [fromOn, toOn]);
    expect(terms).toEqual([
      ['2026-11-28', null],
      [TODAY, TODAY],
    ]);
  });
});
