import { AccountsMigrateModule } from '@okno/server/accounts';
import { Audit, CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationsModule } from './applications.module';
import { ApplicationsService } from './applications.service';
import { MARKETING, NOW, Scene, SERVICE } from './applications.spec-data';
import { snapshotHash, Snapshots } from './snapshots';
import { StepsService } from './steps.service';

let test: TestModule;
let scene: Scene;
let person: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
}, 60_000);
afterAll(() => test.close());

const service = <T>(type: new (...args: never[]) => T): T => test.app.get(type, { strict: false });

describe('filing', () => {
  it('freezes, numbers and registers a complete draft at once', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.joiningDraft(person, organisationId);
    expect(draft.problems).toEqual([]);
    expect(draft.allowed).toEqual(expect.arrayContaining(['submit', 'withdraw']));
    const filed = await scene.submit(person, draft.id);
    expect(filed).toMatchObject({
      state: 'REGISTERED',
      number: expect.stringMatching(/^KZB-MEM-2026-\d{6}$/),
      registeredOn: '2026-11-20',
      dueOn: '2026-11-23',
    });
    const snapshot = await service(Snapshots).find(draft.id, 0);
    const { hash, ...content } = snapshot!;
    expect(snapshotHash(content)).toBe(hash);
    const history = await service(Audit).history({ type: 'application', id: draft.id });
    expect(history.map(({ action }) => action)).toEqual(['create', 'submit', 'register']);
    const events = await scene.db.query<{ event: string }>(
      `SELECT event FROM outbox_event WHERE payload->>'applicationId' = $1 ORDER BY id`,
      [draft.id],
    );
    expect(events.map(({ event }) => event).sort()).toEqual([
      'application.stateChanged',
      'application.stateChanged',
      'application.submitted',
    ]);
  });

  it('acts once for one key, however often and at the same time it is pressed', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    const steps = service(StepsService);
    const press = (): Promise<{ number: string | null }> =>
      steps.take(person, draft.id, 'submit', { revision: draft.revision }, 'key-of-one-press');
    const answers = await Promise.all([press(), press(), press()]);
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(await service(Audit).history({ type: 'application', id: draft.id })).toHaveLength(3);
  });

  it('lets one of two presses without a key through', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    const tries = await Promise.allSettled(
      [1, 2].map(() =>
        scene.actions.perform(person, draft.id, 'submit', { revision: draft.revision }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'application.changed_meanwhile', details: { state: 'REGISTERED' } },
    });
  });

  it('gives fifty drafts filed at the same time fifty numbers without a gap', async () => {
    const drafts = [];
    for (let no = 0; no < 50; no += 1) {
      const applicant = await scene.person();
      const organisationId = await scene.organisation(applicant);
      drafts.push({ applicant, draft: await scene.joiningDraft(applicant, organisationId) });
    }
    await Promise.all(
      drafts.map(({ applicant, draft }) =>
        scene.actions.perform(applicant, draft.id, 'submit', { revision: draft.revision }),
      ),
    );
    const numbers = await scene.db.query<{ no: number }>(
      `SELECT right(number, 6)::int AS no FROM application WHERE number LIKE 'KZB-MEM-2026-%' ORDER BY 1`,
    );
    expect(numbers.map(({ no }) => no)).toEqual(numbers.map((_, at) => at + 1));
  }, 60_000);

  it('refuses what is incomplete, naming every place', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.draft(person, organisationId, 'MEMBERSHIP-kuzbass-biomed', {
      'mem.employees': -1,
    });
    const refused = scene.actions.perform(person, draft.id, 'submit', { revision: draft.revision });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      code: 'application.incomplete',
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'mem.activity', code: 'REQUIRED' }),
        expect.objectContaining({ path: 'mem.employees', code: 'NUMBER_TOO_SMALL' }),
      ]),
    });
    expect((await scene.see(person, draft.id)).state).toBe('DRAFT');
  });

  it('refuses a person without the filing right, and one who has not consented', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.joiningDraft(person, organisationId);
    const clerk = await scene.colleague(organisationId, false);
    const input = { revision: draft.revision };
    await expect(scene.actions.perform(clerk, draft.id, 'submit', input)).rejects.toMatchObject({
      code: 'application.action_blocked',
      details: { by: ['FILING_RIGHT'] },
    });
    await scene.db.query('DELETE FROM consent WHERE account_id = $1', [person.accountId]);
    await expect(scene.actions.perform(person, draft.id, 'submit', input)).rejects.toMatchObject({
      code: 'application.consents_missing',
    });
    await scene.consent(person);
    await expect(scene.actions.perform(person, draft.id, 'submit', input)).resolves.toBeDefined();
  });

  it('registers what comes after the cut-off on the next working day', async () => {
    const draft = await scene.joiningDraft(person, await scene.organisation(person));
    scene.moveTo('2026-11-20T10:00:01Z');
    const filed = await scene.submit(person, draft.id);
    scene.moveTo(NOW);
    expect(filed).toMatchObject({ registeredOn: '2026-11-23', dueOn: '2026-11-24' });
  });

  it('hides a draft from the centre, and a filed request from strangers', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.joiningDraft(person, organisationId);
    const [reviewer, stranger] = [await scene.person('REVIEWER'), await scene.person()];
    await expect(scene.see(reviewer, draft.id)).rejects.toMatchObject({ status: 404 });
    await scene.submit(person, draft.id);
    await expect(scene.see(reviewer, draft.id)).resolves.toMatchObject({ state: 'REGISTERED' });
    await expect(scene.see(stranger, draft.id)).rejects.toMatchObject({ status: 404 });
    const ref = { applicationId: draft.id, organisationId, clusterId: scene.clusterId };
    const mayRead = (actor: Actor): Promise<boolean> =>
      service(ApplicationsService).mayRead(actor, ref);
    expect(await Promise.all([person, reviewer, stranger].map(mayRead))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('filing for a service', () => {
  it('splits the cost, belongs to the round, and takes participants only', async () => {
    const organisationId = await scene.organisation(person);
    const draft = await scene.marketingDraft(person, organisationId);
    expect((await scene.see(person, draft.id)).problems).toEqual([]);
    const filed = await scene.submit(person, draft.id);
    expect(filed).toMatchObject({
      number: expect.stringMatching(/^KZB-SRV-2026-\d{6}$/),
      money: { costKopecks: 30_000_000, stateKopecks: 24_000_000, ownKopecks: 6_000_000 },
      demo: true,
    });
    const [row] = await scene.db.query('SELECT round_id FROM application WHERE id = $1', [
      draft.id,
    ]);
    expect(row).toMatchObject({ round_id: expect.any(String) });
    const outsider = await scene.organisation(person);
    const other = await scene.draft(person, outsider, SERVICE, MARKETING);
    for (const slot of ['D-TOR', 'D-PRODUCT']) {
      await scene.upload(person, other.id, slot);
    }
    await expect(
      scene.actions.perform(person, other.id, 'submit', { revision: other.revision }),
    ).rejects.toMatchObject({ code: 'application.not_eligible', details: { checks: ['E03'] } });
  });
});
