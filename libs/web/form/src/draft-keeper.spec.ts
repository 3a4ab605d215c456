import { TestBed } from '@angular/core/testing';
import { sameAnswer, type Answers } from '@okno/shared/form-schema';

import { DeviceClock } from './device.clock';
import { DraftKeeper, SAVE_AFTER_MS } from './draft-keeper';
import type { DraftPort, SaveAnswer } from './draft-port';
import { Scheduler, type Cancel } from './scheduler';

/** Time that moves by hand. */
class HandScheduler extends Scheduler {
  private now = 0;
  private tasks: { at: number; run: () => void }[] = [];

  override after(ms: number, run: () => void): Cancel {
    const task = { at: this.now + ms, run };
    this.tasks.push(task);
    return () => {
      this.tasks = this.tasks.filter((one) => one !== task);
    };
  }

  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.tasks.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.now = next.at;
      this.tasks = this.tasks.filter((one) => one !== next);
      next.run();
      await settle();
    }
    this.now = end;
    await settle();
  }

  get waiting(): number[] {
    return this.tasks.map((task) => task.at - this.now);
  }
}

/** Lets promise chains end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}

/** A server that keeps every revision and compares by field, as ours does. */
class SmallServer implements DraftPort {
  revision = 1;
  reachable = true;
  refusal: string | undefined;
  saves: { patch: Answers; revision: number }[] = [];
  hold: Promise<void> = Promise.resolve();
  private readonly changedAt = new Map<string, number>();

  constructor(public answers: Answers) {}

  /** Somebody else saves. */
  colleague(patch: Answers): void {
    this.write(patch);
  }

  async save(patch: Answers, revision: number): Promise<SaveAnswer> {
    this.saves.push({ patch, revision });
    await this.hold;
    if (!this.reachable) {
      return { kind: 'unreachable' };
    }
    if (this.refusal) {
      return { kind: 'refused', code: this.refusal };
    }
    const newer = [...this.changedAt].filter(([, at]) => at > revision).map(([key]) => key);
    const clashing = newer.filter(
      (key) => key in patch && !sameAnswer(patch[key], this.answers[key]),
    );
    if (clashing.length > 0) {
      return {
        kind: 'conflict',
        conflicts: clashing.map((path) => ({ path, theirs: this.answers[path] ?? null })),
      };
    }
    this.write(patch);
    const changed = newer.map((key): [string, unknown] => [key, this.answers[key] ?? null]);
    return { kind: 'saved', revision: this.revision, changed: Object.fromEntries(changed) };
  }

  private write(patch: Answers): void {
    const keys = Object.keys(patch).filter((key) => patch[key] !== this.answers[key]);
    if (keys.length > 0) {
      this.revision += 1;
      keys.forEach((key) => this.changedAt.set(key, this.revision));
      this.answers = { ...this.answers, ...patch };
    }
  }
}

describe('DraftKeeper', () => {
  let time: HandScheduler;
  let server: SmallServer;
  let keeper: DraftKeeper;

  const open = (answers: Answers = server.answers, revision = server.revision): DraftKeeper => {
    const made = TestBed.runInInjectionContext(() => new DraftKeeper());
    made.begin({ owner: 'ann', id: 'app-1', revision, answers, port: server });
    return made;
  };

  beforeEach(() => {
    localStorage.clear();
    time = new HandScheduler();
    TestBed.configureTestingModule({
      providers: [
        { provide: Scheduler, useValue: time },
        { provide: DeviceClock, useValue: { now: () => '2026-10-06T07:32:00.000Z' } },
      ],
    });
    server = new SmallServer({ goal: 'old', market: 'RUSSIA' });
    keeper = open();
  });

  it('shows an edit at once and saves it once typing settles', async () => {
    keeper.edit('goal', 'n');
    await time.advance(SAVE_AFTER_MS - 1);
    keeper.edit('goal', 'new');
    expect(keeper.answers()['goal']).toBe('new');
    expect(keeper.state()).toEqual({ kind: 'waiting' });
    expect(server.saves).toHaveLength(0);
    await time.advance(SAVE_AFTER_MS);
    expect(server.saves).toEqual([{ patch: { goal: 'new' }, revision: 1 }]);
    expect(keeper.state()).toEqual({ kind: 'saved', at: '2026-10-06T07:32:00.000Z' });
    expect(keeper.currentRevision()).toBe(2);
    expect(localStorage).toHaveLength(0);
  });

  it('clears a field with null', async () => {
    keeper.edit('goal', null);
    await time.advance(SAVE_AFTER_MS);
    expect(server.saves[0]?.patch).toEqual({ goal: null });
    expect('goal' in keeper.answers()).toBe(false);
  });

  it('keeps what is typed while a save is on its way for the next one', async () => {
    let letGo: () => void = () => undefined;
    server.hold = new Promise((done) => (letGo = done));
    keeper.edit('goal', 'first');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.state()).toEqual({ kind: 'saving' });
    keeper.edit('goal', 'second');
    server.hold = Promise.resolve();
    letGo();
    await time.advance(SAVE_AFTER_MS);
    expect(server.saves.map((one) => one.patch['goal'])).toEqual(['first', 'second']);
    expect(server.answers['goal']).toBe('second');
    expect(keeper.settled()).toBe(true);
  });

  it('keeps a copy on the device when the server is away, tries again ever later, and drops it after', async () => {
    server.reachable = false;
    keeper.edit('goal', 'offline words');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.state()).toEqual({ kind: 'offline' });
    expect(Object.values({ ...localStorage }).join()).toContain('offline words');
    await time.advance(1000);
    await time.advance(2000);
    expect(server.saves).toHaveLength(3);
    expect(time.waiting).toEqual([4000]);
    server.reachable = true;
    keeper.retry();
    await time.advance(0);
    expect(server.answers['goal']).toBe('offline words');
    expect(localStorage).toHaveLength(0);
  });

  it('survives a reload: the copy comes back and goes to the server', async () => {
    server.reachable = false;
    keeper.edit('goal', 'kept');
    await time.advance(SAVE_AFTER_MS);
    server.reachable = true;
    const again = open();
    expect(again.answers()['goal']).toBe('kept');
    await time.advance(0);
    expect(server.answers['goal']).toBe('kept');
    expect(localStorage).toHaveLength(0);
  });

  it('gives the next person at this device nothing', async () => {
    server.reachable = false;
    keeper.edit('goal', 'private');
    await time.advance(SAVE_AFTER_MS);
    const other = TestBed.runInInjectionContext(() => new DraftKeeper());
    other.begin({ owner: 'bob', id: 'app-1', revision: 1, answers: server.answers, port: server });
    expect(other.answers()['goal']).toBe('old');
  });

  it('takes in what a colleague changed in other fields', async () => {
    server.colleague({ market: 'ABROAD' });
    keeper.edit('goal', 'mine');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.answers()).toEqual({ goal: 'mine', market: 'ABROAD' });
    expect(keeper.settled()).toBe(true);
  });

  it('asks the person when both changed one field, and saves the rest meanwhile', async () => {
    server.colleague({ goal: 'theirs' });
    keeper.edit('goal', 'mine');
    keeper.edit('market', 'ABROAD');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.conflicts()).toEqual([{ key: 'goal', mine: 'mine', theirs: 'theirs' }]);
    expect(keeper.state()).toEqual({ kind: 'conflict' });
    expect(server.answers).toEqual({ goal: 'theirs', market: 'ABROAD' });
    expect(keeper.answers()['goal']).toBe('mine');

    keeper.resolve('goal', 'mine');
    expect(keeper.state()).toEqual({ kind: 'waiting' });
    await time.advance(0);
    expect(server.answers['goal']).toBe('mine');
    expect(keeper.settled()).toBe(true);
  });

  it.each(['before', 'while'])(
    'asks only once of who chooses %s it looks what else has changed',
    async (moment) => {
      server.colleague({ goal: 'theirs' });
      keeper.edit('goal', 'mine');
      let letGo: () => void = () => undefined;
      const held = (): void => void (server.hold = new Promise((done) => (letGo = done)));
      held();
      await time.advance(SAVE_AFTER_MS);
      if (moment === 'while') {
        letGo();
        held();
        await time.advance(0);
      } else {
        server.hold = Promise.resolve();
        letGo();
        await settle();
      }
      expect(keeper.conflicts()).toHaveLength(1);
      keeper.resolve('goal', 'mine');
      server.hold = Promise.resolve();
      letGo();
      await time.advance(SAVE_AFTER_MS);
      expect(keeper.conflicts()).toEqual([]);
      expect(server.answers['goal']).toBe('mine');
      expect(keeper.settled()).toBe(true);
    },
  );

  it('joins rows that two people changed in one table, and asks nobody', async () => {
    const line = (item: string, price: number): Answers => ({ item, price });
    server = new SmallServer({ lines: [line('a', 1), line('b', 2)] });
    keeper = open();
    server.colleague({ lines: [line('a', 10), line('b', 2), line('c', 3)] });
    keeper.edit('lines', [line('a', 1), line('b', 20)]);
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.conflicts()).toEqual([]);
    expect(server.answers['lines']).toEqual([line('a', 10), line('b', 20), line('c', 3)]);
    expect(keeper.answers()['lines']).toEqual(server.answers['lines']);
    expect(keeper.settled()).toBe(true);
  });

  it('asks when both changed one cell of a table', async () => {
    server = new SmallServer({ lines: [{ price: 1 }] });
    keeper = open();
    server.colleague({ lines: [{ price: 2 }] });
    keeper.edit('lines', [{ price: 3 }]);
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.conflicts()).toEqual([
      { key: 'lines', mine: [{ price: 3 }], theirs: [{ price: 2 }] },
    ]);
  });

  it('does not change the words under the person’s hands, though they are saved', async () => {
    keeper.edit('goal', 'mine');
    await time.advance(SAVE_AFTER_MS);
    server.colleague({ goal: 'theirs', market: 'ABROAD' });
    keeper.refresh();
    await time.advance(0);
    expect(keeper.answers()).toEqual({ goal: 'mine', market: 'ABROAD' });
    expect(keeper.conflicts()).toEqual([{ key: 'goal', mine: 'mine', theirs: 'theirs' }]);
    keeper.resolve('goal', 'mine');
    await time.advance(0);
    expect(server.answers['goal']).toBe('mine');
  });

  it('shows what a colleague saved in a field that the person has left', async () => {
    keeper.edit('goal', 'mine');
    await time.advance(SAVE_AFTER_MS);
    keeper.leave();
    server.colleague({ goal: 'theirs' });
    keeper.refresh();
    await time.advance(0);
    expect(keeper.answers()['goal']).toBe('theirs');
    expect(keeper.conflicts()).toEqual([]);
  });

  it('does not take its own save, whose answer was lost, for a colleague’s', async () => {
    const save = server.save.bind(server);
    server.save = async (patch, revision) => {
      await save(patch, revision);
      return { kind: 'unreachable' };
    };
    keeper.edit('goal', 'first');
    await time.advance(SAVE_AFTER_MS);
    server.save = save;
    keeper.edit('goal', 'first and more');
    keeper.retry();
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.conflicts()).toEqual([]);
    expect(server.answers['goal']).toBe('first and more');
    expect(keeper.settled()).toBe(true);
  });

  it('takes theirs when the person says so and sends nothing', async () => {
    server.colleague({ goal: 'theirs' });
    keeper.edit('goal', 'mine');
    await time.advance(SAVE_AFTER_MS);
    const before = server.saves.length;
    keeper.resolve('goal', 'theirs');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.answers()['goal']).toBe('theirs');
    expect(server.saves).toHaveLength(before);
    expect(localStorage).toHaveLength(0);
  });

  it('never writes over a colleague with an edit made while a save was on its way', async () => {
    let letGo: () => void = () => undefined;
    server.hold = new Promise((done) => (letGo = done));
    keeper.edit('market', 'ABROAD');
    await time.advance(SAVE_AFTER_MS);
    server.colleague({ goal: 'theirs' });
    keeper.edit('goal', 'mine');
    server.hold = Promise.resolve();
    letGo();
    await time.advance(SAVE_AFTER_MS * 3);
    expect(server.answers['goal']).toBe('theirs');
    expect(keeper.conflicts()).toEqual([{ key: 'goal', mine: 'mine', theirs: 'theirs' }]);
  });

  it('asks again after a reload when a colleague changed the field meanwhile', async () => {
    server.reachable = false;
    keeper.edit('goal', 'mine');
    await time.advance(SAVE_AFTER_MS);
    server.reachable = true;
    server.colleague({ goal: 'theirs' });
    const again = open();
    expect(again.conflicts()).toEqual([{ key: 'goal', mine: 'mine', theirs: 'theirs' }]);
    await time.advance(SAVE_AFTER_MS);
    expect(server.answers['goal']).toBe('theirs');
    const third = open();
    expect(third.conflicts()).toHaveLength(1);
  });

  it('stops at a refusal, says the code and keeps the words', async () => {
    server.refusal = 'application.field_locked';
    keeper.edit('goal', 'late');
    await time.advance(SAVE_AFTER_MS);
    expect(keeper.state()).toEqual({ kind: 'refused', code: 'application.field_locked' });
    await time.advance(600_000);
    expect(server.saves).toHaveLength(1);
    expect(Object.values({ ...localStorage }).join()).toContain('late');
  });

  it('flushes before a submit', async () => {
    keeper.edit('goal', 'last words');
    await expect(keeper.flush()).resolves.toBe(true);
    expect(server.answers['goal']).toBe('last words');
    server.reachable = false;
    keeper.edit('goal', 'no way');
    await expect(keeper.flush()).resolves.toBe(false);
  });

  it('brings what others saved when a live update says so', async () => {
    server.colleague({ market: 'ABROAD' });
    keeper.refresh();
    await time.advance(0);
    expect(keeper.answers()['market']).toBe('ABROAD');
  });

  it('goes on without a copy when the device has no room', async () => {
    const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keeper.edit('goal', 'new');
    expect(keeper.localCopy()).toBe(false);
    await time.advance(SAVE_AFTER_MS);
    expect(server.answers['goal']).toBe('new');
    full.mockRestore();
  });
});
