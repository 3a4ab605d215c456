import { AccountsMigrateModule } from '@okno/server/accounts';
import { QueueBackend, CoreMigrateModule } from '@okno/server/core';
import { reviewQueue } from '@okno/server/contracts';
import { eventually, startTestModule, testRedisUrl, type TestModule } from '@okno/server/testing';

import { ChecksRepository, type CheckRecord } from './checks.repository';
import { IntakeService } from './intake.service';
import { ReviewModule, ReviewWorkerModule } from './review.module';
import { NOW, ReviewScene } from './review.spec-data';

const redis = testRedisUrl();
const backends: [string, string | null][] = [
  ['PostgreSQL', null],
  ...(redis === undefined ? [] : [['Redis', redis] satisfies [string, string]]),
];
const SERVICE_CHECKS = 14;

describe.each(backends)('the checks of a filed case on %s', (_name, redisUrl) => {
  let test: TestModule;
  let scene: ReviewScene;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, ReviewModule, ReviewWorkerModule],
      worker: { redisUrl },
      clock: NOW,
    });
    scene = await ReviewScene.over(test.app);
  });
  afterAll(() => test.close());

  const results = (id: string): Promise<CheckRecord[]> =>
    test.app.get(ChecksRepository, { strict: false }).latest(id);
  const told = async (id: string): Promise<number> =>
    (
      await scene.db.query(
        `SELECT 1 FROM outbox_event WHERE event = 'review.checked' AND payload->>'applicationId' = $1`,
        [id],
      )
    ).length;
  const checked = (id: string): Promise<void> =>
    eventually(async () => expect(await told(id)).toBe(1));

  it('answer from what the portal knows, and leave the rest to a person', async () => {
    const reviewer = await scene.person('REVIEWER');
    const organisationId = await scene.organisation();
    await scene.member(organisationId);
    const roundId = await scene.round(300_000_000);
    const id = await scene.file({ measure: 'KZ-06', organisationId, roundId });
    await checked(id);
    const found = Object.fromEntries((await results(id)).map((one) => [one.code, one.outcome]));
    expect(Object.keys(found)).toHaveLength(SERVICE_CHECKS);
    expect(found).toMatchObject({
      E01: 'UNAVAILABLE',
      E02: 'UNAVAILABLE',
      E03: 'PASS',
      E04: 'PASS',
      E05: 'PASS',
      E06: 'WARN',
      E07: 'UNAVAILABLE',
      E08: 'UNAVAILABLE',
      E09: 'UNAVAILABLE',
      E10: 'PASS',
      E11: 'PASS',
      E12: 'PASS',
      E13: 'UNAVAILABLE',
      E16: 'UNAVAILABLE',
    });
    expect(await scene.state(id)).toMatchObject({
      state: 'FORMAL_CHECK',
      assigneeId: reviewer.accountId,
    });
  });

  it('find a member who asks to join again', async () => {
    const organisationId = await scene.organisation();
    await scene.member(organisationId);
    const id = await scene.file({ measure: 'MEMBERSHIP-kuzbass-biomed', organisationId });
    await checked(id);
    const duplicate = (await results(id)).find(({ code }) => code === 'DUPLICATE');
    expect(duplicate).toMatchObject({ outcome: 'FAIL', messageKey: 'DUPLICATE.ALREADY_A_MEMBER' });
  });

  it('have one effect, however often the queue runs them', async () => {
    const organisationId = await scene.organisation();
    const id = await scene.file({ measure: 'MEMBERSHIP-kuzbass-biomed', organisationId });
    await checked(id);
    const before = { state: await scene.state(id), results: await results(id) };
    const intake = test.app.get(IntakeService, { strict: false });
    scene.pass(1);
    await Promise.all([
      intake.run({ applicationId: id, round: 0, code: 'E01' }, false),
      intake.finish(id, 0),
      intake.finish(id, 0),
    ]);
    expect({ state: await scene.state(id), results: await results(id) }).toEqual(before);
    expect(await told(id)).toBe(1);
    const assignments = await scene.db.query('SELECT 1 FROM assignment WHERE application_id = $1', [
      id,
    ]);
    expect(assignments).toHaveLength(1);
  });

  it('come back when the queue has lost them', async () => {
    const organisationId = await scene.organisation();
    // While checks cannot be written, nothing of the flow can succeed before the queue is wiped.
    await scene.db.query('ALTER TABLE check_result RENAME TO check_result_away');
    const id = await scene.file({ measure: 'MEMBERSHIP-kuzbass-biomed', organisationId });
    const started = (): Promise<object[]> =>
      scene.db.query('SELECT attempt FROM intake_check WHERE application_id = $1', [id]);
    await eventually(async () => expect(await started()).toHaveLength(1));
    await test.app.get(QueueBackend).queue(reviewQueue).obliterate({ force: true });
    await scene.db.query('ALTER TABLE check_result_away RENAME TO check_result');
    expect((await scene.state(id)).state).toBe('REGISTERED');
    scene.pass(120);
    await checked(id);
    expect((await scene.state(id)).state).toBe('FORMAL_CHECK');
    expect(await started()).toEqual([{ attempt: 2 }]);
  });

  it('run again on corrected answers, and leave the reviewer as he is', async () => {
    const organisationId = await scene.organisation();
    const id = await scene.file({ measure: 'MEMBERSHIP-kuzbass-biomed', organisationId });
    await checked(id);
    const { assigneeId } = await scene.state(id);
    await scene.db.query('UPDATE application SET return_round = 1 WHERE id = $1', [id]);
    const step = ['answerRemarks', 'RETURNED', 'FORMAL_CHECK'] as const;
    await scene.announce(id, organisationId, 'MEMBERSHIP', step);
    await eventually(async () => expect(await told(id)).toBe(2));
    expect((await results(id)).map(({ round }) => round)).toEqual([1, 1, 1, 1, 1]);
    expect(await scene.state(id)).toMatchObject({ state: 'FORMAL_CHECK', assigneeId });
  });

  it('leave the desk of the reviewer with the end of the case', async () => {
    const organisationId = await scene.organisation();
    const id = await scene.file({ measure: 'MEMBERSHIP-kuzbass-biomed', organisationId });
    await checked(id);
    const open = (): Promise<object[]> =>
      scene.db.query('SELECT 1 FROM assignment WHERE application_id = $1 AND ended_at IS NULL', [
        id,
      ]);
    expect(await open()).toHaveLength(1);
    await scene.announce(id, organisationId, 'MEMBERSHIP', [
      'withdraw',
      'FORMAL_CHECK',
      'WITHDRAWN',
    ]);
    await eventually(async () => expect(await open()).toHaveLength(0));
    const loads = await scene.db.query(
      `SELECT load.open, (SELECT count(*) FROM assignment a
         WHERE a.assignee_id = load.account_id AND a.ended_at IS NULL) AS counted
       FROM reviewer_load AS load WHERE load.open > 0`,
    );
    expect(loads).toEqual(loads.map(({ counted }) => ({ open: counted, counted })));
  });

  it('that fail to the end leave the question to a person', async () => {
    const organisationId = await scene.organisation();
    const id = await scene.file({
      measure: 'MEMBERSHIP-kuzbass-biomed',
      organisationId,
      state: 'FORMAL_CHECK',
    });
    const intake = test.app.get(IntakeService, { strict: false });
    const key = { applicationId: id, round: 0, code: 'E05' };
    await scene.db.query('ALTER TABLE membership RENAME TO membership_away');
    await expect(intake.run(key, false)).rejects.toThrow('membership');
    await intake.run(key, true);
    await scene.db.query('ALTER TABLE membership_away RENAME TO membership');
    expect(await results(id)).toMatchObject([
      { code: 'E05', outcome: 'UNAVAILABLE', messageKey: 'CHECK_FAILED' },
    ]);
  });
});

describe('the reviewer who gets a case', () => {
  let test: TestModule;
  let scene: ReviewScene;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, AccountsMigrateModule, ReviewModule, ReviewWorkerModule],
      worker: { redisUrl: null },
      clock: NOW,
    });
    scene = await ReviewScene.over(test.app);
  });
  afterAll(() => test.close());

  it('has the least open cases and is not of the applicant', async () => {
    const people = [await scene.person('REVIEWER'), await scene.person('REVIEWER')];
    const own = await scene.person('REVIEWER');
    await scene.person('CENTRE_HEAD');
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () =>
        scene.file({
          measure: 'MEMBERSHIP-kuzbass-biomed',
          organisationId: await scene.organisation(own),
        }),
      ),
    );
    const assignees = (): Promise<(string | null)[]> =>
      Promise.all(ids.map(async (id) => (await scene.state(id)).assigneeId));
    await eventually(async () => expect(await assignees()).not.toContain(null));
    const counts = people.map(
      async ({ accountId }) => (await assignees()).filter((id) => id === accountId).length,
    );
    expect(await Promise.all(counts)).toEqual([3, 3]);
    const loads = await scene.db.query(
      'SELECT account_id AS id, open FROM reviewer_load WHERE open > 0 ORDER BY account_id',
    );
    expect(loads).toEqual(
      people
        .map(({ accountId }) => ({ id: accountId, open: 3 }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });
});
