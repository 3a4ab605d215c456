import { AccountsApiModule, AccountsMigrateModule, ProfileParts } from '@okno/server/accounts';
import { CaseActions, RemarksService } from '@okno/server/applications';
import { eventsQueue } from '@okno/server/contracts';
import {
  Audit,
  CoreMigrateModule,
  Database,
  LiveUpdates,
  Queues,
  type Actor,
  type LiveMessage,
} from '@okno/server/core';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { CaseScenes, NOW, type Scene } from './case-scene.spec-data';
import { NotificationsApiModule } from './notices-api.module';
import { NotificationsWorkerModule } from './notices-worker.module';
import type { NotificationDto } from './notifications.dto';
import { NotificationsService } from './notifications.service';

describe('notices of a case', () => {
  let test: TestModule;
  let scenes: CaseScenes;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [
        CoreMigrateModule,
        AccountsApiModule,
        AccountsMigrateModule,
        NotificationsApiModule,
        NotificationsWorkerModule,
      ],
      worker: { redisUrl: null },
      clock: NOW,
    });
    scenes = await CaseScenes.over(test.app);
  }, 30_000);
  afterAll(() => test.close());

  const noticesOf = async (actor: Actor): Promise<NotificationDto[]> =>
    (await test.app.get(NotificationsService).list(actor, {})).items;
  const eventuallyTold = async (actor: Actor, templates: string[]): Promise<NotificationDto[]> =>
    eventually(async () => {
      const notices = await noticesOf(actor);
      expect(notices.map(({ template }) => template)).toEqual(templates);
      return notices;
    });
  const letterTo = async (actor: Actor, template: string): Promise<string> =>
    eventually(async () => {
      const [mail] = await test.app
        .get(Database)
        .query<{ text: string }>(
          `SELECT kept->>'text' AS text FROM mail_delivery WHERE account_id = $1 AND template = $2 AND state = 'KEPT'`,
          [actor.accountId, template],
        );
      expect(mail).toBeDefined();
      return mail?.text ?? '';
    });

  it('tell everybody of the organisation that it was registered, by mail who wants it', async () => {
    const scene = await scenes.filed({ dueOn: '2026-11-27' });
    await scenes.step(scene, { action: 'register', from: 'SUBMITTED', to: 'REGISTERED' });
    const [notice] = await eventuallyTold(scene.applicant, ['application.registered']);
    expect(notice).toMatchObject({
      applicationId: scene.applicationId,
      readAt: null,
      params: { registeredOn: '2026-11-20', dueOn: '2026-11-27' },
      title: { ru: expect.stringMatching(/^Заявка KZB-MEM-2026-\d{6} принята$/) },
    });
    expect(await letterTo(scene.applicant, 'application.registered')).toContain('27 ноября 2026');
    const [other] = await eventuallyTold(scene.colleague, ['application.registered']);
    expect(other?.channels).toEqual({ mail: null });
    expect(await noticesOf(scene.reviewer)).toEqual([]);
  });

  it('list the remarks of a return, and tell the reviewer of a withdrawal', async () => {
    const scene = await scenes.filed();
    const heard: LiveMessage[] = [];
    const live = test.app.get(LiveUpdates);
    const listening = live.messages().subscribe((message) => heard.push(message));
    await live.listening();
    await test.app.get(RemarksService).pin(scene.reviewer, scene.applicationId, {
      target: { kind: 'FIELD', path: 'org.addressLegal' },
      text: 'Адрес не совпадает с реестром',
    });
    const actions = test.app.get(CaseActions);
    await actions.perform(scene.reviewer, scene.applicationId, 'returnWithRemarks');
    const [returned] = await eventuallyTold(scene.applicant, ['application.returned']);
    expect(returned?.params).toMatchObject({
      places: 1,
      remarks: [{ text: 'Адрес не совпадает с реестром' }],
      dueOn: expect.stringMatching(/^2026-12-/),
      days: 10,
    });
    const letter = await letterTo(scene.applicant, 'application.returned');
    expect(letter).toContain('Адрес не совпадает с реестром');
    expect(letter).toContain('10\u00a0рабочих дней');
    await actions.perform(scene.applicant, scene.applicationId, 'withdraw');
    await eventuallyTold(scene.reviewer, ['office.withdrawn']);
    await eventually(async () =>
      expect(heard).toContainEqual(
        expect.objectContaining({ id: scene.applicationId, state: 'WITHDRAWN' }),
      ),
    );
    listening.unsubscribe();
  });

  it('give reason, advice and the way to complain with a refusal', async () => {
    const scene = await scenes.filed({ state: 'REVIEW' });
    const { seq } = await test.app.get(Database).transaction((tx) =>
      test.app.get(Audit).record(tx, {
        actor: scene.head,
        action: 'reject',
        subject: { type: 'application', id: scene.applicationId },
        reasonCode: 'DOCS_MISSING',
        publicComment: 'Нет устава.',
      }),
    );
    await scenes.step(scene, { action: 'reject', from: 'REVIEW', to: 'REJECTED', seq });
    const [notice] = await eventuallyTold(scene.applicant, ['application.rejected']);
    expect(notice?.params).toMatchObject({
      reasonCode: 'DOCS_MISSING',
      publicText: 'Нет устава.',
      // 30 calendar days end on Sunday 20 December.
      appealUntil: '2026-12-21',
    });
    const letter = await letterTo(scene.applicant, 'application.rejected');
    expect(letter).toContain('Нет устава.');
    expect(letter).toContain('до 21 декабря 2026');
  });

  it('remind whose move it is, and tell the head on the last day', async () => {
    const centre = await scenes.filed({ dueOn: '2026-11-24' });
    await scenes.emit('application.deadlineNear', {
      ...scenes.refOf(centre),
      dueOn: '2026-11-24',
    });
    await eventuallyTold(centre.reviewer, ['office.deadlineNear']);
    await scenes.emit('application.deadlineReached', {
      ...scenes.refOf(centre),
      dueOn: '2026-11-24',
    });
    const [last] = await eventuallyTold(centre.head, ['office.deadlineReached']);
    expect(last?.params['assignee']).toBe('Иванова Анна');
    expect(await noticesOf(centre.applicant)).toEqual([]);
    const returned = await scenes.filed({
      state: 'RETURNED',
      turn: 'APPLICANT',
      dueOn: '2026-11-24',
    });
    for (const dueOn of ['2026-11-23', '2026-11-24']) {
      await scenes.emit('application.deadlineNear', { ...scenes.refOf(returned), dueOn });
    }
    await eventuallyTold(returned.applicant, ['application.deadlineNear']);
    expect(await noticesOf(returned.reviewer)).toEqual([]);
  });

  it('carry messages to the other side only, and a new case to its reviewer', async () => {
    const scene = await scenes.filed();
    const posted = { ...scenes.refOf(scene), messageId: scene.applicationId };
    await scenes.emit('application.messagePosted', { ...posted, side: 'CENTRE' });
    await eventuallyTold(scene.applicant, ['message.fromCentre']);
    expect(await noticesOf(scene.reviewer)).toEqual([]);
    await scenes.emit('application.messagePosted', { ...posted, side: 'APPLICANT' });
    await eventuallyTold(scene.reviewer, ['office.message']);
    await scenes.emit('application.assigned', {
      ...scenes.refOf(scene),
      assigneeId: scene.head.accountId,
    });
    await eventually(async () =>
      expect((await noticesOf(scene.head)).map(({ template }) => template)).toContain(
        'office.assigned',
      ),
    );
    expect(await noticesOf(scene.applicant)).toHaveLength(1);
  });

  it('carry what colleagues ask of each other to those named, while they act for the organisation', async () => {
    const scene = await scenes.filed();
    const [ref, gone] = [scenes.refOf(scene), scene.reviewer.accountId];
    const accountIds = [scene.applicant.accountId, gone];
    await scenes.emit('team.mentioned', { ...ref, accountIds });
    await eventuallyTold(scene.applicant, ['team.mentioned']);
    expect(await letterTo(scene.applicant, 'team.mentioned')).toContain('центр не видит');
    const requestId = scene.applicationId;
    await test.app
      .get(Database)
      .query('UPDATE organisation_representative SET can_file = false WHERE account_id = $1', [
        scene.colleague.accountId,
      ]);
    const asked = [...accountIds, scene.colleague.accountId];
    await scenes.emit('signature.requested', { ...ref, requestId, accountIds: asked });
    expect(await letterTo(scene.applicant, 'signature.requested')).toContain(
      `/cabinet/applications/${scene.applicationId}/sign`,
    );
    await scenes.emit('signature.returned', {
      ...ref,
      requestId,
      accountId: scene.colleague.accountId,
    });
    await eventuallyTold(scene.colleague, ['signature.returned']);
    expect(await noticesOf(scene.applicant)).toHaveLength(2);
    expect(await noticesOf(scene.reviewer)).toEqual([]);
  });

  it('mail a code to who signs, and store it nowhere', async () => {
    const scene = await scenes.filed();
    await scenes.emit('agreement.codeRequested', {
      applicationId: scene.applicationId,
      accountId: scene.applicant.accountId,
    });
    expect(await letterTo(scene.applicant, 'agreement.code')).toMatch(/: \d{6}\n/);
    expect(await noticesOf(scene.applicant)).toEqual([]);
  });

  it('are told once, however often the event is delivered', async () => {
    const scene = await scenes.filed();
    await scenes.step(scene, { action: 'waitlist', from: 'DECISION', to: 'WAITLISTED' });
    await eventuallyTold(scene.applicant, ['application.waitlisted']);
    const [event] = await test.app
      .get(Database)
      .query<{ id: string }>(`SELECT id FROM outbox_event WHERE payload->>'applicationId' = $1`, [
        scene.applicationId,
      ]);
    await test.app.get(Queues).add(eventsQueue, {
      job: 'deliver',
      payload: { eventId: event?.id ?? '', listener: 'notifications.applicant' },
      id: `again-${scene.applicationId}`,
    });
    await scenes.emit('application.messagePosted', {
      ...scenes.refOf(scene),
      messageId: scene.applicationId,
      side: 'CENTRE',
    });
    await eventuallyTold(scene.applicant, ['message.fromCentre', 'application.waitlisted']);
  });

  it('are read by their owner, page by page', async () => {
    const scene: Scene = await scenes.filed();
    for (const side of ['CENTRE', 'CENTRE', 'CENTRE'] as const) {
      await scenes.emit('application.messagePosted', {
        ...scenes.refOf(scene),
        messageId: scene.applicationId,
        side,
      });
    }
    const notifications = test.app.get(NotificationsService);
    const parts = test.app.get(ProfileParts);
    const unread = async (): Promise<number> =>
      (await parts.of(scene.applicant.accountId)).unreadNotifications;
    await eventually(async () => expect(await unread()).toBe(3));
    const first = await notifications.list(scene.applicant, { limit: 2 });
    const rest = await notifications.list(scene.applicant, { limit: 2, after: first.next ?? '' });
    expect(first.total).toBe(3);
    expect(rest.next).toBeNull();
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    const [one = ''] = ids;
    expect((await notifications.read(scene.applicant, one)).readAt).toBe(
      new Date(NOW).toISOString(),
    );
    await expect(notifications.read(scene.colleague, one)).rejects.toMatchObject({
      code: 'notification.not_found',
    });
    expect(await unread()).toBe(2);
    expect((await notifications.list(scene.applicant, { unread: true })).items).toHaveLength(2);
    await notifications.readAll(scene.applicant);
    expect(await unread()).toBe(0);
    await expect(
      notifications.list(scene.applicant, { after: 'bm90IG9uZQ' }),
    ).rejects.toMatchObject({ code: 'request.bad_cursor' });
  });
});
