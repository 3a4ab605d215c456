import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import {
  assembleForm,
  sectionStates,
  type Answers,
  type FormDefinition,
} from '@okno/shared/form-schema';
import {
  OkDraftConflicts,
  OkFormSection,
  OkSaveState,
  injectProblemTexts,
  readForm,
  type FieldEdit,
} from '@okno/web/form';
import { OkErrorSummary, OkTaskList, OkToasts, injectSay } from '@okno/web/ui';

import { firstValueFrom } from 'rxjs';

import { Languages } from '../src/app/shell/languages';
import { Themes } from '../src/app/shell/theme';

const BLOCKS = ['org', 'contact', 'contractor', 'money', 'costs', 'bank', 'declarations'];
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
      @if (reading(); as reading) {
        <h1>{{ say(reading.definition.title) }}</h1>
        <ok-save-state [state]="{ kind: 'offline' }" />
        <ok-error-summary [errors]="errors()" />
        <br />
        <ok-draft-conflicts
          [conflicts]="[{ key: 'mk.goal', mine: 'Моё', theirs: 'Коллега написал' }]"
          [reading]="reading"
        />
        <ok-task-list [tasks]="tasks()" />
        @for (section of reading.definition.sections; track section.code) {
          <section class="sec">
            <h2>{{ say(section.title) }}</h2>
            <br />
            <ok-form-section
              [code]="section.code"
              [reading]="reading"
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
  protected readonly form = signal<FormDefinition | undefined>(undefined);
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
  protected readonly reading = computed(() => {
    const form = this.form();
    return form && readForm(form, this.typed(), this.context);
  });
  protected readonly errors = computed(() => {
    const reading = this.reading();
    return reading ? this.problems.summary(reading.problems.slice(0, 4), reading) : [];
  });
  protected readonly tasks = computed(() => {
    const reading = this.reading();
    const titles = new Map(reading?.definition.sections.map(({ code, title }) => [code, title]));
    return reading
      ? sectionStates(reading.definition, reading.answers, this.context, []).map((one) => ({
          ...one,
          title: this.say(titles.get(one.code)) || one.code,
        }))
      : [];
  });

  constructor() {
    inject(Themes);
    void this.load(inject(HttpClient), inject(Languages));
  }

  protected put({ key, value }: FieldEdit): void {
    this.typed.update((answers) => ({ ...answers, [key]: value }));
  }

  private async load(http: HttpClient, languages: Languages): Promise<void> {
    const read = (name: string): Promise<unknown> =>
      firstValueFrom(http.get<unknown>(`/forms/${name}.json`));
    await languages.need('ui', 'form');
    const blocks = await Promise.all(BLOCKS.map((name) => read(`blocks/${name}`)));
    this.form.set(assembleForm(await read(QUERY.get('form') ?? ''), blocks));
  }
}
