import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** How a browser is set up. */
export interface Looks {
  width: number;
  theme: 'light' | 'dark';
  lang: 'ru' | 'en';
  /** Where the browser stands: an IANA zone. */
  zone: string;
}

const USUAL: Looks = { width: 1440, theme: 'light', lang: 'ru', zone: 'Asia/Novokuznetsk' };
/** One step of a person on a loaded machine. */
export const STEP_MS = 45_000;
/** A cut network is not the page's fault; 409 is how a draft hears that somebody else saved, and no fault either. */
const NO_FAULT = /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED|ABORTED)|status of 409/;

/** Somebody at a browser of their own: finds things by role and name, as people and screen readers do. */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly name: string,
    readonly url: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (line) => {
      if (line.type() === 'error' && !NO_FAULT.test(line.text())) {
        this.complaints.push(`${page.url()}: ${line.text()} ${line.location().url}`);
      }
    });
  }

  static async enter(
    browser: Browser,
    url: string,
    name: string,
    looks: Partial<Looks>,
  ): Promise<Person> {
    const { width, theme, lang, zone } = { ...USUAL, ...looks };
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      locale: lang === 'ru' ? 'ru-RU' : 'en-GB',
      timezoneId: zone,
      reducedMotion: 'reduce',
    });
    const person = new Person(name, url, context, await context.newPage());
    await person.speaks(lang);
    return person;
  }

  /** Takes the other language from the next page on, as the switch in the header does. */
  async speaks(lang: Looks['lang']): Promise<void> {
    await this.context.addCookies([{ name: 'okno_lang', value: lang, url: this.url }]);
  }

  async secondTab(): Promise<Person> {
    return new Person(
      `${this.name}, second tab`,
      this.url,
      this.context,
      await this.context.newPage(),
    );
  }

  /** Opens an address of the portal and waits until the page has its heading. */
  async opens(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.isSettled();
  }

  /** The page has a heading and nothing is loading. */
  async isSettled(): Promise<void> {
    await this.page.locator('body:not(:has([aria-busy=true])) h1').first().waitFor();
  }

  async presses(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await button(within, name).first().click();
  }

  async follows(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('link', { name }).first().click();
  }

  async writes(label: string | RegExp, text: string): Promise<void> {
    await this.field(label).fill(text);
  }

  async ticks(label: string | RegExp): Promise<void> {
    await this.page.getByRole('checkbox', { name: label }).first().check();
  }

  async chooses(label: string | RegExp, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).first().selectOption({ label: option });
  }

  /** A text field by its label. */
  field(label: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name: label }).first();
  }

  /** Waits for a heading. */
  async seesHeading(name: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { name }).first().waitFor();
  }

  /** Waits for words anywhere on the page. */
  async sees(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** Waits for a message that a screen reader hears as well. */
  async isTold(words: string | RegExp): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: words }).first().waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, disabled: false });
