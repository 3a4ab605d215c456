import { text } from 'node:stream/consumers';

import { AccountsMigrateModule } from '@okno/server/accounts';
import { ApplicationsService } from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { Audit, CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import type { Choice } from '@okno/shared/council-rules';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilRoom } from './council-room';
import { CouncilScene, NOW, type Seated } from './council.spec-data';
import type { CouncilItemDto, CouncilRoomDto } from './council.view';
import { MinutesService } from './minutes.service';
import { PacksService } from './packs.service';
import { SessionsService } from './sessions.service';

const PLAN = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };

let test: TestModule;
let scene: CouncilScene;
let sessions: SessionsService;
let agenda: AgendaService;
let ballots: BallotsService;
let minutes: MinutesService;
let room: CouncilRoom;
let secretary: Actor;
let members: Seated[];

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, CouncilModule, CouncilMigrateModule],
    clock: NOW,
  });
  scene = await CouncilScene.over(test.app);
  sessions = test.app.get(SessionsService, { strict: false });
  agenda = test.app.get(AgendaService, { strict: false });
  ballots = test.app.get(BallotsService, { strict: false });
  minutes = test.app.get(MinutesService, { strict: false });
  room = test.app.get(CouncilRoom, { strict: false });
  secretary = await scene.person('COUNCIL_SECRETARY');
  members = [await scene.member(true), await scene.member(), await scene.member()];
});
afterAll(() => test.close());

const [CHAIR, ANNA, BORIS] = [0, 1, 2];
const seat = (at: number): Seated => members[at] as Seated;
const actor = (at: number): Actor => seat(at).actor;
const seen = (who: Actor, id: string): Promise<CouncilRoomDto> => room.get(who, id);
const item = async (who: Actor, session: string, at = 0): Promise<CouncilItemDto> =>
  (await seen(who, session)).items[at] as CouncilItemDto;

/** An open session with everybody here and one case on its agenda. */
async function meeting(
  ballot: 'OPEN' | 'SECRET' = 'OPEN',
  here: readonly number[] = [CHAIR, ANNA, BORIS],
): Promise<{ session: string; item: string; application: string }> {
  const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
  const application = await scene.caseBefore();
  const id = await agenda.add(secretary, session, { applicationId: application, ballot });
  await sessions.open(secretary, session);
  for (const at of here) {
    await sessions.mark(secretary, session, seat(at).id, true);
  }
  return { session, item: id, application };
}

async function signed(session: string): Promise<void> {
  for (const who of [actor(CHAIR), secretary]) {
    await minutes.sign(who, session, await scene.code(who, session));
  }
}

describe('the minutes', () => {
  it('are numbered without a gap, signed by both with a code, and pass the case on', async () => {
    const { session, item: id, application } = await meeting();
    await ballots.open(secretary, id);
    await ballots.vote(actor(ANNA), id, { choice: 'FOR' });
    await ballots.vote(actor(CHAIR), id, { choice: 'FOR' });
    await ballots.dissent(actor(BORIS), id, 'Сведений о выручке мало');
    await expect(sessions.close(secretary, session)).rejects.toMatchObject({
      code: 'council.wrong_state',
    });
    await ballots.close(secretary, id);
    expect(await scene.state(application)).toBe('COUNCIL');
    await sessions.close(secretary, session);
    await expect(minutes.pdf(actor(ANNA), session)).rejects.toMatchObject({ status: 404 });
    await expect(minutes.requestCode(actor(ANNA), session)).rejects.toMatchObject({
      code: 'council.not_a_signer',
    });
    await expect(minutes.sign(secretary, session, '000000')).rejects.toMatchObject({
      code: 'council.code_wrong',
    });
    await minutes.sign(secretary, session, await scene.code(secretary, session));
    await expect(
      minutes.sign(secretary, session, await scene.code(secretary, session)),
    ).rejects.toMatchObject({ code: 'council.already_signed' });
    expect(await scene.state(application)).toBe('COUNCIL');
    await minutes.sign(actor(CHAIR), session, await scene.code(actor(CHAIR), session));
    expect(await scene.state(application)).toBe('REVIEW');
    const shown = await seen(actor(ANNA), session);
    expect(shown.state).toBe('SIGNED');
    expect(shown.minutes?.signatures.map(({ side }) => side)).toEqual(['CHAIR', 'SECRETARY']);
    const steps = await scene.history('application', application);
    expect(steps.at(-1)).toMatchObject({
      ...{ action: 'fromCouncil', toState: 'REVIEW' },
      data: { minutes: shown.minutes?.number, outcome: 'CARRIED', for: 2, against: 0 },
    });
    for (const file of [
      await minutes.pdf(actor(ANNA), session),
      await minutes.extract(await scene.person('CENTRE_HEAD'), application),
    ]) {
      expect((await text(file.stream)).slice(0, 5)).toBe('%PDF-');
    }
  });

  it('have numbers without a gap over many sessions', async () => {
    const numbers: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { session } = await meeting();
      await sessions.close(secretary, session);
      numbers.push(Number((await seen(secretary, session)).minutes?.number.slice(-6)));
    }
    expect(numbers.map((one) => one - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
  });

  it('leave a question that nobody voted on to another agenda', async () => {
    const { session, application } = await meeting();
    await sessions.close(secretary, session);
    expect((await item(secretary, session)).state).toBe('DEFERRED');
    await signed(session);
    expect(await scene.state(application)).toBe('COUNCIL');
  });

  it('are not shown to a member who took no part in one of the questions', async () => {
    const { session, item: id } = await meeting();
    await agenda.recuse(actor(BORIS), id, 'Родственник');
    await ballots.open(secretary, id);
    await ballots.close(secretary, id);
    await sessions.close(secretary, session);
    await signed(session);
    await expect(minutes.pdf(actor(BORIS), session)).rejects.toMatchObject({
      code: 'council.recused',
    });
    expect((await seen(actor(BORIS), session)).minutes).toBeNull();
  });
});

describe('the part of the Council in a case', () => {
  const guards = async (application: string): Promise<Record<string, boolean>> => {
    const row = await test.app.get(ApplicationsService, { strict: false }).find(application);
    const asked = ['COUNCIL_RESULT', 'COUNCIL_NOT_AGAINST', 'COUNCIL_NOT_IN_FAVOUR'] as const;
    return scene.actions.answers([...asked, 'COUNCIL_ENABLED'], {
      ...{ actor: secretary, application: row! },
    });
  };

  async function decided(choice: Choice): Promise<string> {
    const { session, item: id, application } = await meeting();
    await ballots.open(secretary, id);
    for (const at of [CHAIR, ANNA]) {
      await ballots.vote(actor(at), id, { choice });
    }
    await ballots.close(secretary, id);
    await sessions.close(secretary, session);
    await signed(session);
    return application;
  }

  it('is what held when the case was filed: one in flight keeps its mode', async () => {
    const before = await scene.caseBefore('REVIEW', '2026-11-20T03:00:00Z');
    expect(await guards(before)).toMatchObject({ COUNCIL_RESULT: true, COUNCIL_ENABLED: false });
    const after = await scene.caseBefore('REVIEW');
    expect(await guards(after)).toMatchObject({ COUNCIL_RESULT: false, COUNCIL_ENABLED: true });
  });

  it('leaves the head free after an opinion', async () => {
    expect(await guards(await decided('AGAINST'))).toEqual({
      ...{ COUNCIL_RESULT: true, COUNCIL_ENABLED: false },
      ...{ COUNCIL_NOT_AGAINST: true, COUNCIL_NOT_IN_FAVOUR: true },
    });
  });

  it('binds the head where the Council decides', async () => {
    await scene.db.query(`UPDATE cluster_council_mode SET mode = 'DECISION'`);
    test.app.get(CatalogueService, { strict: false }).forget();
    expect(await guards(await decided('FOR'))).toMatchObject({
      ...{ COUNCIL_NOT_AGAINST: true, COUNCIL_NOT_IN_FAVOUR: false },
    });
    expect(await guards(await decided('AGAINST'))).toMatchObject({
      ...{ COUNCIL_NOT_AGAINST: false, COUNCIL_NOT_IN_FAVOUR: true },
    });
    await scene.db.query(`UPDATE cluster_council_mode SET mode = 'OPINION'`);
    test.app.get(CatalogueService, { strict: false }).forget();
  });
});

it('gives the pack as a PDF and with the files, without contacts', async () => {
  const { item: id } = await meeting();
  const packs = test.app.get(PacksService, { strict: false });
  const { content } = await packs.pdf(actor(ANNA), id);
  expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  const zip = (await packs.zip(actor(ANNA), id)).content;
  expect(zip.readUInt32LE(0)).toBe(0x04034b50);
  expect(zip.includes(Buffer.from('Пакет решения.pdf'))).toBe(true);
  const brief = await packs.brief(actor(ANNA), id);
  expect(brief).toMatchObject({ inn: expect.stringMatching(/^42990/), conflict: 'NOT_CHECKED' });
  expect(JSON.stringify(brief)).not.toContain('Тайная');
});

it('keeps every history a whole chain', async () => {
  expect((await test.app.get(Audit, { strict: false }).verify()).broken).toEqual([]);
});
