import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { Portal } from '../src/portal';
import { Person, type Looks } from './person';

/** The portal of one journey and the people before it, each with a browser profile of their own. */
export class Stage {
  private readonly people: Person[] = [];

  private constructor(
    readonly portal: Portal,
    private readonly browser: Browser,
  ) {}

  static async open(browser: Browser, redisUrl: string | null): Promise<Stage> {
    return new Stage(await Portal.start({ site: true, redisUrl }), browser);
  }

  /** Somebody new with an empty browser. */
  async person(name: string, looks: Partial<Looks> = {}): Promise<Person> {
    const person = await Person.enter(this.browser, this.portal.url, name, looks);
    this.people.push(person);
    return person;
  }

  /** Another tab of the same browser. */
  async secondTab(of: Person): Promise<Person> {
    const tab = await of.secondTab();
    this.people.push(tab);
    return tab;
  }

  /** What everybody sees now, as a picture and as the words a screen reader gets. */
  async picture(folder: string): Promise<string[]> {
    mkdirSync(folder, { recursive: true });
    const made: string[] = [];
    for (const { name, page } of this.people.filter((person) => !person.page.isClosed())) {
      const path = join(folder, `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.png`);
      await page.screenshot({ path, fullPage: true, timeout: 20_000 }).catch(() => undefined);
      const words = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch(() => '');
      writeFileSync(path.replace(/png$/, 'txt'), `${page.url()}\n\n${words}\n`);
      made.push(`${name} at ${page.url()}: ${path}`);
    }
    return made;
  }

  /** What the browsers of all people complained about so far. */
  complaints(): string[] {
    return this.people.flatMap(({ name, complaints }) =>
      complaints.map((line) => `${name}: ${line}`),
    );
  }

  async close(): Promise<void> {
    for (const person of this.people) {
      await person.leave();
    }
    await this.portal.stop();
  }
}
