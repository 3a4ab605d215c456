import { AccountsMigrateModule } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import { CoreMigrateModule, newId, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import type { FieldDefinition, FormDefinition } from '@okno/shared/form-schema';

import { ApplicationsModule } from './applications.module';
import { MARKETING, NOW, Scene, SERVICE } from './applications.spec-data';
import { DraftForms } from './draft-forms';
import { DraftsService } from './drafts.service';
import { ApplicationsService } from './applications.service';

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

/** Publishes the next version of the marketing service with an edited form, as a release would. */
async function publish(edit: (form: FormDefinition) => FormDefinition): Promise<string> {
  const catalogue = test.app.get(CatalogueService, { strict: false });
  const measure = await catalogue.measureByCode(SERVICE);
  const version = await catalogue.version(measure?.versionId ?? '');
  if (!version?.form) {
    throw new Error('no form');
  }
  const id = newId();
  await scene.db.query(
    `INSERT INTO measure_version (id, measure_id, version_no, valid_from, content, form, state_share_bp, min_own_bp,
       limit_per_application_kopecks, limit_per_year_kopecks, max_per_year, content_hash)
     SELECT $2, measure_id, version_no + 1, $3, content, $4, state_share_bp, min_own_bp, limit_per_application_kopecks,
       limit_per_year_kopecks, 2, $5 FROM measure_version WHERE id = $1`,
    [version.id, id, NOW, JSON.stringify(edit(version.form)), newId()],
  );
  await scene.db.query('UPDATE measure SET current_version_id = $2 WHERE id = $1', [
    version.measureId,
    id,
  ]);
  return id;
}

const follow = (versionId: string): Promise<void> =>
  scene.db.transaction((tx) =>
    test.app.get(DraftForms, { strict: false }).follow({ measureCode: SERVICE, versionId }, tx),
  );

const withFields =
  (edit: (field: FieldDefinition) => FieldDefinition[]) =>
  (form: FormDefinition): FormDefinition => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.flatMap(edit),
    })),
    documents: form.documents.filter(({ code }) => code !== 'D-PRODUCT'),
  });

describe('a new version of a measure', () => {
  let versionId = '';
  let original: FormDefinition;
  let filedId = '';
  let draftId = '';

  beforeAll(async () => {
    const catalogue = test.app.get(CatalogueService, { strict: false });
    const measure = await catalogue.measureByCode(SERVICE);
    original = (await catalogue.version(measure?.versionId ?? ''))!.form!;
    const filed = await scene.marketingDraft(person, await scene.organisation(person));
    await scene.submit(person, filed.id);
    filedId = filed.id;
    draftId = (await scene.marketingDraft(person, await scene.organisation(person))).id;
    versionId = await publish(
      withFields((field) => {
        if (field.key === 'mk.goal') {
          return [];
        }
        return field.key === 'mk.product'
          ? [
              field,
              {
                key: 'mk.why',
                label: { ru: 'Почему сейчас', en: 'Why now' },
                type: 'text',
                maxLength: 100,
                required: true,
              },
            ]
          : [field];
      }),
    );
  });

  it('leaves what was filed as it is', async () => {
    const applications = test.app.get(ApplicationsService, { strict: false });
    const before = [await scene.see(person, filedId), await applications.snapshot(filedId)];
    await follow(versionId);
    expect([await scene.see(person, filedId), await applications.snapshot(filedId)]).toEqual(
      before,
    );
    expect((before[0] as { measure: { versionId: string } }).measure.versionId).not.toBe(versionId);
  });

  it('takes drafts over, says what changed and keeps what has no place any more', async () => {
    const seen = await scene.see(person, draftId);
    expect(seen.measure.versionId).toBe(versionId);
    expect(seen.formChange).toMatchObject({ seen: false });
    expect(seen.formChange?.changes.map(({ kind, path }) => [kind, path])).toEqual([
      ['FIELD_ADDED', 'mk.why'],
      ['FIELD_REMOVED', 'mk.goal'],
      ['DOCUMENT_REMOVED', 'doc.D-PRODUCT'],
      ['LIMIT_CHANGED', 'maxPerYear'],
    ]);
    expect(seen.formChange?.kept).toMatchObject([{ key: 'mk.goal', value: MARKETING['mk.goal'] }]);
    expect(seen.answers).toMatchObject({ 'mk.product': MARKETING['mk.product'] });
    expect(seen.documents.map(({ slot }) => slot)).toContain('D-PRODUCT');
    expect(seen.problems.map(({ path }) => path)).toEqual(['mk.why']);
  });

  it('follows once, however often it is told', async () => {
    const before = await scene.see(person, draftId);
    await follow(versionId);
    expect((await scene.see(person, draftId)).revision).toBe(before.revision);
  });

  it('keeps what somebody still types into the form of before', async () => {
    const { revision } = await scene.see(person, draftId);
    const saved = await test.app
      .get(DraftsService, { strict: false })
      .saveAnswers(person, draftId, {
        revision,
        answers: { 'mk.goal': 'Набрано до обновления страницы', 'mk.why': 'Потому что' },
      });
    expect(saved.answers).toMatchObject({ 'mk.goal': null, 'mk.why': 'Потому что' });
    expect((await scene.see(person, draftId)).formChange?.kept).toMatchObject([
      { key: 'mk.goal', value: 'Набрано до обновления страницы' },
    ]);
  });

  it('is news until somebody has read it; the kept values stay', async () => {
    await test.app.get(DraftForms, { strict: false }).seen(person, draftId);
    const seen = await scene.see(person, draftId);
    expect(seen.formChange?.seen).toBe(true);
    expect(seen.formChange?.kept).toHaveLength(1);
    const stranger = await scene.person();
    await expect(
      test.app.get(DraftForms, { strict: false }).seen(stranger, draftId),
    ).rejects.toMatchObject({ code: 'application.not_found' });
  });

  it('gives a kept value back when its field returns, and can be filed under', async () => {
    const back = await publish(() => original);
    await follow(back);
    const seen = await scene.see(person, draftId);
    expect(seen.answers).toMatchObject({ 'mk.goal': 'Набрано до обновления страницы' });
    expect(seen.formChange?.kept).toMatchObject([{ key: 'mk.why', value: 'Потому что' }]);
    const { revision } = await scene.see(person, draftId);
    await test.app.get(DraftsService, { strict: false }).saveAnswers(person, draftId, {
      revision,
      answers: { 'mk.goal': MARKETING['mk.goal'] },
    });
    expect(await scene.submit(person, draftId)).toMatchObject({ state: 'REGISTERED' });
  });
});
