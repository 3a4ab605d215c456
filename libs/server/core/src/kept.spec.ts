import { Kept } from './kept';

function kept(): {
  kept: Kept<number>;
  clock: { now: number };
  reads: () => number;
  fail: (fails: boolean) => void;
} {
  const clock = { now: 0 };
  let [reads, fails] = [0, false];
  const read = (): Promise<number> => {
    reads += 1;
    return fails ? Promise.reject(new Error('away')) : Promise.resolve(reads);
  };
  return {
    kept: new Kept(read, 100, () => clock.now),
    clock,
    reads: () => reads,
    fail: (on) => (fails = on),
  };
}

describe('a kept value', () => {
  it('is read once by all who ask at the same time and within its time', async () => {
    const { kept: value, clock, reads } = kept();
    expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
    clock.now = 99;
    expect(await value.get()).toBe(1);
    expect(reads()).toBe(1);
  });

  it('is handed out a little old while a new one is read, once', async () => {
    const { kept: value, clock, reads } = kept();
    await value.get();
    clock.now = 100;
    expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
    expect(await value.get()).toBe(2);
    expect(reads()).toBe(2);
  });

  it('is waited for when it is too old', async () => {
    const { kept: value, clock } = kept();
    await value.get();
    clock.now = 200;
    expect(await value.get()).toBe(2);
  });

  it('is not kept when the reading failed, and the old one goes on serving meanwhile', async () => {
    const { kept: value, clock, fail } = kept();
    fail(true);
    await expect(value.get()).rejects.toThrow('away');
    fail(false);
    expect(await value.get()).toBe(2);
    fail(true);
    clock.now = 150;
    expect(await value.get()).toBe(2);
    expect(await value.get()).toBe(2);
    clock.now = 200;
    await expect(value.get()).rejects.toThrow('away');
  });

  it('is read anew after it was forgotten', async () => {
    const { kept: value } = kept();
    await value.get();
    value.forget();
    expect(await value.get()).toBe(2);
  });
});
