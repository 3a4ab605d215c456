import type { ApplicationDto } from '@okno/server/applications';
import { LiveUpdates, newId, type Actor, type LiveMessage } from '@okno/server/core';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { CommentsService } from './comments.service';
import { Presence } from './presence';
import { TeamService } from './team.service';
import { TeamworkHandlers } from './teamwork.handlers';
import { SCENERY, TeamScene } from './teamwork.spec-data';

const HIDDEN = { code: 'application.not_found' };

let test: TestModule;
let scene: TeamScene;
let comments: CommentsService;
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
  comments = scene.get(CommentsService);
  team = scene.get(TeamService);
}, 60_000);
afterAll(() => test.close());
beforeEach(async () => {
  await scene.begin();
  ({ head, clerk, stranger, reviewer, organisationId, draft } = scene);
});

describe('what colleagues say to each other', () => {
  it('is about the application, a section, a field or a document, and is read in its order', async () => {
    const targets = [
      undefined,
      { kind: 'SECTION', path: 'FIGURES' },
      { kind: 'FIELD', path: 'mem.employees' },
      { kind: 'DOCUMENT', path: 'D-PRESENTATION' },
    ] as const;
    for (const target of targets) {
      await comments.post(clerk, draft.id, {
        text: ' Проверьте <b>это</b> ',
        ...(target && { target }),
      });
    }
    const first = await comments.page(head, draft.id, { limit: 3 });
    expect(first.items.map(({ no, target, text, mine }) => [no, target.path, text, mine])).toEqual([
      [1, '', 'Проверьте <b>это</b>', false],
      [2, 'FIGURES', 'Проверьте <b>это</b>', false],
      [3, 'mem.employees', 'Проверьте <b>это</b>', false],
    ]);
    const rest = await comments.page(head, draft.id, { after: first.next ?? '' });
    expect(rest).toMatchObject({ items: [{ no: 4 }], next: null });
    await expect(
      comments.post(clerk, draft.id, { text: 'x', target: { kind: 'FIELD', path: 'no.such' } }),
    ).rejects.toMatchObject({ code: 'comment.target_unknown' });
  });

  it('is nobody else’s: neither a stranger’s nor the centre’s, before filing and after', async () => {
    const said = await comments.post(clerk, draft.id, { text: 'Между нами' });
    const closed = async (): Promise<void> => {
      for (const actor of [stranger, reviewer]) {
        await expect(comments.page(actor, draft.id, {})).rejects.toMatchObject(HIDDEN);
        await expect(comments.post(actor, draft.id, { text: 'x' })).rejects.toMatchObject(HIDDEN);
        await expect(comments.markRead(actor, draft.id, 1)).rejects.toMatchObject(HIDDEN);
        await expect(team.of(actor, draft.id)).rejects.toMatchObject(HIDDEN);
        await expect(comments.change(actor, said.id, { resolved: true })).rejects.toMatchObject({
          code: 'comment.not_found',
        });
        await expect(comments.remove(actor, said.id)).rejects.toMatchObject({
          code: 'comment.not_found',
        });
        expect(await team.marks(actor, [draft.id])).toEqual({ items: [] });
      }
    };
    await closed();
    await scene.submit(head);
    await closed();
    expect((await comments.page(head, draft.id, {})).items).toHaveLength(1);
    await comments.post(head, draft.id, { text: 'И после подачи' });
  });

  it('calls a colleague once, never somebody else, and never its author', async () => {
    const mentions = [head.accountId, clerk.accountId];
    const said = await comments.post(clerk, draft.id, { text: 'Посмотрите', mentions });
    await comments.change(clerk, said.id, { text: 'Посмотрите ещё', mentions });
    expect(
      (await scene.eventsOf('team.mentioned')).map(({ payload }) => payload['accountIds']),
    ).toEqual([[head.accountId]]);
    await expect(
      comments.post(clerk, draft.id, { text: 'x', mentions: [stranger.accountId] }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('can be mended after a colleague it calls has left; without names it calls whom it called', async () => {
    const said = await comments.post(clerk, draft.id, {
      text: 'Посмотрите',
      mentions: [head.accountId],
    });
    await scene.leaves(head, 'ORGANISATION');
    expect(
      await comments.change(clerk, said.id, { text: 'Уже не надо', mentions: said.mentions }),
    ).toMatchObject({ text: 'Уже не надо', mentions: [head.accountId] });
    expect(await comments.change(clerk, said.id, { text: 'Совсем' })).toMatchObject({
      mentions: [head.accountId],
    });
    expect(await scene.eventsOf('team.mentioned')).toHaveLength(1);
  });

  it('is closed to who no longer acts for the organisation, in the same moment', async () => {
    const said = await comments.post(head, draft.id, { text: 'Моё' });
    await scene.leaves(head, 'ORGANISATION');
    await expect(comments.page(head, draft.id, {})).rejects.toMatchObject(HIDDEN);
    await expect(comments.post(head, draft.id, { text: 'x' })).rejects.toMatchObject(HIDDEN);
    await expect(comments.remove(head, said.id)).rejects.toMatchObject({
      code: 'comment.not_found',
    });
    await expect(team.of(head, draft.id)).rejects.toMatchObject(HIDDEN);
    expect((await team.of(clerk, draft.id)).people.map(({ id }) => id)).toEqual([clerk.accountId]);
  });

  it('is posted once for a key', async () => {
    const post = () => comments.post(clerk, draft.id, { text: 'Раз' }, 'the-same-key');
    const [one, two] = await Promise.all([post(), post()]);
    expect(one.id).toBe(two.id);
    expect((await comments.page(head, draft.id, {})).items).toHaveLength(1);
  });

  it('is settled and opened again, by an answer too; a deleted one leaves no words', async () => {
    const said = await comments.post(clerk, draft.id, { text: 'Верно?' });
    const settled = await comments.change(head, said.id, { resolved: true });
    expect(settled.resolved).toMatchObject({ by: head.name });
    const answer = await comments.post(head, draft.id, { text: 'Нет', threadId: said.id });
    await expect(comments.change(head, answer.id, { resolved: true })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await expect(comments.change(head, said.id, { text: 'x' })).rejects.toMatchObject({
      code: 'comment.not_yours',
    });
    await expect(comments.remove(head, said.id)).rejects.toMatchObject({
      code: 'comment.not_yours',
    });
    await comments.remove(clerk, said.id);
    await expect(comments.change(clerk, said.id, { text: 'x' })).rejects.toMatchObject({
      code: 'comment.not_found',
    });
    expect((await comments.page(head, draft.id, {})).items).toMatchObject([
      { text: '', deleted: true, resolved: null },
      { text: 'Нет', threadId: said.id, target: { kind: 'APPLICATION' } },
    ]);
  });

  it('is unread until it was seen; the own words never are', async () => {
    await comments.post(clerk, draft.id, { text: 'Раз' });
    await comments.post(clerk, draft.id, { text: 'Два' });
    const unread = async (actor: Actor): Promise<number> =>
      (await team.of(actor, draft.id)).comments.unread;
    expect([await unread(head), await unread(clerk)]).toEqual([2, 0]);
    await comments.markRead(head, draft.id, 1);
    expect((await team.marks(head, [draft.id])).items).toMatchObject([{ unread: 1 }]);
    await comments.markRead(head, draft.id, 99);
    await comments.markRead(head, draft.id, 1);
    expect(await unread(head)).toBe(0);
    await comments.post(clerk, draft.id, { text: 'Три' });
    expect(await unread(head)).toBe(1);
  });

  it('goes with a draft that is erased', async () => {
    await comments.post(clerk, draft.id, { text: 'Раз' });
    const { id: applicationId, kind } = draft;
    await scene.db.transaction((tx) =>
      scene
        .get(TeamworkHandlers)
        .erased({ applicationId, organisationId, clusterId: newId(), kind }, tx),
    );
    expect((await comments.page(head, draft.id, {})).items).toEqual([]);
  });
});

describe('who is where in an application', () => {
  it('is said to the colleagues and stored nowhere', async () => {
    const live = scene.get(LiveUpdates);
    await live.listening();
    const heard: LiveMessage[] = [];
    const line = live.messages().subscribe((one) => heard.push(one));
    const presence = scene.get(Presence);
    const tab = newId();
    await presence.say(clerk, draft.id, { tab, place: 'FIGURES/mem.employees', state: 'HELLO' });
    await eventually(async () =>
      expect(heard).toEqual([
        {
          kind: 'presence',
          id: draft.id,
          organisationId,
          accountId: clerk.accountId,
          tab,
          place: 'FIGURES/mem.employees',
          state: 'HELLO',
        },
      ]),
    );
    line.unsubscribe();
    for (const actor of [stranger, reviewer]) {
      await expect(presence.say(actor, draft.id, { tab, state: 'HERE' })).rejects.toMatchObject(
        HIDDEN,
      );
    }
  });
});
