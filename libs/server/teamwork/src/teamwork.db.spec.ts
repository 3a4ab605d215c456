import { AccountsMigrateModule, AccountsService, ConsentsService } from '@okno/server/accounts';
import {
  ApplicationsModule,
  CaseActions,
  DraftsService,
  type ApplicationDto,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import {
  Audit,
  CoreMigrateModule,
  Database,
  LiveUpdates,
  newId,
  ReferenceData,
  type Actor,
  type LiveMessage,
} from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';
import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { CommentsService } from './comments.service';
import { Presence } from './presence';
import { SignaturesService } from './signatures.service';
import { TeamService } from './team.service';
import { TeamworkHandlers } from './teamwork.handlers';
import { TeamworkModule, TeamworkWorkerModule } from './teamwork.module';

const NOW = '2026-11-20T03:00:00Z';
const WORDS = 'Разрабатываем и выпускаем шовный материал для кардиохирургии. ';
/** Everything that the form of joining asks besides what the card gives. */
const JOINING = {
  'contact.person': 'Петрова Мария Ивановна',
  'contact.phone': '+73842000000',
  'repr.basis': 'CHARTER',
  'org.addressActual': 'Кемерово, Советский проспект, 1',
  'org.headPost': 'Директор',
  'mem.role': 'RESEARCH',
  'mem.specialisations': [] as string[],
  'mem.activity': WORDS.repeat(5).trim(),
  'mem.products': [{ name: 'Шовный материал', okpd2: '32.50' }],
  'mem.employees': 25,
  'mem.revenue': 1_000_000_00,
  'mem.publicConsent': true,
  'mem.reporting': true,
  'decl.truth': true,
  'decl.rules': true,
  'decl.noBankruptcy': true,
};
const HIDDEN = { code: 'application.not_found' };

let test: TestModule;
let db: Database;
let comments: CommentsService;
let signatures: SignaturesService;
let team: TeamService;
let head: Actor;
let clerk: Actor;
let stranger: Actor;
let reviewer: Actor;
let organisationId: string;
let draft: ApplicationDto;
let count = 0;

beforeAll(async () => {
  test = await startTestModule({
    imports: [
      CoreMigrateModule,
      AccountsMigrateModule,
      ApplicationsModule,
      TeamworkModule,
      TeamworkWorkerModule,
    ],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  await test.app.get(ReferenceData, { strict: false }).load();
  db = test.app.get(Database, { strict: false });
  comments = test.app.get(CommentsService, { strict: false });
  signatures = test.app.get(SignaturesService, { strict: false });
  team = test.app.get(TeamService, { strict: false });
  const catalogue = test.app.get(CatalogueService, { strict: false });
  const cluster = (await catalogue.clusters()).find(({ code }) => code === 'kuzbass-biomed');
  JOINING['mem.specialisations'] = [cluster?.specialisations[0]?.code ?? ''];
}, 60_000);
afterAll(() => test.close());

beforeEach(async () => {
  [head, stranger, reviewer] = [await someone(), await someone(), await someone('REVIEWER')];
  organisationId = await organisation(head);
  clerk = await someone();
  await join(clerk, false);
  const drafts = test.app.get(DraftsService, { strict: false });
  draft = await drafts.create(clerk, {
    measureCode: 'MEMBERSHIP-kuzbass-biomed',
    organisationId,
  });
  await drafts.saveAnswers(clerk, draft.id, { revision: 1, answers: JOINING });
});

async function someone(role?: 'REVIEWER'): Promise<Actor> {
  const id = newId();
  count += 1;
  await db.query(
    `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
       created_at, updated_at, confirmed_at)
     VALUES ($1, $2, $2, 'none', $3, 'Мария', 'ru', true, true, $4, $4, $4)`,
    [id, `person${count}@example.org`, `Петрова${count}`, NOW],
  );
  if (role !== undefined) {
    await db.query(
      `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
       SELECT $1, $2, $3, code, id, $2, $4 FROM cluster WHERE code = 'kuzbass-biomed'`,
      [newId(), id, role, NOW],
    );
  }
  return test.app.get(AccountsService, { strict: false }).actorOf(id);
}

async function organisation(actor: Actor): Promise<string> {
  count += 1;
  const card = await test.app.get(OrganisationsService, { strict: false }).add(actor, {
    kind: 'LEGAL',
    inn: innOf(count),
    ogrn: '1024200000010',
    kpp: '429901001',
    fullName: `Общество «Демо ${count}» (демо)`,
    shortName: `Демо ${count} (демо)`,
    okvedMain: '32.50',
    smeCategory: 'SMALL',
    addressLegal: 'Кемерово, Советский проспект, 1',
    headName: 'Петрова Мария Ивановна',
  });
  return card.id;
}

function innOf(no: number): string {
  const digits = `4297${String(no).padStart(5, '0')}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (weights[at] ?? 0), 0);
  return `${digits}${(sum % 11) % 10}`;
}

async function join(actor: Actor, canFile: boolean, whom = organisationId): Promise<void> {
  await db.query(
    `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin,
       first_claimant, state, created_at, confirmed_at)
     VALUES ($1, $2, $3, 'CHARTER', $4, false, false, 'ACTIVE', $5, $5)`,
    [newId(), whom, actor.accountId, canFile, NOW],
  );
}

/** Takes the filing right away, or everything. */
async function leaves(actor: Actor, what: 'RIGHT' | 'ORGANISATION'): Promise<void> {
  await db.query(
    what === 'RIGHT'
      ? 'UPDATE organisation_representative SET can_file = false WHERE organisation_id = $1 AND account_id = $2'
      : `UPDATE organisation_representative SET state = 'REMOVED' WHERE organisation_id = $1 AND account_id = $2`,
    [organisationId, actor.accountId],
  );
}

/** A request about a draft that lacks much: what the list says of it does not depend on that. */
async function signatureElsewhere(applicationId: string, whose: string): Promise<void> {
  await db.query(
    `INSERT INTO signature_request (id, application_id, organisation_id, revision, answers, documents, note, signers,
       requested_by, requested_name, requested_at, state)
     VALUES ($1, $2, $3, 1, '{}', '[]', '', $4::jsonb, $5, 'Кто-то', $6, 'OPEN')`,
    [newId(), applicationId, whose, JSON.stringify([head.accountId]), stranger.accountId, NOW],
  );
}

const eventsOf = (type: string): Promise<{ payload: Record<string, unknown> }[]> =>
  db.query(
    `SELECT payload FROM outbox_event WHERE event = $1 AND payload->>'applicationId' = $2 ORDER BY id`,
    [type, draft.id],
  );

async function submit(actor: Actor): Promise<void> {
  const consents = test.app.get(ConsentsService, { strict: false });
  for (const { purpose, version } of await consents.list(actor.accountId)) {
    await consents.give(actor, { purpose, version });
  }
  await test.app.get(CaseActions, { strict: false }).perform(actor, draft.id, 'submit', {});
}

const revision = async (): Promise<number> => {
  const [row] = await db.query<{ revision: number }>(
    'SELECT revision FROM application WHERE id = $1',
    [draft.id],
  );
  return row?.revision ?? 0;
};

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
    await submit(head);
    await closed();
    expect((await comments.page(head, draft.id, {})).items).toHaveLength(1);
    await comments.post(head, draft.id, { text: 'И после подачи' });
  });

  it('calls a colleague once, never somebody else, and never its author', async () => {
    const mentions = [head.accountId, clerk.accountId];
    const said = await comments.post(clerk, draft.id, { text: 'Посмотрите', mentions });
    await comments.change(clerk, said.id, { text: 'Посмотрите ещё', mentions });
    expect((await eventsOf('team.mentioned')).map(({ payload }) => payload['accountIds'])).toEqual([
      [head.accountId],
    ]);
    await expect(
      comments.post(clerk, draft.id, { text: 'x', mentions: [stranger.accountId] }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('can be mended after a colleague it calls has left; without names it calls whom it called', async () => {
    const said = await comments.post(clerk, draft.id, {
      text: 'Посмотрите',
      mentions: [head.accountId],
    });
    await leaves(head, 'ORGANISATION');
    expect(
      await comments.change(clerk, said.id, { text: 'Уже не надо', mentions: said.mentions }),
    ).toMatchObject({ text: 'Уже не надо', mentions: [head.accountId] });
    expect(await comments.change(clerk, said.id, { text: 'Совсем' })).toMatchObject({
      mentions: [head.accountId],
    });
    expect(await eventsOf('team.mentioned')).toHaveLength(1);
  });

  it('is closed to who no longer acts for the organisation, in the same moment', async () => {
    const said = await comments.post(head, draft.id, { text: 'Моё' });
    await leaves(head, 'ORGANISATION');
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
    await db.transaction((tx) =>
      test.app
        .get(TeamworkHandlers, { strict: false })
        .erased({ applicationId, organisationId, clusterId: newId(), kind }, tx),
    );
    expect((await comments.page(head, draft.id, {})).items).toEqual([]);
  });
});

describe('a draft that is sent for signature', () => {
  const send = async (key?: string) =>
    signatures.send(clerk, draft.id, { revision: await revision(), note: 'К пятнице' }, key);

  it('waits for those with the filing right, sent once however often the button is pressed', async () => {
    const sent = await Promise.allSettled([send('key-of-a-press'), send('key-of-a-press'), send()]);
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(
      (await eventsOf('signature.requested')).map(({ payload }) => payload['accountIds']),
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
    const entries = await test.app
      .get(Audit, { strict: false })
      .history({ type: 'signature', id: draft.id });
    expect(entries.map(({ action }) => action)).toEqual(['signature.send']);
  });

  it('must be finished, of the revision seen, and somebody must be able to sign', async () => {
    await expect(signatures.send(clerk, draft.id, { revision: 1 })).rejects.toMatchObject({
      code: 'application.changed_meanwhile',
    });
    await expect(
      signatures.send(clerk, draft.id, { revision: await revision(), signers: [clerk.accountId] }),
    ).rejects.toMatchObject({ code: 'signature.nobody' });
    await test.app.get(DraftsService, { strict: false }).saveAnswers(clerk, draft.id, {
      revision: await revision(),
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
    await test.app.get(DraftsService, { strict: false }).saveAnswers(clerk, draft.id, {
      revision: await revision(),
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
      (await eventsOf('signature.returned')).map(({ payload }) => payload['accountId']),
    ).toEqual([clerk.accountId]);
    await expect(signatures.cancel(clerk, draft.id)).rejects.toMatchObject({
      code: 'signature.not_open',
    });
    await send();
    expect(await signatures.cancel(clerk, draft.id)).toMatchObject({ state: 'CANCELLED' });
    expect((await team.marks(head, [draft.id])).items).toEqual([]);
  });

  it('does not wait for who lost the filing right here, though he may file elsewhere', async () => {
    const elsewhere = await organisation(stranger);
    await join(clerk, false, elsewhere);
    await join(head, true, elsewhere);
    const other = await test.app
      .get(DraftsService, { strict: false })
      .create(stranger, { measureCode: 'MEMBERSHIP-kuzbass-biomed', organisationId: elsewhere });
    await send();
    await signatureElsewhere(other.id, elsewhere);
    await leaves(head, 'RIGHT');
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
    await expect(submit(head)).rejects.toMatchObject({ code: 'application.action_blocked' });
    expect(await signatures.of(clerk, draft.id)).toMatchObject({ state: 'OPEN', signers: [] });
  });

  it('cannot be sent, signed or returned once it was filed', async () => {
    await send();
    await submit(head);
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
    await submit(head);
    expect(await signatures.of(clerk, draft.id)).toBeNull();
    const { id: applicationId, kind } = draft;
    const step = { action: 'submit', from: 'DRAFT', to: 'SUBMITTED', seq: 2 };
    await db.transaction((tx) =>
      test.app
        .get(TeamworkHandlers, { strict: false })
        .stateChanged({ applicationId, organisationId, clusterId: newId(), kind, ...step }, tx),
    );
    expect(await signatures.of(clerk, draft.id)).toMatchObject({ state: 'SIGNED' });
    const kept = await db.query(
      'SELECT 1 FROM signature_request WHERE application_id = $1 AND answers IS NOT NULL',
      [draft.id],
    );
    expect(kept).toEqual([]);
  });
});

describe('who is where in an application', () => {
  it('is said to the colleagues and stored nowhere', async () => {
    const live = test.app.get(LiveUpdates, { strict: false });
    await live.listening();
    const heard: LiveMessage[] = [];
    const line = live.messages().subscribe((one) => heard.push(one));
    const presence = test.app.get(Presence, { strict: false });
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
