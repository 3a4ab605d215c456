import { AccountsMigrateModule } from '@okno/server/accounts';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { DocumentsService } from '@okno/server/documents';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationList } from './application-list';
import { ApplicationsModule } from './applications.module';
import { MEMBERSHIP, NOW, Scene, SERVICE } from './applications.spec-data';
import { DraftDeletion } from './draft-deletion';
import { DraftExport } from './draft-export';
import { DraftsService } from './drafts.service';
import { UploadsService } from './uploads.service';

let test: TestModule;
let scene: Scene;
let person: Actor;
let deletion: DraftDeletion;
let drafts: DraftsService;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
  deletion = test.app.get(DraftDeletion, { strict: false });
  drafts = test.app.get(DraftsService, { strict: false });
}, 60_000);
afterAll(() => test.close());
beforeEach(() => scene.moveTo(NOW));

const ring = (id: string): Promise<void> =>
  scene.db.transaction((tx) => deletion.ring({ subjectId: id }, tx));

const listed = async (id: string): Promise<unknown> =>
  (await test.app.get(ApplicationList, { strict: false }).page(person, { mine: true })).items.find(
    (one) => one.id === id,
  );

describe('a draft that its people want gone', () => {
  it('is closed at once, and comes back when they change their mind', async () => {
    const draft = await scene.marketingDraft(person, await scene.organisation(person));
    await deletion.request(person, draft.id);
    expect((await scene.see(person, draft.id)).deletesAt).toBe('2026-11-27T03:00:00.000Z');
    expect(await listed(draft.id)).toMatchObject({ deletesAt: '2026-11-27T03:00:00.000Z' });
    const edit = { revision: draft.revision, answers: { 'mk.product': 'Другое' } };
    await expect(drafts.saveAnswers(person, draft.id, edit)).rejects.toMatchObject({
      code: 'application.deleting',
    });
    await expect(scene.submit(person, draft.id)).rejects.toMatchObject({
      code: 'application.deleting',
    });
    const uploads = test.app.get(UploadsService, { strict: false });
    await expect(uploads.placeFor(person, draft.id, 'D-TOR')).rejects.toMatchObject({
      code: 'application.deleting',
    });
    scene.moveTo('2026-11-26T03:00:00Z');
    await deletion.request(person, draft.id);
    await ring(draft.id);
    await deletion.restore(person, draft.id);
    scene.moveTo('2026-12-01T03:00:00Z');
    await ring(draft.id);
    const seen = await scene.see(person, draft.id);
    expect(seen.deletesAt).toBeUndefined();
    expect(await listed(draft.id)).not.toHaveProperty('deletesAt');
    expect(seen.answers).toEqual(draft.answers);
    expect(seen.documents).toHaveLength(2);
  });

  it('is gone after seven days with everything in it, and another may be begun', async () => {
    const organisationId = await scene.organisation(person);
    const { id } = await scene.marketingDraft(person, organisationId);
    await deletion.request(person, id);
    scene.moveTo('2026-11-27T03:00:00Z');
    await ring(id);
    await expect(scene.see(person, id)).rejects.toMatchObject({ code: 'application.not_found' });
    expect(await test.app.get(DocumentsService, { strict: false }).list(id)).toEqual([]);
    const timers = await scene.db.query(
      `SELECT kind FROM timer WHERE subject_id = $1 AND state = 'SET' AND kind <> 'draft.delete'`,
      [id],
    );
    expect(timers).toEqual([]);
    const again = await drafts.create(person, { measureCode: SERVICE, organisationId });
    expect(again.id).not.toBe(id);
  });

  it('is nobody else’s to delete, and what was filed is not deleted', async () => {
    const { id } = await scene.joiningDraft(person, await scene.organisation(person));
    const stranger = await scene.person();
    await expect(deletion.request(stranger, id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
    await scene.submit(person, id);
    await expect(deletion.request(person, id)).rejects.toMatchObject({
      code: 'application.wrong_state',
    });
  });
});

describe('a draft to take along', () => {
  it('is every visible question with its answer in words, and its files', async () => {
    const { id } = await scene.marketingDraft(person, await scene.organisation(person));
    const exporter = test.app.get(DraftExport, { strict: false });
    const json = await exporter.json(person, id);
    const fields = json.sections.flatMap((section) => section.fields);
    expect(fields.find(({ key }) => key === 'money.cost')).toMatchObject({ value: 30_000_000 });
    expect(fields.find(({ key }) => key === 'mk.stage')?.text.ru).toMatch(/^[А-Я]/);
    expect(fields.map(({ key }) => key)).not.toContain('repr.poaNumber');
    expect(json.documents.map(({ slot }) => slot)).toEqual(['D-PRODUCT', 'D-TOR']);
    const pdf = await exporter.pdf(person, id, 'ru');
    const [first] = await pdf.getStream().take(1).toArray();
    expect(String(first).slice(0, 5)).toBe('%PDF-');
    await expect(exporter.json(await scene.person(), id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
  });
});

describe('a copy of a draft', () => {
  it('begins another measure’s draft, or another organisation’s, with its answers', async () => {
    const organisationId = await scene.organisation(person);
    const { id, answers } = await scene.marketingDraft(person, organisationId);
    const copy = await drafts.create(person, { measureCode: 'KZ-02', organisationId, fromId: id });
    expect(copy.answers).toMatchObject({ 'mk.product': answers['mk.product'] });
    expect(copy.reuse).toMatchObject({ number: null, confirmed: false });
    const other = await scene.organisation(person);
    const theirs = await drafts.create(person, {
      measureCode: SERVICE,
      organisationId: other,
      fromId: id,
    });
    expect(theirs.answers).toMatchObject({ 'mk.product': answers['mk.product'] });
    expect(theirs.answers['org.inn']).not.toBe(answers['org.inn']);
    const stranger = await scene.person();
    const foreign = await scene.organisation(stranger);
    await expect(
      drafts.create(stranger, { measureCode: MEMBERSHIP, organisationId: foreign, fromId: id }),
    ).rejects.toMatchObject({ code: 'application.not_found' });
  });
});
