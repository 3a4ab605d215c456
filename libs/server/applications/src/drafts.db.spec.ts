import { AccountsMigrateModule } from '@okno/server/accounts';
import { CalendarService } from '@okno/server/calendar';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationList } from './application-list';
import { ApplicationsMigrateModule, ApplicationsModule } from './applications.module';
import { MEMBERSHIP, NOW, Scene } from './applications.spec-data';
import { DraftsService } from './drafts.service';
import { DueRecount } from './due-recount.loader';

let test: TestModule;
let scene: Scene;
let drafts: DraftsService;
let person: Actor;

beforeAll(async () => {
  test = await startTestModule({
    imports: [
      CoreMigrateModule,
      AccountsMigrateModule,
      ApplicationsModule,
      ApplicationsMigrateModule,
    ],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  drafts = test.app.get(DraftsService, { strict: false });
  person = await scene.person();
}, 60_000);
afterAll(() => test.close());

const open = async (actor = person): Promise<{ id: string; organisationId: string }> => {
  const organisationId = await scene.organisation(actor);
  const { id } = await drafts.create(actor, { measureCode: MEMBERSHIP, organisationId });
  return { id, organisationId };
};

describe('a new draft', () => {
  it('is filled in from the card and the profile, each with its source and date', async () => {
    const { id } = await open();
    const draft = await scene.see(person, id);
    expect(draft.answers).toMatchObject({
      'org.okvedMain': '32.50',
      'contact.phone': '+73842000000',
      'mem.cluster': 'kuzbass-biomed',
    });
    expect(draft.prefill?.['org.inn']).toMatchObject({ asOf: '2026-11-20' });
    expect(draft.clock).toMatchObject({ turn: 'APPLICANT', due: { on: '2027-02-18' } });
    expect(draft.sections.find(({ code }) => code === 'ORG')?.state).toBe('PARTIAL');
  });

  it('is the only open one of its kind, also when two are opened at the same time', async () => {
    const organisationId = await scene.organisation(person);
    const tries = await Promise.allSettled(
      [1, 2].map(() => drafts.create(person, { measureCode: MEMBERSHIP, organisationId })),
    );
    const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).toHaveLength(1);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'application.already_open', details: { applicationId: made[0]?.id } },
    });
  });

  it('answers a repeated key with the same draft', async () => {
    const organisationId = await scene.organisation(person);
    const dto = { measureCode: MEMBERSHIP, organisationId };
    const first = await drafts.create(person, dto, 'draft-key-1');
    expect(await drafts.create(person, dto, 'draft-key-1')).toEqual(first);
  });

  it('is refused for somebody else’s organisation and for a measure that takes nothing', async () => {
    const stranger = await scene.person();
    const organisationId = await scene.organisation(person);
    await expect(
      drafts.create(stranger, { measureCode: MEMBERSHIP, organisationId }),
    ).rejects.toMatchObject({ code: 'organisation.not_represented' });
    await expect(
      drafts.create(person, { measureCode: 'KZ-P3', organisationId }),
    ).rejects.toMatchObject({ code: 'measure.not_open' });
    await expect(
      drafts.create(person, { measureCode: 'NONE-1', organisationId }),
    ).rejects.toMatchObject({ code: 'measure.not_found' });
  });
});

describe('a term that reaches a year without a calendar', () => {
  it('is provisional, and is counted anew when the year is loaded', async () => {
    const { id } = await open();
    expect(await scene.see(person, id)).toMatchObject({
      dueOn: '2027-02-18',
      dueProvisional: true,
    });
    const year = {
      region: 'RU',
      year: 2027,
      status: 'adopted' as const,
      nonWorking: ['2027-02-18', '2027-02-19'],
      workingWeekends: [],
      shortened: [],
    };
    await scene.db.transaction(async (tx) => {
      await test.app.get(CalendarService, { strict: false }).load(tx, [year], 'test');
    });
    await scene.db.transaction((tx) => test.app.get(DueRecount, { strict: false }).recount(tx));
    expect(await scene.see(person, id)).toMatchObject({
      dueOn: '2027-02-22',
      dueProvisional: false,
    });
  });
});

describe('two who edit one draft', () => {
  it('merge when they edit different fields, and each hears of the other', async () => {
    const { id, organisationId } = await open();
    const colleague = await scene.colleague(organisationId, false);
    await drafts.saveAnswers(person, id, { revision: 1, answers: { 'mem.employees': 10 } });
    const theirs = await drafts.saveAnswers(colleague, id, {
      revision: 1,
      answers: { 'mem.patents': 2 },
    });
    expect(theirs).toMatchObject({ revision: 3, changed: { 'mem.employees': 10 } });
    expect((await scene.see(person, id)).answers).toMatchObject({
      'mem.employees': 10,
      'mem.patents': 2,
    });
  });

  it('are told of a conflict, and nothing is overwritten', async () => {
    const { id } = await open();
    await drafts.saveAnswers(person, id, { revision: 1, answers: { 'mem.employees': 10 } });
    await expect(
      drafts.saveAnswers(person, id, { revision: 1, answers: { 'mem.employees': 11 } }),
    ).rejects.toMatchObject({
      code: 'application.changed_meanwhile',
      details: { revision: 2, conflicts: [{ path: 'mem.employees', theirs: 10 }] },
    });
    const same = { revision: 1, answers: { 'mem.employees': 10 } };
    await expect(drafts.saveAnswers(person, id, same)).resolves.toMatchObject({ revision: 2 });
    const over = { revision: 2, answers: { 'mem.employees': null } };
    const cleared = await drafts.saveAnswers(person, id, over);
    expect(cleared).toMatchObject({ revision: 3, answers: { 'mem.employees': null } });
  });

  it('cannot change what belongs to the card, and unknown or wrong values are named', async () => {
    const { id } = await open();
    await expect(
      drafts.saveAnswers(person, id, { revision: 1, answers: { 'org.inn': '7707083893' } }),
    ).rejects.toMatchObject({ code: 'application.field_locked', fields: [{ path: 'org.inn' }] });
    await expect(
      drafts.saveAnswers(person, id, {
        revision: 1,
        answers: { nothing: 1, 'mem.employees': 'ten' },
      }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [
        { path: 'answers.nothing', code: 'UNKNOWN_FIELD' },
        { path: 'answers.mem.employees', code: 'WRONG_TYPE' },
      ],
    });
  });
});

describe('the lists', () => {
  it('show the applicant his own, the centre what was filed, page by page', async () => {
    const list = test.app.get(ApplicationList, { strict: false });
    const applicant = await scene.person();
    const reviewer = await scene.person('REVIEWER');
    const ids: string[] = [];
    for (let no = 0; no < 3; no += 1) {
      const draft = await scene.joiningDraft(applicant, await scene.organisation(applicant));
      await scene.submit(applicant, draft.id);
      ids.push(draft.id);
    }
    const unfiled = await open(applicant);
    const mine = await list.page(applicant, { count: true });
    expect(mine.items.map(({ id }) => id).sort()).toEqual([...ids, unfiled.id].sort());
    expect(mine).toMatchObject({ total: 4, approximate: false });
    const inPages = async (query: Parameters<typeof list.page>[1]): Promise<string[]> => {
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page: Awaited<ReturnType<typeof list.page>> = await list.page(reviewer, {
          ...query,
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        seen.push(...page.items.map(({ id }) => id));
        after = page.next;
      }
      return seen;
    };
    expect((await inPages({ sort: 'due' })).sort()).toEqual([...ids].sort());
    expect(await inPages({ q: 'демо' })).toEqual([...ids].reverse());
    expect(await inPages({ q: 'демо', state: 'REGISTERED' })).toEqual([...ids].reverse());
    expect((await inPages({ q: 'демо', sort: 'due' })).sort()).toEqual([...ids].sort());
    const { number, organisation } = (await scene.see(applicant, ids[0]!)) as {
      number: string;
      organisation: { inn: string };
    };
    for (const q of [number, number.slice(0, 12), organisation.inn, 'демо', 'обществом']) {
      const found = await list.page(reviewer, { q });
      expect(found.items.map(({ id }) => id)).toContain(ids[0]);
    }
    expect((await list.page(reviewer, { q: 'неизвестное' })).items).toEqual([]);
    expect((await list.page(reviewer, { q: '!!!' })).items).toEqual([]);
    const [late] = (await list.page(reviewer, { state: 'REGISTERED', due: 'week' })).items;
    expect(late).toMatchObject({ turn: 'CENTRE', daysLeft: 1, overdue: false });
  });
});
