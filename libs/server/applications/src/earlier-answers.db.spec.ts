import { AccountsMigrateModule } from '@okno/server/accounts';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationsModule } from './applications.module';
import { MARKETING, MEMBERSHIP, NOW, Scene, SERVICE } from './applications.spec-data';
import { DraftsService } from './drafts.service';
import { EarlierAnswers } from './earlier-answers';

let test: TestModule;
let scene: Scene;
let person: Actor;
let earlier: EarlierAnswers;
let drafts: DraftsService;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
  earlier = test.app.get(EarlierAnswers, { strict: false });
  drafts = test.app.get(DraftsService, { strict: false });
}, 60_000);
afterAll(() => test.close());

describe('a new draft of an organisation that has filed before', () => {
  let organisationId = '';
  let filed: { id: string; number: string | null };

  beforeAll(async () => {
    organisationId = await scene.organisation(person);
    const { id } = await scene.marketingDraft(person, organisationId);
    filed = await scene.submit(person, id);
    await scene.actions.perform(person, id, 'withdraw', {});
  });

  it('is offered what was filed, for the same measure first, with what it would fill in', async () => {
    const { items } = await earlier.list(person, { organisationId, measureCode: SERVICE });
    expect(items).toMatchObject([
      { id: filed.id, number: filed.number, sameMeasure: true, filedOn: '2026-11-20' },
    ]);
    const joining = await earlier.list(person, { organisationId, measureCode: MEMBERSHIP });
    expect(joining.items[0]?.sameMeasure).toBe(false);
    expect(joining.items[0]?.fields).toBeLessThan(items[0]?.fields ?? 0);
  });

  it('begins with those answers, each with its source and day, and without declarations', async () => {
    const draft = await drafts.create(person, {
      measureCode: SERVICE,
      organisationId,
      fromId: filed.id,
    });
    expect(draft.answers).toMatchObject({
      'mk.product': MARKETING['mk.product'],
      'mk.questions': MARKETING['mk.questions'],
      'org.addressActual': MARKETING['org.addressActual'],
    });
    expect(draft.answers).not.toHaveProperty(['decl.truth']);
    expect(draft.prefill?.['mk.product']).toEqual({
      source: { ru: `Заявка ${filed.number}`, en: `Application ${filed.number}` },
      asOf: '2026-11-20',
    });
    expect(draft.reuse).toMatchObject({ number: filed.number, on: '2026-11-20', confirmed: false });
    await earlier.confirm(person, draft.id);
    expect((await scene.see(person, draft.id)).reuse?.confirmed).toBe(true);
    const stranger = await scene.person();
    await expect(earlier.confirm(stranger, draft.id)).rejects.toMatchObject({
      code: 'application.not_found',
    });
  });

  it('is refused somebody else’s answers', async () => {
    const other = await scene.organisation(person);
    await expect(
      drafts.create(person, { measureCode: SERVICE, organisationId: other, fromId: filed.id }),
    ).rejects.toMatchObject({ code: 'request.invalid', fields: [{ path: 'fromId' }] });
    const stranger = await scene.person();
    await expect(
      earlier.list(stranger, { organisationId, measureCode: SERVICE }),
    ).rejects.toMatchObject({ code: 'organisation.not_represented' });
  });
});
