import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationsWorkerModule, DraftsService } from '@okno/server/applications';
import { Clock, CoreMigrateModule, Database, newId } from '@okno/server/core';
import { OrganisationsModule, OrganisationsService } from '@okno/server/organisations';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { CaseScenes, NOW } from './case-scene.spec-data';
import { NotificationsWorkerModule } from './notices-worker.module';

const MEASURE = 'KZ-06';
let test: TestModule;
let scenes: CaseScenes;

beforeAll(async () => {
  test = await startTestModule({
    imports: [
      CoreMigrateModule,
      AccountsMigrateModule,
      OrganisationsModule,
      ApplicationsWorkerModule,
      NotificationsWorkerModule,
    ],
    clock: NOW,
    env: { OKNO_DEMO: '1', OKNO_MODE: 'development' },
    worker: { redisUrl: null },
  });
  scenes = await CaseScenes.over(test.app);
}, 60_000);
afterAll(() => test.close());

/** The only rounds of the measure, in local days of Novokuznetsk. */
async function rounds(...times: [opens: string, closes: string][]): Promise<void> {
  await scenes.db.query(
    `UPDATE intake_round SET opens_at = '2025-01-01', closes_at = '2025-02-01', opening_told_at = now(), closing_told_at = now()`,
  );
  for (const [opens, closes] of times) {
    await scenes.db.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks, waiting_list, demo)
       SELECT $1, id, $3, $4, 2026, 'FIFO', 0, NULL, true, true FROM measure WHERE code = $2`,
      [newId(), MEASURE, opens, closes],
    );
  }
}

describe('the writers of a draft', () => {
  it('are told that its round closed and when the next one is, then that it opened', async () => {
    await rounds(
      ['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00'],
      ['2027-02-01T00:00:00+07:00', '2027-03-01T00:00:00+07:00'],
    );
    const person = await scenes.person();
    const { id: organisationId } = await test.app.get(OrganisationsService).add(person, {
      kind: 'LEGAL',
      inn: '4299000019',
      ogrn: '1024200000010',
      kpp: '429901001',
      fullName: 'Пример (демо)',
      shortName: 'Пример (демо)',
      okvedMain: '32.50',
      smeCategory: 'SMALL',
      addressLegal: 'Кемерово',
      headName: 'Иванова Анна',
    });
    const { id } = await test.app
      .get(DraftsService)
      .create(person, { measureCode: MEASURE, organisationId });
    const told = (template: string): Promise<Record<string, unknown>> =>
      eventually(async () => {
        const [notice] = await test.app.get(Database).query<{ params: Record<string, unknown> }>(
          `SELECT n.params FROM notification n JOIN mail_delivery d ON d.notification_id = n.id
           WHERE n.account_id = $1 AND n.application_id = $2 AND n.template = $3`,
          [person.accountId, id, template],
        );
        expect(notice).toBeDefined();
        return notice?.params ?? {};
      });
    test.app.get(Clock).moveTo(new Date('2026-11-30T17:00:00Z'));
    expect(await told('draft.roundMoved')).toMatchObject({
      opensOn: '2027-02-01',
      closesOn: '2027-02-28',
    });
    test.app.get(Clock).moveTo(new Date('2027-01-31T17:00:00Z'));
    expect(await told('draft.roundOpened')).toMatchObject({ closesOn: '2027-02-28' });
    test.app.get(Clock).moveTo(new Date('2027-03-01T00:00:00Z'));
    expect(await told('draft.roundClosed')).toMatchObject({ applicationId: id });
  });
});
