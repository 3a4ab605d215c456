import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationsService, type ApplicationData } from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import { FLOWS, type MembershipState } from '@okno/shared/workflow';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilScene, NOW } from './council.spec-data';
import { MinutesService } from './minutes.service';
import { SessionsService } from './sessions.service';

/** Before the reference data switched the Council on. */
const BEFORE = '2026-11-20T03:00:00Z';
const FILED = (Object.keys(FLOWS.MEMBERSHIP.states) as MembershipState[]).filter(
  (state) => state !== 'DRAFT',
);

let test: TestModule;
let scene: CouncilScene;
let applications: ApplicationsService;
let secretary: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, CouncilModule, CouncilMigrateModule],
    clock: NOW,
  });
  scene = await CouncilScene.over(test.app);
  applications = test.app.get(ApplicationsService, { strict: false });
  secretary = await scene.person('COUNCIL_SECRETARY');
});
afterAll(() => test.close());

async function standing(id: string): Promise<{ mode: string; enabled: boolean; heard: boolean }> {
  const application = (await applications.find(id)) as ApplicationData;
  const { settings } = await applications.world(application);
  const guards = await scene.actions.answers(['COUNCIL_ENABLED', 'COUNCIL_RESULT'], {
    ...{ actor: secretary, application },
  });
  return {
    mode: settings.councilMode,
    enabled: guards['COUNCIL_ENABLED'] === true,
    heard: guards['COUNCIL_RESULT'] === true,
  };
}

describe('the switch of joining Kuzbass to an opinion of the Council', () => {
  it('is in the reference data', async () => {
    const cluster = await test.app
      .get(CatalogueService, { strict: false })
      .cluster('kuzbass-biomed');
    expect(cluster?.councilModes).toMatchObject([{ procedure: 'MEMBERSHIP', mode: 'OPINION' }]);
  });

  it.each(FILED)('leaves a case as it is that was filed before and stands in %s', async (state) => {
    const id = await scene.caseBefore(state, BEFORE);
    expect(await standing(id)).toEqual({ mode: 'NONE', enabled: false, heard: true });
  });

  it.each(FILED)('holds for a case filed after it, in %s', async (state) => {
    const id = await scene.caseBefore(state);
    expect(await standing(id)).toEqual({ mode: 'OPINION', enabled: true, heard: false });
  });
});

it('brings a case home that waits for the Council when the mode is switched off again', async () => {
  const [agenda, ballots, sessions, minutes] = [
    test.app.get(AgendaService, { strict: false }),
    test.app.get(BallotsService, { strict: false }),
    test.app.get(SessionsService, { strict: false }),
    test.app.get(MinutesService, { strict: false }),
  ];
  const chair = await scene.member(true);
  const applicationId = await scene.caseBefore();
  await scene.db.query(
    `INSERT INTO cluster_council_mode (cluster_id, procedure, from_at, mode) VALUES ($1, 'MEMBERSHIP', $2, 'NONE')`,
    [scene.clusterId, '2026-11-27T03:00:01Z'],
  );
  test.app.get(CatalogueService, { strict: false }).forget();
  const plan = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };
  const session = await sessions.plan(secretary, 'kuzbass-biomed', plan);
  const item = await agenda.add(secretary, session, { applicationId, ballot: 'OPEN' });
  await sessions.open(secretary, session);
  await sessions.mark(secretary, session, chair.id, true);
  await ballots.open(secretary, item);
  await ballots.vote(chair.actor, item, { choice: 'FOR' });
  await ballots.close(secretary, item);
  await sessions.close(secretary, session);
  for (const who of [chair.actor, secretary]) {
    await minutes.sign(who, session, await scene.code(who, session));
  }
  expect(await scene.state(applicationId)).toBe('REVIEW');
  expect(await standing(applicationId)).toEqual({ mode: 'OPINION', enabled: false, heard: true });
});
