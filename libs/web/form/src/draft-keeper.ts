import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { mergeRows, sameAnswer, type Answers } from '@okno/shared/form-schema';

import { DeviceClock } from './device.clock';
import type { DraftPort, SaveAnswer } from './draft-port';
import { LocalCopies } from './local-copies';
import { Scheduler, type Cancel } from './scheduler';

/** Where the person's words are now. */
export type DraftState =
  /** The server has everything. `at` is a moment of this device, null before the first save. */
  | { readonly kind: 'saved'; readonly at: string | null }
  /** Typed, not sent yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** The server is not reached; kept on this device and tried again by itself. */
  | { readonly kind: 'offline' }
  /** A field was changed by two people: a person has to choose. Everything else goes on being saved. */
  | { readonly kind: 'conflict' }
  /** The server refuses: the code says why. Kept on this device. */
  | { readonly kind: 'refused'; readonly code: string };

/** A field both sides changed. */
export interface DraftConflict {
  readonly key: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** What the keeper starts from. */
export interface DraftStart {
  /** The account: local copies belong to a person. */
  readonly owner: string;
  readonly id: string;
  readonly revision: number;
  readonly answers: Answers;
  readonly port: DraftPort;
}

/** Typing settles before a save. */
export const SAVE_AFTER_MS = 800;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;
/** A flush gives up when the other side keeps changing what we send. */
const MAX_TRIES = 6;

/**
 * Keeps a draft: what is typed is on this device at once and on the server soon; nothing is lost by a reload, a dead
 * connection or a second editor, and nobody's words are overwritten silently. Provide it in the page's component.
 */
@Injectable()
export class DraftKeeper {
  private readonly copies = inject(LocalCopies);
  private readonly scheduler = inject(Scheduler);
  private readonly clock = inject(DeviceClock);

  private start: DraftStart | undefined;
  private revision = 0;
  /** What the server has, as far as we know. */
  private base: Answers = {};
  /** Edits the server does not have; each save takes a copy and removes what arrived. */
  private readonly pending = new Map<string, unknown>();
  /** What an edited field was on the server when the edit began. */
  private readonly bases = new Map<string, unknown>();
  /** Whether others' edits are known to exist that we have not seen. */
  private behind = false;
  /** Fields where mine was chosen before we saw all that others have saved: they wait for that. */
  private readonly chosen = new Set<string>();
  /** Sent without an answer: if the server has it, it is ours and no colleague's. */
  private readonly unconfirmed = new Map<string, unknown>();
  /** The field that the person is in, once something was typed there. */
  private inHand: string | undefined;
  private planned: Cancel | undefined;
  private running: Promise<void> | undefined;
  private retryMs = FIRST_RETRY_MS;

  private readonly current = signal<Answers>({});
  private readonly where = signal<DraftState>({ kind: 'saved', at: null });
  private readonly clashes = signal<readonly DraftConflict[]>([]);
  private readonly deviceKeeps = signal(true);

  /** The answers as the person sees them: the server's with their own edits on top. */
  readonly answers = this.current.asReadonly();
  /** Fields to choose in; the answers show mine meanwhile. */
  readonly conflicts = this.clashes.asReadonly();
  readonly state = computed<DraftState>(() => {
    const where = this.where();
    return this.clashes().length > 0 && where.kind === 'saved' ? { kind: 'conflict' } : where;
  });
  /** Whether this device can hold a copy (storage may be full or forbidden). */
  readonly localCopy = this.deviceKeeps.asReadonly();
  /** Whether the server has everything and nothing waits for a choice. */
  readonly settled = computed(() => this.state().kind === 'saved');

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      // The copy on the device outlives the page; an answer under way still ends in it.
      this.planned?.();
    });
  }

  /** Begins with the server's answers and puts on top what this device kept from before. */
  begin(start: DraftStart): void {
    this.planned?.();
    this.start = start;
    this.behind = false;
    this.chosen.clear();
    this.unconfirmed.clear();
    this.inHand = undefined;
    this.revision = start.revision;
    this.base = start.answers;
    this.pending.clear();
    this.bases.clear();
    this.clashes.set([]);
    this.current.set(start.answers);
    this.where.set({ kind: 'saved', at: null });
    const copy = this.copies.claim(start.owner, start.id);
    if (copy) {
      this.restore(copy.edits, copy.bases);
    }
  }

  /** The number that a submit must name. */
  currentRevision(): number {
    return this.revision;
  }

  /** One field was edited; null clears it. */
  edit(key: string, value: unknown): void {
    this.inHand = key;
    this.current.update((answers) => withValue(answers, key, value));
    if (this.clashes().some((one) => one.key === key)) {
      this.clashes.update((all) =>
        all.map((one) => (one.key === key ? { ...one, mine: value } : one)),
      );
      this.keepLocally();
      return;
    }
    this.hold(key, value);
    this.keepLocally();
    // While the server is away the next try is planned already; typing must not hurry it.
    if (this.where().kind !== 'offline') {
      this.plan(SAVE_AFTER_MS);
      this.where.set({ kind: this.running ? 'saving' : 'waiting' });
    }
  }

  /** The person left the field: what others save there may show at once again. */
  leave(): void {
    this.inHand = undefined;
  }

  /** Saves what waits, now. True when the server has everything and nothing waits for a choice. */
  async flush(): Promise<boolean> {
    for (let tries = 0; tries < MAX_TRIES && this.hasToSave(); tries += 1) {
      await this.save();
    }
    return this.settled();
  }

  /** The connection is back, or the person asks: does not wait for the next try. */
  retry(): void {
    if (this.pending.size > 0) {
      this.retryMs = FIRST_RETRY_MS;
      this.plan(0);
    }
  }

  /** Asks the server what others saved: after a live update says the draft has a newer revision. */
  refresh(): void {
    this.behind = true;
    this.plan(0);
  }

  /** Ends a conflict by the person's choice. */
  resolve(key: string, side: 'mine' | 'theirs'): void {
    const clash = this.clashes().find((one) => one.key === key);
    if (!clash) {
      return;
    }
    this.clashes.update((all) => all.filter((one) => one.key !== key));
    if (side === 'mine') {
      this.hold(key, clash.mine);
      // Nothing says «saved» of what was chosen before it is.
      if (this.where().kind === 'saved') {
        this.where.set({ kind: 'waiting' });
      }
      if (this.behind) {
        this.chosen.add(key);
      }
      this.plan(0);
    } else {
      this.current.update((answers) => withValue(answers, key, clash.theirs));
    }
    this.keepLocally();
  }

  /** Whether another save makes sense now: not when the last one was not reached or refused. */
  private hasToSave(): boolean {
    const { kind } = this.where();
    const stuck = kind === 'offline' || kind === 'refused';
    return this.running !== undefined || (!stuck && (this.pending.size > 0 || this.behind));
  }

  private restore(edits: Answers, bases: Answers): void {
    for (const [key, mine] of Object.entries(edits)) {
      const theirs = this.base[key];
      if (sameAnswer(theirs, mine)) {
        continue;
      }
      this.current.update((answers) => withValue(answers, key, mine));
      if (sameAnswer(theirs, bases[key])) {
        this.hold(key, mine);
      } else {
        this.clash({ key, mine, theirs });
      }
    }
    this.keepLocally();
    if (this.pending.size > 0) {
      this.where.set({ kind: 'waiting' });
      this.plan(0);
    }
  }

  private hold(key: string, value: unknown): void {
    if (!this.pending.has(key)) {
      this.bases.set(key, this.base[key]);
    }
    this.pending.set(key, value);
  }

  private plan(ms: number): void {
    this.planned?.();
    this.planned = this.scheduler.after(ms, () => {
      this.planned = undefined;
      void this.save();
    });
  }

  /** One save at a time; what is typed meanwhile goes with the next one. */
  private save(): Promise<void> {
    this.running ??= this.saveOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const start = this.start;
    if (!start) {
      return;
    }
    this.planned?.();
    this.planned = undefined;
    const sent = new Map([...this.pending].filter(([key]) => !this.chosen.has(key)));
    this.where.set({ kind: 'saving' });
    const answer = await start.port.save(Object.fromEntries(sent), this.revision);
    // The page may have moved on to another draft meanwhile; its own copy keeps what was not confirmed.
    if (this.start === start) {
      if (answer.kind === 'unreachable') {
        sent.forEach((value, key) => this.unconfirmed.set(key, value));
      }
      this.take(answer, sent);
    }
  }

  private take(answer: SaveAnswer, sent: ReadonlyMap<string, unknown>): void {
    switch (answer.kind) {
      case 'saved':
        this.takeSaved(answer.revision, answer.changed, sent);
        break;
      case 'conflict':
        this.takeConflict(answer.conflicts);
        break;
      case 'unreachable':
        this.where.set({ kind: 'offline' });
        this.plan(answer.retryAfterMs ?? this.retryMs);
        this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
        break;
      case 'refused':
        this.where.set({ kind: 'refused', code: answer.code });
        break;
    }
    this.keepLocally();
  }

  private takeSaved(revision: number, changed: Answers, sent: ReadonlyMap<string, unknown>): void {
    this.revision = revision;
    this.behind = false;
    this.chosen.clear();
    this.retryMs = FIRST_RETRY_MS;
    for (const [key, value] of sent) {
      this.unconfirmed.delete(key);
      this.base = withValue(this.base, key, value);
      if (this.pending.get(key) === value) {
        this.pending.delete(key);
        this.bases.delete(key);
      } else {
        // Edited again while it was on its way: the new edit begins from what has just been saved.
        this.bases.set(key, value);
      }
    }
    for (const [key, theirs] of Object.entries(changed)) {
      this.takeTheirs(key, theirs);
    }
    this.where.set({ kind: 'saved', at: this.clock.now() });
    if (this.pending.size > 0) {
      this.where.set({ kind: 'waiting' });
      if (!this.planned) {
        this.plan(0);
      }
    }
  }

  /** A value somebody else saved, or the server computed. */
  private takeTheirs(key: string, theirs: unknown): void {
    const before = this.base[key];
    this.base = withValue(this.base, key, theirs);
    if (this.clashes().some((one) => one.key === key)) {
      this.clashes.update((all) => all.map((one) => (one.key === key ? { ...one, theirs } : one)));
    } else if (!this.pending.has(key)) {
      this.showTheirs(key, before, theirs);
    } else if (!sameAnswer(before, theirs) && !sameAnswer(this.pending.get(key), theirs)) {
      this.join(key, theirs);
    }
  }

  /** The words under the person's hands do not change by themselves, though they are saved: she is asked. */
  private showTheirs(key: string, before: unknown, theirs: unknown): void {
    const rows = mergeRows(before, before, theirs) !== undefined;
    if (this.inHand === key && !rows && !sameAnswer(before, theirs)) {
      this.clash({ key, mine: before, theirs });
    } else {
      this.current.update((answers) => withValue(answers, key, theirs));
    }
  }

  /** Both changed a field: rows of a table join by themselves, anything else is asked about. */
  private join(key: string, theirs: unknown): boolean {
    const mine = this.pending.get(key);
    const ours = this.unconfirmed.has(key) && sameAnswer(this.unconfirmed.get(key), theirs);
    const joined = ours ? mine : mergeRows(this.bases.get(key), mine, theirs);
    this.unconfirmed.delete(key);
    if (joined === undefined) {
      this.pending.delete(key);
      this.bases.delete(key);
      this.clash({ key, mine, theirs });
      return false;
    }
    this.pending.set(key, joined);
    this.bases.set(key, theirs);
    this.current.update((answers) => withValue(answers, key, joined));
    return true;
  }

  /** Sets the fields in question aside and sends the rest on the old revision: its answer tells all that changed. */
  private takeConflict(conflicts: readonly { path: string; theirs: unknown }[]): void {
    if (!conflicts.some(({ path }) => this.pending.has(path))) {
      // Nothing of ours is in question, so the same request would get the same answer: not at once, then.
      this.take({ kind: 'unreachable' }, new Map());
      return;
    }
    for (const { path, theirs } of conflicts) {
      // Seen and asked about: the same value told again is no new question.
      this.base = withValue(this.base, path, theirs);
      if (sameAnswer(this.pending.get(path), theirs)) {
        this.pending.delete(path);
        this.bases.delete(path);
      } else if (this.join(path, theirs)) {
        // It goes once we have seen all that others have saved: on the old revision it would be refused again.
        this.chosen.add(path);
      }
    }
    this.behind = true;
    this.where.set({ kind: 'saving' });
    this.plan(0);
  }

  private clash(conflict: DraftConflict): void {
    this.clashes.update((all) => [...all.filter((one) => one.key !== conflict.key), conflict]);
  }

  private keepLocally(): void {
    const { start } = this;
    if (!start) {
      return;
    }
    const clashes = this.clashes();
    if (this.pending.size === 0 && clashes.length === 0) {
      this.copies.drop(start.owner, start.id);
      return;
    }
    const edits = {
      ...Object.fromEntries(this.pending),
      ...Object.fromEntries(clashes.map((one) => [one.key, one.mine])),
    };
    // A conflict that is reloaded must come back as one: its base is what neither side has any more.
    const bases = {
      ...Object.fromEntries(this.bases),
      ...Object.fromEntries(clashes.map((one) => [one.key, { conflict: true }])),
    };
    this.deviceKeeps.set(this.copies.keep(start.owner, start.id, { edits, bases }));
  }
}

function withValue(answers: Answers, key: string, value: unknown): Answers {
  if (value === null || value === undefined) {
    const { [key]: _gone, ...rest } = answers;
    return rest;
  }
  return { ...answers, [key]: value };
}
