import { ApplicationRef, Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';

import { injectDrawnInSteps } from './drawn-in-steps';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

@Component({
  template: `@for (item of drawn.items(); track item) {
    <p>{{ item }}</p>
  }`,
})
class LongList {
  readonly list = signal(numbers(10));
  readonly question = signal('first');
  readonly onlyFirst = injectDrawnInSteps(() => this.list(), {
    first: 3,
    step: 2,
    onlyFirst: true,
  });
  readonly drawn = injectDrawnInSteps(() => this.list(), {
    first: 3,
    step: 2,
    anew: () => this.question(),
  });
}

describe('a list drawn in steps', () => {
  let fixture: ComponentFixture<LongList>;
  let page: LongList;

  const rows = (): number => {
    TestBed.tick();
    return (fixture.nativeElement as HTMLElement).querySelectorAll('p').length;
  };

  beforeEach(() => {
    fixture = TestBed.createComponent(LongList);
    page = fixture.componentInstance;
  });

  it('begins with what fills the screen, and is whole when the page is stable', async () => {
    expect([rows(), page.drawn.done()]).toEqual([3, false]);
    await fixture.whenStable();
    expect([rows(), page.drawn.done()]).toEqual([10, true]);
  });

  it('is whole at once when somebody wants to go further', () => {
    expect(rows()).toBe(3);
    page.drawn.all();
    expect([rows(), page.drawn.done()]).toEqual([10, true]);
  });

  it('keeps what is drawn when rows are read again or added', async () => {
    await fixture.whenStable();
    page.list.set(numbers(15));
    expect([rows(), page.drawn.done()]).toEqual([11, false]);
    await fixture.whenStable();
    expect(rows()).toBe(15);
  });

  it('may draw at once what comes later', async () => {
    TestBed.tick();
    expect(page.onlyFirst.items()).toHaveLength(3);
    await fixture.whenStable();
    page.list.set(numbers(15));
    expect([page.onlyFirst.items().length, page.onlyFirst.done()]).toEqual([15, true]);
  });

  it('begins anew with another list', async () => {
    await fixture.whenStable();
    page.question.set('second');
    page.list.set(numbers(20).reverse());
    expect(rows()).toBe(3);
    await fixture.whenStable();
    expect(rows()).toBe(20);
  });

  it('does not hold up the page when it goes while being drawn', async () => {
    expect(rows()).toBe(3);
    fixture.destroy();
    await TestBed.inject(ApplicationRef).whenStable();
  });
});
