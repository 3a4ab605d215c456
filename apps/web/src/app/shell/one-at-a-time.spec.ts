import { TestBed } from '@angular/core/testing';

import { injectOneAtATime } from './one-at-a-time';
import { Problems } from './problem';

describe('work that a press starts', () => {
  const shown: unknown[] = [];
  const given = (): ReturnType<typeof injectOneAtATime> => {
    shown.length = 0;
    TestBed.configureTestingModule({
      providers: [{ provide: Problems, useValue: { show: (error: unknown) => shown.push(error) } }],
    });
    return TestBed.runInInjectionContext(() => injectOneAtATime());
  };

  it('runs once, however often it is pressed meanwhile, and then again', async () => {
    const one = given();
    let runs = 0;
    let finish = (): void => undefined;
    const work = (): Promise<void> => {
      runs += 1;
      return new Promise((done) => (finish = done));
    };
    const first = one.run(work);
    await one.run(work);
    expect([runs, one.busy()]).toEqual([1, true]);
    finish();
    await first;
    expect(one.busy()).toBe(false);
    void one.run(work);
    expect(runs).toBe(2);
  });

  it('says why it failed, and can be pressed again', async () => {
    const one = given();
    const error = new Error('away');
    await one.run(() => Promise.reject(error));
    expect([shown, one.busy()]).toEqual([[error], false]);
  });
});
