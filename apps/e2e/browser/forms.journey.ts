/* eslint-disable @nx/enforce-module-boundaries -- the answers are made where the forms are tested */
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import {
  toSnapshotAnswers,
  visibleSlots,
  type Answers,
  type DocumentSlot,
  type FormContext,
  type FormDefinition,
} from '@okno/shared/form-schema';

import { completeAnswers } from '../../../libs/shared/form-schema/src/complete-answers.spec-data';
import { SMALL_PDF, joined, must, newApplicant, type Applicant } from '../src/stories';
import { PASSWORD } from './account-steps';
import { FormKeys, dateOrderOf, type DateOrder } from './form-keys';
import type { Journey } from './journey';
import { Keyboard } from './keyboard';
import type { Person } from './person';
import type { Stage } from './stage';

/** How many people file at the same time. */
const LANES = 2;
const OFFLINE = 'Нет связи. Пишем на этом устройстве';

/** A request as the API shows it to its applicant. */
interface Request {
  id: string;
  measure: { versionId: string };
  state: string;
  answers: Answers;
  formContext: FormContext;
  documents: { slot: string; name: string }[];
}

/** Every form, on a telephone, by somebody who has a keyboard and nothing else. */
export const forms: readonly Journey[] = [
  {
    name: 'forms: each is filled from empty to filed by keyboard alone, cut off twice, nothing lost',
    minutes: 12,
    run: async ({ browser, open }) => {
      const stage = await open();
      const dates = await dateOrderOf(browser);
      const waiting = measures();
      await Promise.all(
        Array.from({ length: LANES }, async (_, lane) => {
          const member = await newApplicant(stage.portal, 601 + lane);
          await joined(stage.portal, member);
          for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
            const applicant = isJoining(code)
              ? await newApplicant(stage.portal, 611 + lane)
              : member;
            await filesByKeyboard(stage, applicant, code, dates);
          }
        }),
      );
    },
  },
];

const isJoining = (code: string): boolean => code.startsWith('MEMBERSHIP');

/** For each form a measure that uses it and takes requests; a form nobody can file would be seen by nobody. */
function measures(): string[] {
  const items: { code: string; form: string | null }[] = read('measures.json').items;
  const open: { measure: string }[] = read('rounds.demo.json').items;
  const taken = items.filter(({ code }) => open.some(({ measure }) => measure === code));
  return readdirSync('db/reference/forms')
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''))
    .map((form) => {
      const found =
        form === 'membership'
          ? 'MEMBERSHIP-kuzbass-biomed'
          : taken.find((measure) => measure.form === form)?.code;
      if (found === undefined) {
        throw new Error(`No measure takes requests by the form ${form}`);
      }
      return found;
    });
}

const read = (name: string): { items: never[] } =>
  JSON.parse(readFileSync(`db/reference/${name}`, 'utf8'));

async function filesByKeyboard(
  stage: Stage,
  applicant: Applicant,
  code: string,
  dates: DateOrder,
): Promise<void> {
  const anna = await stage.person(`Anna with ${code}`, { width: 390 });
  try {
    await new Filing(anna, applicant, code, dates).goes();
  } catch (error) {
    throw new Error(`${code}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  await anna.leave();
}

/** One request from the page of its measure to the receipt. */
class Filing {
  private readonly keyboard: Keyboard;
  /** How often the network went away. */
  private cuts = 0;

  constructor(
    private readonly anna: Person,
    private readonly applicant: Applicant,
    private readonly code: string,
    private readonly dates: DateOrder,
  ) {
    this.keyboard = new Keyboard(anna.page);
    // From now on: asked for only when one opens, the browser may show its own before it hears of it.
    anna.page.on('filechooser', () => undefined);
  }

  async goes(): Promise<void> {
    await this.signsIn();
    const request = await this.begins();
    const { definition } = must(
      200,
      await this.applicant.client.get<{ definition: FormDefinition }>(
        `measure-versions/${request.measure.versionId}/form`,
      ),
    );
    const { formContext: context, answers: begun } = request;
    const how = { word: `${this.code}, ответ`, everything: true };
    const answers = completeAnswers(definition, context, begun, how);
    const keys = new FormKeys(this.keyboard, definition, context, begun, this.dates);
    const slots = visibleSlots(definition, answers, context, []);
    await this.goesBackTo(definition.sections[0]?.code ?? '');
    for (let step = this.step(); step !== 'CHECK'; step = this.step()) {
      await this.fillsIn(step, () => keys.fill(step, answers), slots);
      await this.goesOn(step);
    }
    await this.hands();
    await this.isStored(request.id, toSnapshotAnswers(definition, answers, context), slots);
    if (this.cuts !== 2) {
      throw new Error(`The network was cut ${this.cuts} times`);
    }
  }

  private async signsIn(): Promise<void> {
    await this.anna.opens('/login');
    await this.keyboard.tabsTo('the address', ({ type }) => type === 'email');
    await this.keyboard.types(this.applicant.email);
    await this.keyboard.tabsTo('the password', ({ type }) => type === 'password');
    await this.keyboard.types(PASSWORD);
    await this.keyboard.press('Enter');
    await this.anna.page.waitForURL((url) => url.pathname !== '/login');
    await this.anna.isSettled();
  }

  private async begins(): Promise<Request> {
    await this.anna.opens(`/measures/${this.code}`);
    await this.keyboard.presses(/^(Подать заявку|Вступить)/, 'a');
    await this.anna.page.getByRole('radio').first().waitFor();
    await this.keyboard.tabsTo('the organisation', ({ type }) => type === 'radio');
    await this.keyboard.press('Space');
    await this.anna.isSettled();
    await this.keyboard.presses('Начать заявку');
    await this.anna.page.waitForURL(/\/edit\/\w+$/);
    await this.anna.seesHeading(/^\d+\. /);
    await this.keyboard.isNotLost('the draft was opened');
    const id = this.anna.page.url().split('/').at(-3) ?? '';
    return must(200, await this.applicant.client.get<Request>(`applications/${id}`));
  }

  /** A draft opens where something is missing; what came with the organisation's card is looked at too. */
  private async goesBackTo(first: string): Promise<void> {
    for (let step = this.step(); step !== first; step = this.step()) {
      await this.keyboard.presses(/^Вернуться/);
      await this.leaves(step);
    }
  }

  private async leaves(step: string): Promise<void> {
    await this.anna.page.waitForURL((url) => !url.pathname.endsWith(`/${step}`));
    await this.keyboard.arrivesAt(/^\d+\. /);
    await this.anna.isSettled();
  }

  private step(): string {
    return this.anna.page.url().split('/').at(-1) ?? '';
  }

  /** The first cut is while writing, the second while the files go. */
  private async fillsIn(
    step: string,
    fill: () => Promise<void>,
    slots: ReturnType<typeof visibleSlots>,
  ): Promise<void> {
    if (step === 'DOCUMENTS') {
      for (const { slot, min } of slots) {
        await this.uploads(slot, Math.max(1, min));
      }
    } else if (step === 'CONSENTS') {
      await this.consents();
    } else if (step !== 'ORG' && step !== 'CONTACT' && this.cuts === 0) {
      await this.isCutOff();
      await fill();
      await this.anna.isTold(OFFLINE);
    } else {
      await fill();
    }
  }

  /** Without a connection the next step opens all the same; there it comes back. */
  private async goesOn(step: string): Promise<void> {
    await this.keyboard.presses('Сохранить и продолжить');
    await this.leaves(step);
    if (this.cuts === 1) {
      await this.isConnected();
    }
  }

  private async isCutOff(): Promise<void> {
    this.cuts += 1;
    await this.anna.context.setOffline(true);
  }

  private async isConnected(): Promise<void> {
    await this.anna.context.setOffline(false);
    await this.anna.isTold('Сохранено в');
  }

  private async uploads(slot: DocumentSlot, count: number): Promise<void> {
    for (let file = 1; file <= count; file += 1) {
      const name = `${slot.code}-${file}.pdf`;
      await this.keyboard.tabsTo(
        `the place for ${slot.code}`,
        ({ type, ids }) => type === 'file' && ids.includes(`f-doc-${slot.code}`),
      );
      const lost = this.cuts === 1;
      if (lost) {
        await this.isCutOff();
      }
      const chooser = this.anna.page.waitForEvent('filechooser');
      await this.keyboard.press('Enter');
      const mimeType = 'application/pdf';
      await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(SMALL_PDF) });
      if (lost) {
        await this.isHeldBack(name);
      }
      await this.anna.page.getByRole('link', { name }).waitFor();
      await this.keyboard.isNotLost(`${name} was uploaded`);
    }
  }

  /** The file waits for the line and goes on by itself. */
  private async isHeldBack(name: string): Promise<void> {
    const again = `Повторить загрузку ${name}`;
    await this.anna.page.getByRole('button', { name: again }).waitFor();
    await this.anna.context.setOffline(false);
  }

  private async consents(): Promise<void> {
    const give = this.anna.page.getByRole('button', { name: /^Дать согласие/ });
    for (let left = await give.count(); left > 0; left -= 1) {
      await this.keyboard.presses(/^Дать согласие/);
      await give.nth(left - 1).waitFor({ state: 'detached' });
      await this.keyboard.isNotLost('a consent was given');
    }
  }

  private async hands(): Promise<void> {
    const ready = this.anna.page.getByText('Всё заполнено.');
    const wrong = this.anna.page.getByRole('alert');
    await ready.or(wrong).first().waitFor();
    if (await wrong.isVisible()) {
      throw new Error(await wrong.innerText());
    }
    await this.keyboard.presses('Подать заявку');
    await this.keyboard.arrivesAt(/^Заявка \S+ подана/);
  }

  /** What the portal has is what was typed: nothing lost, nothing doubled. */
  private async isStored(
    id: string,
    expected: Answers,
    slots: ReturnType<typeof visibleSlots>,
  ): Promise<void> {
    const filed = must(200, await this.applicant.client.get<Request>(`applications/${id}`));
    const different = [...new Set([...Object.keys(expected), ...Object.keys(filed.answers)])]
      .filter((key) => !isDeepStrictEqual(filed.answers[key], expected[key]))
      .map(
        (key) =>
          `${key}: ${JSON.stringify(filed.answers[key])}, typed ${JSON.stringify(expected[key])}`,
      );
    const files = slots.flatMap(({ slot, min }) =>
      Array.from({ length: Math.max(1, min) }, (_, at) => `${slot.code}-${at + 1}.pdf`),
    );
    const missing = files.filter((name) => !filed.documents.some((one) => one.name === name));
    if (filed.state === 'DRAFT' || different.length > 0 || missing.length > 0) {
      throw new Error(`${filed.state}; ${different.join('; ')}; files missing: ${missing.join()}`);
    }
  }
}
