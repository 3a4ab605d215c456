import { AccountsMigrateModule } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import { documentProblems, fieldsByKey, type FormContext } from '@okno/shared/form-schema';

// eslint-disable-next-line @nx/enforce-module-boundaries -- the filler of the forms is test data of that library
import { completeAnswers } from '../../../shared/form-schema/src/complete-answers.spec-data';
import { ApplicationsModule } from './applications.module';
import { NOW, Scene } from './applications.spec-data';

const SERVICES = Array.from({ length: 13 }, (_, at) => `KZ-${String(at + 1).padStart(2, '0')}`);

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

describe('every service of the centre', () => {
  it.each(SERVICES)('%s is filled in from its form, filed and numbered', async (measureCode) => {
    const catalogue = test.app.get(CatalogueService, { strict: false });
    const measure = (await catalogue.measureByCode(measureCode))!;
    const { form } = (await catalogue.version(measure.versionId))!;
    const organisationId = await scene.organisation(person);
    await scene.member(organisationId);
    const empty = await scene.draft(person, organisationId, measureCode, {});
    const context = empty.formContext as unknown as FormContext;

    const answers = completeAnswers(form!, context, empty.answers);
    const own = [...fieldsByKey(form!).values()].filter(
      (field) => !field.locked && !('compute' in field) && field.key in answers,
    );
    const typed = Object.fromEntries(own.map(({ key }) => [key, answers[key]]));
    await scene.save(person, empty.id, typed);
    for (const { path, params } of documentProblems(form!, answers, [], context)) {
      for (let file = 0; file < Number(params['min'] ?? 1); file += 1) {
        await scene.upload(person, empty.id, path.slice('doc.'.length));
      }
    }

    const draft = await scene.see(person, empty.id);
    expect(draft.problems).toEqual([]);
    const filed = await scene.submit(person, empty.id);
    expect(filed.state).toBe('REGISTERED');
    expect(filed.number).toMatch(/^KZB-SRV-2026-\d{6}$/u);
    expect(filed.money === null).toBe(form!.limits.stateShareBp === undefined);
  });
});
