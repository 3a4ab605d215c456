import { createHash, randomBytes } from 'node:crypto';

import { AccountsMigrateModule } from '@okno/server/accounts';
import { CoreMigrateModule, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';
import {
  newBallotKey,
  putInEnvelope,
  sealedText,
  type BallotKey,
  type Choice,
} from '@okno/shared/council-rules';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { ConflictCheck } from './conflict-check';
import { CouncilMigrateModule, CouncilModule } from './council.module';
import { CouncilRoom } from './council-room';
import { CouncilScene, NOW, type Seated } from './council.spec-data';
import type { CouncilItemDto } from './council.view';
import { SealedBallotsService } from './sealed-ballots.service';
import { SessionsService } from './sessions.service';

const PLAN = { plannedFor: new Date('2026-12-01T03:00:00Z'), place: 'Зал 1' };

let test: TestModule;
let scene: CouncilScene;
let sessions: SessionsService;
let agenda: AgendaService;
let ballots: BallotsService;
let sealedBallots: SealedBallotsService;
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
  sealedBallots = test.app.get(SealedBallotsService, { strict: false });
  room = test.app.get(CouncilRoom, { strict: false });
  secretary = await scene.person('COUNCIL_SECRETARY');
  members = [await scene.member(true), await scene.member(), await scene.member()];
});
afterAll(() => test.close());

const [CHAIR, ANNA, BORIS] = [0, 1, 2];
const seat = (at: number): Seated => members[at] as Seated;
const actor = (at: number): Actor => seat(at).actor;
const item = async (who: Actor, session: string): Promise<CouncilItemDto> =>
  (await room.get(who, session)).items[0] as CouncilItemDto;

/** An open session with everybody here and one case on its agenda. */
async function meeting(
  ballot: 'OPEN' | 'SECRET' = 'OPEN',
): Promise<{ session: string; item: string }> {
  const session = await sessions.plan(secretary, 'kuzbass-biomed', PLAN);
  const applicationId = await scene.caseBefore();
  const id = await agenda.add(secretary, session, { applicationId, ballot });
  await sessions.open(secretary, session);
  for (const at of [CHAIR, ANNA, BORIS]) {
    await sessions.mark(secretary, session, seat(at).id, true);
  }
  return { session, item: id };
}

const sha256 = (plain: string): string => createHash('sha256').update(plain).digest('hex');
function hidden(
  itemId: string,
  choice: Choice,
): { opening: { choice: Choice; salt: string }; seal: string } {
  const opening = { choice, salt: randomBytes(32).toString('hex') };
  return { opening, seal: sha256(sealedText(itemId, opening)) };
}

describe('a secret ballot', () => {
  async function sealed(): Promise<
    Awaited<ReturnType<typeof meeting>> & { hands: ReturnType<typeof hidden>[] }
  > {
    const met = await meeting('SECRET');
    await ballots.open(secretary, met.item);
    const hands = (['FOR', 'AGAINST', 'FOR'] as const).map((one) => hidden(met.item, one));
    for (const [at, { seal }] of hands.entries()) {
      await ballots.vote(actor(at), met.item, { seal });
    }
    return { ...met, hands };
  }

  it('lets nobody read a vote before it is closed, in no row and no history', async () => {
    const { session, item: id, hands } = await sealed();
    for (const who of [secretary, actor(CHAIR)]) {
      const shown = await item(who, session);
      expect(shown.tally).toMatchObject({ for: null, against: null, waiting: 0, outcome: null });
      expect(shown.hall?.map(({ choice, state }) => [choice, state])).toEqual(
        members.map(() => [null, 'VOTED']),
      );
    }
    const rows = await scene.db.query('SELECT choice FROM council_vote WHERE item_id = $1', [id]);
    expect(rows).toEqual([{ choice: null }, { choice: null }, { choice: null }]);
    await expect(
      sealedBallots.reveal(actor(CHAIR), id, hands[CHAIR]!.opening),
    ).rejects.toMatchObject({
      code: 'council.wrong_state',
    });
    const told = JSON.stringify(await scene.history('council_item', id));
    for (const { seal } of hands) {
      expect(told).not.toContain(seal);
    }
  });

  it('is counted when the last seal is opened, and ties no vote to a name even then', async () => {
    const { session, item: id, hands } = await sealed();
    await ballots.close(secretary, id);
    expect((await item(actor(ANNA), session)).sealed).toHaveLength(3);
    await Promise.all(hands.map(({ opening }, at) => sealedBallots.reveal(actor(at), id, opening)));
    const shown = await item(actor(ANNA), session);
    expect(shown.state).toBe('CLOSED');
    expect(shown.tally).toMatchObject({ for: 2, against: 1, outcome: 'CARRIED', unopened: 0 });
    expect(shown.hall?.every(({ choice }) => choice === null)).toBe(true);
    const left = await scene.db.query(
      'SELECT 1 FROM council_vote WHERE item_id = $1 AND seal IS NOT NULL',
      [id],
    );
    expect(left).toEqual([]);
    const opened = (await scene.history('council_item', id)).filter(
      ({ action }) => action === 'openSeal',
    );
    expect(new Set(opened.map(({ actorName }) => actorName))).toEqual(new Set(['okno']));
  });

  it('refuses a choice that was changed after sealing', async () => {
    const { item: id, hands } = await sealed();
    await ballots.close(secretary, id);
    const forged = { ...hands[ANNA]!.opening, choice: 'FOR' as const };
    await expect(sealedBallots.reveal(actor(ANNA), id, forged)).rejects.toMatchObject({
      ...{ code: 'council.reveal_tampered', status: 422 },
    });
  });

  it('counts nothing from a box that was tampered with in the database', async () => {
    const { item: id, hands } = await sealed();
    await ballots.close(secretary, id);
    await sealedBallots.reveal(actor(ANNA), id, hands[ANNA]!.opening);
    await scene.db.query(
      `UPDATE council_sealed_vote SET choice = 'FOR' WHERE item_id = $1 AND choice = 'AGAINST'`,
      [id],
    );
    await expect(sealedBallots.countWithout(secretary, id)).rejects.toMatchObject({
      code: 'council.box_tampered',
    });
    await scene.db.query('DELETE FROM council_sealed_vote WHERE item_id = $1 AND choice IS NULL', [
      id,
    ]);
    await expect(sealedBallots.countWithout(secretary, id)).rejects.toMatchObject({
      code: 'council.box_tampered',
    });
  });

  it('is counted by the secretary without the seals that nobody opens', async () => {
    const { session, item: id, hands } = await sealed();
    await ballots.close(secretary, id);
    await sealedBallots.reveal(actor(CHAIR), id, hands[CHAIR]!.opening);
    await sealedBallots.countWithout(secretary, id);
    expect((await item(secretary, session)).tally).toMatchObject({
      ...{ for: 1, against: 0, unopened: 2, outcome: 'NOT_CARRIED' },
    });
  });
});

describe('a secret ballot with a key', () => {
  async function enveloped(): Promise<
    Awaited<ReturnType<typeof meeting>> & { key: BallotKey; hands: ReturnType<typeof hidden>[] }
  > {
    const met = await meeting('SECRET');
    const key = await newBallotKey();
    await ballots.open(secretary, met.item, key.publicKey);
    const hands = (['FOR', 'AGAINST', 'FOR'] as const).map((one) => hidden(met.item, one));
    for (const [at, { seal, opening }] of hands.entries()) {
      const envelope = await putInEnvelope(met.item, key.publicKey, opening);
      await ballots.vote(actor(at), met.item, { seal, envelope });
    }
    return { ...met, key, hands };
  }

  it('is counted though no member comes back: every browser but the secretary’s may be closed', async () => {
    const { session, item: id, key } = await enveloped();
    expect((await item(actor(ANNA), session)).ballotKey).toBe(key.publicKey);
    await ballots.close(secretary, id);
    expect((await item(secretary, session)).allowed).toEqual(['release', 'count']);
    await sealedBallots.release(secretary, id, key.privateKey);
    const shown = await item(actor(ANNA), session);
    expect(shown.state).toBe('CLOSED');
    expect(shown.tally).toMatchObject({ for: 2, against: 1, outcome: 'CARRIED', unopened: 0 });
    expect(shown.hall?.every(({ choice }) => choice === null)).toBe(true);
  });

  it('keeps before closing nothing that the whole database could be read with', async () => {
    const { item: id, key, hands } = await enveloped();
    const rows = await scene.db.query(
      `SELECT to_jsonb(v) AS vote, (SELECT to_jsonb(i) FROM council_item i WHERE i.id = v.item_id) AS item
       FROM council_vote v WHERE v.item_id = $1`,
      [id],
    );
    const dump = JSON.stringify([rows, await scene.history('council_item', id)]);
    expect(rows).toHaveLength(3);
    expect(dump).not.toContain(key.privateKey);
    for (const { opening } of hands) {
      expect(dump).not.toContain(opening.salt);
    }
    expect(dump).not.toMatch(/"(FOR|AGAINST|ABSTAIN)"/);
    // The key is not taken while votes still lie beside names.
    await expect(sealedBallots.release(secretary, id, key.privateKey)).rejects.toMatchObject({
      code: 'council.wrong_state',
    });
    await ballots.close(secretary, id);
    const left = await scene.db.query(
      'SELECT 1 FROM council_vote WHERE item_id = $1 AND (seal IS NOT NULL OR envelope IS NOT NULL)',
      [id],
    );
    expect(left).toEqual([]);
  });

  it('takes no vote without an envelope, and opens none with another key', async () => {
    const { item: id } = await enveloped();
    await expect(
      ballots.vote(actor(ANNA), id, { seal: hidden(id, 'FOR').seal }),
    ).rejects.toMatchObject({ code: 'council.vote_form', fields: [{ path: 'envelope' }] });
    await ballots.close(secretary, id);
    const { privateKey } = await newBallotKey();
    await expect(sealedBallots.release(secretary, id, privateKey)).rejects.toMatchObject({
      ...{ code: 'council.key_wrong', status: 422 },
    });
  });

  it('believes no envelope that does not hold what was sealed: its member opens it himself', async () => {
    const { session, item: id, key, hands } = await enveloped();
    const forged = { ...hands[ANNA]!.opening, choice: 'FOR' as const };
    const envelope = await putInEnvelope(id, key.publicKey, forged);
    await scene.db.query(
      'UPDATE council_vote SET envelope = $3 WHERE item_id = $1 AND member_id = $2',
      [id, seat(ANNA).id, envelope],
    );
    await ballots.close(secretary, id);
    await sealedBallots.release(secretary, id, key.privateKey);
    const shown = await item(secretary, session);
    expect([shown.state, shown.sealed]).toEqual(['COUNTING', [hands[ANNA]!.seal]]);
    await sealedBallots.reveal(actor(ANNA), id, hands[ANNA]!.opening);
    expect((await item(secretary, session)).tally).toMatchObject({ for: 2, against: 1 });
  });

  it('is counted without the key when the members’ browsers are there', async () => {
    const { session, item: id, hands } = await enveloped();
    await ballots.close(secretary, id);
    await Promise.all(hands.map(({ opening }, at) => sealedBallots.reveal(actor(at), id, opening)));
    expect((await item(secretary, session)).tally).toMatchObject({ for: 2, unopened: 0 });
  });
});

describe('a recusal that the graph of conflicts found', () => {
  it('comes also when the ballot is opened, and its member does not take it back', async () => {
    const { session, item: id } = await meeting();
    const graph = test.app.get(ConflictCheck, { strict: false });
    const known = jest
      .spyOn(graph, 'of')
      .mockImplementation((accountId) =>
        Promise.resolve(
          accountId === actor(BORIS).accountId
            ? { outcome: 'FOUND', reason: 'Один адрес с заявителем' }
            : { outcome: 'NONE', reason: null },
        ),
      );
    const other = await meeting();
    expect((await item(actor(BORIS), other.session)).allowed).toEqual([]);
    await agenda.takeBackRecusal(actor(BORIS), other.item);
    expect((await item(actor(BORIS), other.session)).hidden).toBe(true);
    await ballots.open(secretary, id);
    known.mockRestore();
    expect((await item(actor(BORIS), session)).hidden).toBe(true);
    await expect(ballots.vote(actor(BORIS), id, { choice: 'FOR' })).rejects.toMatchObject({
      code: 'council.recused',
    });
  });
});
