import { DraftsService, type ApplicationDto } from '@okno/server/applications';
import { Audit, newId, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { SignaturesService } from './signatures.service';
import { TeamService } from './team.service';
import { TeamworkHandlers } from './teamwork.handlers';
import { SCENERY, TeamScene } from './teamwork.spec-data';

const HIDDEN = { code: 'application.not_found' };

let test: TestModule;
let scene: TeamScene;
let signatures: SignaturesService;
let team: TeamService;
let head: Actor;
let clerk: Actor;
let stranger: Actor;
let reviewer: Actor;
let organisationId: string;
let draft: ApplicationDto;

beforeAll(async () => {
  test = await startTestModule(SCENERY);
  scene = await TeamScene.over(test.app);
  signatures = scene.get(SignaturesService);
  team = scene.get(TeamService);
}, 60_000);
afterAll(() => test.close());
beforeEach(async () => {
  await scene.begin();
  ({ head, clerk, stranger, reviewer, organisationId, draft } = scene);
});

describe('a draft that is sent for signature', () => {
  const send = async (key?: string) =>
    signatures.send(clerk, draft.id, { revision: await scene.revision(), note: 'К пятнице' }, key);

  it('waits for those with the filing right, sent once however often the button is pressed', async () => {
    const [one, two] = await Promise.all([send('key-of-a-press'), send('key-of-a-press')]);
    expect(two.id).toBe(one.id);
    await expect(send()).rejects.toMatchObject({ code: 'signature.already_sent' });
    expect(
      (await scene.eventsOf('signature.requested')).map(({ payload }) => payload['accountIds']),
    ).toEqual([[head.accountId]]);
    expect(await signatures.of(head, draft.id)).toMatchObject({
      state: 'OPEN',
      note: 'К пятнице',
      waitsForMe: true,
      mayCancel: true,
      signers: [{ id: head.accountId }],
    });
    expect((await team.marks(clerk, [draft.id])).items).toMatchObject([
      { waitsFor: [head.name], waitsForMe: false },
    ]);
    const entries = await scene.get(Audit).history({ type: 'signature', id: draft.id });
    expect(entries.map(({ action }) => action)).toEqual(['signature.send']);
  });

  it('must be finished, of the revision seen, and somebody must be able to sign', async () => {
    await expect(signatures.send(clerk, draft.id, { revision: 1 })).rejects.toMatchObject({
      code: 'application.changed_meanwhile',
    });
    await expect(
      signatures.send(clerk, draft.id, {
        revision: await scene.revision(),
        signers: [clerk.accountId],
      }),
    ).rejects.toMatchObject({ code: 'signature.nobody' });
    await scene.get(DraftsService).saveAnswers(clerk, draft.id, {
      revision: await scene.revision(),
      answers: { 'mem.employees': null },
    });
    await expect(send()).rejects.toMatchObject({
      code: 'signature.incomplete',
      fields: [{ path: 'mem.employees', code: 'REQUIRED' }],
    });
    await expect(signatures.send(reviewer, draft.id, { revision: 1 })).rejects.toMatchObject(
      HIDDEN,
    );
  });

  it('shows the signer what was changed after it was sent', async () => {
    await send();
    expect(await signatures.changes(head, draft.id)).toEqual({ fields: [], files: [] });
    await scene.get(DraftsService).saveAnswers(clerk, draft.id, {
      revision: await scene.revision(),
      answers: { 'mem.employees': 30 },
    });
    expect(await signatures.changes(head, draft.id)).toEqual({
      fields: [{ key: 'mem.employees', kind: 'CHANGED', before: 25 }],
      files: [],
    });
    await expect(signatures.changes(stranger, draft.id)).rejects.toMatchObject(HIDDEN);
  });

  it('comes back with a comment, or is taken back; only by those who may', async () => {
    await send();
    await expect(signatures.giveBack(clerk, draft.id, { comment: 'x' })).rejects.toMatchObject({
      code: 'signature.not_yours',
    });
    expect(await signatures.giveBack(head, draft.id, { comment: ' Не та сумма ' })).toMatchObject({
      state: 'RETURNED',
      reply: 'Не та сумма',
      closedBy: head.name,
    });
    expect(
      (await scene.eventsOf('signature.returned')).map(({ payload }) => payload['accountId']),
    ).toEqual([clerk.accountId]);
    await expect(signatures.cancel(clerk, draft.id)).rejects.toMatchObject({
      code: 'signature.not_open',
    });
    await send();
    expect(await signatures.cancel(clerk, draft.id)).toMatchObject({ state: 'CANCELLED' });
    expect((await team.marks(head, [draft.id])).items).toEqual([]);
  });

  it('does not wait for who lost the filing right here, though he may file elsewhere', async () => {
    const elsewhere = await scene.organisation(stranger);
    await scene.join(clerk, false, elsewhere);
    await scene.join(head, true, elsewhere);
    const other = await scene
      .get(DraftsService)
      .create(stranger, { measureCode: 'MEMBERSHIP-kuzbass-biomed', organisationId: elsewhere });
    await send();
    await scene.signatureElsewhere(other.id, elsewhere);
    await scene.leaves(head, 'RIGHT');
    const { items } = await team.marks(clerk, [draft.id, other.id]);
    expect(items.map(({ applicationId, waitsFor }) => [applicationId, waitsFor])).toEqual([
      [draft.id, []],
      [other.id, [head.name]],
    ]);
    expect((await team.marks(head, [draft.id])).items).toEqual([
      { applicationId: draft.id, unread: 0, sent: true, waitsFor: [], waitsForMe: false },
    ]);
    await expect(signatures.giveBack(head, draft.id, { comment: 'x' })).rejects.toMatchObject({
      code: 'signature.not_yours',
    });
    await expect(scene.submit(head)).rejects.toMatchObject({ code: 'application.action_blocked' });
    expect(await signatures.of(clerk, draft.id)).toMatchObject({ state: 'OPEN', signers: [] });
  });

  it('cannot be sent, signed or returned once it was filed', async () => {
    await send();
    await scene.submit(head);
    await expect(send()).rejects.toMatchObject({ code: 'application.wrong_state' });
    await expect(signatures.giveBack(head, draft.id, { comment: 'x' })).rejects.toMatchObject({
      code: 'signature.not_open',
    });
    await expect(signatures.cancel(clerk, draft.id)).rejects.toMatchObject({
      code: 'signature.not_open',
    });
  });

  it('waits for nobody once it was filed, and keeps no copy of the answers', async () => {
    await send();
    await scene.submit(head);
    expect(await signatures.of(clerk, draft.id)).toBeNull();
    const { id: applicationId, kind } = draft;
    const step = { action: 'submit', from: 'DRAFT', to: 'SUBMITTED', seq: 2 };
    await scene.db.transaction((tx) =>
      scene
        .get(TeamworkHandlers)
        .stateChanged({ applicationId, organisationId, clusterId: newId(), kind, ...step }, tx),
    );
    expect(await signatures.of(clerk, draft.id)).toMatchObject({ state: 'SIGNED' });
    const kept = await scene.db.query(
      'SELECT 1 FROM signature_request WHERE application_id = $1 AND answers IS NOT NULL',
      [draft.id],
    );
    expect(kept).toEqual([]);
  });
});
