import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { assembleForm, sectionStates, type Answers } from '@okno/shared/form-schema';
import {
  OkDraftConflicts,
  OkFormSection,
  OkSaveState,
  injectProblemTexts,
  readForm,
  type FieldEdit,
} from '@okno/web/form';
import { OkErrorSummary, OkTaskList, OkToasts, injectSay } from '@okno/web/ui';

import contact from '../../../db/reference/forms/blocks/contact.json';
import declarations from '../../../db/reference/forms/blocks/declarations.json';
import money from '../../../db/reference/forms/blocks/money.json';
import org from '../../../db/reference/forms/blocks/org.json';
import membership from '../../../db/reference/forms/membership.json';
import service from '../../../db/reference/forms/service-marketing.json';
import { Languages } from '../src/app/shell/languages';
import { Themes } from '../src/app/shell/theme';

const BLOCKS = [org, contact, money, declarations];
const QUERY = new URLSearchParams(location.search);

const ANSWERS: Answers = {
  'org.inn': '4299000019',
  'org.ogrn': '1024200000010',
  'mk.goal': 'Понять объём закупок',
  'mk.questions': [{ question: 'Доли производителей' }, { question: 'x' }],
  'money.lines': [
    { item: 'Анализ рынка', quantity: 12, price: 1_450_000 },
    { item: 'Доставка', quantity: 1, price: 3_840_000 },
  ],
};

/** The real forms, section by section, with every problem shown. */
@Component({
  selector: 'okno-root',
  imports: [OkDraftConflicts, OkErrorSummary, OkFormSection, OkSaveState, OkTaskList, OkToasts],
  template: `
    <main class="container">
      @if (ready()) {
        <h1>{{ say(definition.title) }}</h1>
        <ok-save-state [state]="{ kind: 'offline' }" />
        <ok-error-summary [errors]="errors()" />
        <br />
        <ok-draft-conflicts
          [conflicts]="[{ key: 'mk.goal', mine: 'Моё', theirs: 'Коллега написал' }]"
          [reading]="reading()"
        />
        <ok-task-list [tasks]="tasks()" />
        @for (section of definition.sections; track section.code) {
          <section class="sec">
            <h2>{{ say(section.title) }}</h2>
            <br />
            <ok-form-section
              [code]="section.code"
              [reading]="reading()"
              [prefill]="prefill"
              [showAll]="true"
              (edit)="put($event)"
            />
          </section>
        }
      }
    </main>
    <ok-toasts />
  `,
})
export class FormGallery {
  private readonly problems = injectProblemTexts();
  protected readonly say = injectSay();
  protected readonly summary = viewChild(OkErrorSummary);
  protected readonly ready = signal(false);
  protected readonly definition = assembleForm(
    QUERY.get('form') === 'membership' ? membership : service,
    BLOCKS,
  );
  protected readonly prefill = {
    'org.inn': {
      source: { ru: 'Карточка организации', en: 'Organisation card' },
      asOf: '2026-10-06',
    },
  };
  private readonly typed = signal<Answers>(ANSWERS);
  private readonly context = {
    filingDate: '2026-10-06',
    roundYear: 2027,
    reviewTermWorkingDays: 20,
    money: { stateShareBp: 8000, minOwnBp: 2000, limitPerApplicationKopecks: 30_000_000 },
    options: {
      'cluster.specialisations': [{ value: 'BIO', label: { ru: 'Биотех', en: 'Biotech' } }],
    },
  };
  protected readonly reading = computed(() =>
    readForm(this.definition, this.typed(), this.context),
  );
  protected readonly errors = computed(() =>
    this.problems.summary(this.reading().problems.slice(0, 4), this.reading()),
  );
  protected readonly tasks = computed(() =>
    sectionStates(this.definition, this.reading().answers, this.context, []).map((one) => ({
      ...one,
      title:
        this.say(this.definition.sections.find((section) => section.code === one.code)?.title) ||
        one.code,
    })),
  );

  constructor() {
    inject(Themes);
    void inject(Languages)
      .need('ui', 'form')
      .then(() => {
        this.ready.set(true);
      });
  }

  protected put({ key, value }: FieldEdit): void {
    this.typed.update((answers) => ({ ...answers, [key]: value }));
  }
}
