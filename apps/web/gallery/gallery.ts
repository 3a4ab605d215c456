import { Component, inject, signal } from '@angular/core';
import {
  Confirm,
  OkCalculator,
  OkCheck,
  OkCheckLine,
  OkChecks,
  OkChips,
  OkCombobox,
  OkDateInput,
  OkDocumentRow,
  OkEmpty,
  OkErrorSummary,
  OkField,
  OkFileSlot,
  OkHonestClock,
  OkInput,
  OkMenu,
  OkMessages,
  OkNote,
  OkNumberInput,
  OkPanel,
  OkPeriodInput,
  OkRadios,
  OkRemarkCard,
  OkSearchBox,
  OkSelect,
  OkShowMore,
  OkSkeleton,
  OkSla,
  OkSortHeader,
  OkStatus,
  OkTab,
  OkTabs,
  OkTaskList,
  OkTextArea,
  OkTimeline,
  OkToasts,
  Toasts,
} from '@okno/web/ui';

import { Languages } from '../src/app/shell/languages';
import { Themes } from '../src/app/shell/theme';
import { CHECKS, CLOCK, MESSAGES, OPTIONS, STATES, STEPS, TASKS } from './samples';

/** Every part of the interface on one page: looked at, and read by axe. */
@Component({
  selector: 'okno-root',
  imports: [
    OkCalculator,
    OkCheck,
    OkCheckLine,
    OkChecks,
    OkChips,
    OkCombobox,
    OkDateInput,
    OkDocumentRow,
    OkEmpty,
    OkErrorSummary,
    OkField,
    OkFileSlot,
    OkHonestClock,
    OkInput,
    OkMenu,
    OkMessages,
    OkNote,
    OkNumberInput,
    OkPanel,
    OkPeriodInput,
    OkRadios,
    OkRemarkCard,
    OkSearchBox,
    OkSelect,
    OkShowMore,
    OkSkeleton,
    OkSla,
    OkSortHeader,
    OkStatus,
    OkTab,
    OkTabs,
    OkTaskList,
    OkTextArea,
    OkTimeline,
    OkToasts,
  ],
  templateUrl: './gallery.html',
  host: { '[class.density-compact]': 'compact' },
})
export class Gallery {
  private readonly toasts = inject(Toasts);
  private readonly question = inject(Confirm);

  protected readonly compact = location.search.includes('compact');
  protected readonly ready = signal(false);
  protected readonly states = STATES;
  protected readonly checks = CHECKS;
  protected readonly tasks = TASKS;
  protected readonly clock = CLOCK;
  protected readonly steps = STEPS;
  protected readonly messages = MESSAGES;
  protected readonly options = OPTIONS;
  protected readonly found = signal(OPTIONS);
  protected readonly sort = signal('-due');
  protected readonly cost = signal<number | null>(36_800_000);
  protected readonly commands = [
    { value: 'open', label: 'Открыть', icon: 'eye' as const },
    { value: 'remove', label: 'Удалить', icon: 'trash-2' as const, danger: true },
  ];
  protected readonly terms = {
    stateShareBp: 8000,
    limitKopecks: 50_000_000,
    yearRestKopecks: 70_000_000,
  };
  protected readonly errors = [
    { fieldId: 'own', text: 'Источник собственных средств — выберите вариант' },
    { fieldId: 'goal', text: 'Задача — нужно ещё 20 знаков' },
  ];

  constructor() {
    inject(Themes);
    void inject(Languages)
      .need('ui', 'form')
      .then(() => {
        this.ready.set(true);
      });
  }

  protected filter(text: string): void {
    this.found.set(OPTIONS.filter((one) => one.label.toLowerCase().includes(text.toLowerCase())));
  }

  protected toast(error: boolean): void {
    if (error) {
      this.toasts.fail('Нет связи. Пишем на устройство');
    } else {
      this.toasts.say('Черновик сохранён', { action: { label: 'Вернуть', run: () => undefined } });
    }
  }

  protected async ask(): Promise<void> {
    const reply = await this.question.ask({
      heading: 'Отозвать заявку?',
      text: 'Её можно будет подать заново. Документы останутся у вас.',
      confirm: 'Отозвать заявку',
      danger: true,
      reason: { label: 'Почему', required: true },
    });
    this.toasts.say(reply ? `Отозвана: ${reply.reason}` : 'Осталась как была');
  }
}
