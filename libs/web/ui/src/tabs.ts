import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  Directive,
  TemplateRef,
  computed,
  contentChildren,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { Tab, TabContent, TabList, TabPanel, Tabs } from '@angular/aria/tabs';

/** One tab: `<ng-template okTab="history" label="История" [count]="3">…</ng-template>`. */
@Directive({ selector: 'ng-template[okTab]' })
export class OkTab {
  readonly okTab = input.required<string>();
  readonly label = input.required<string>();
  /** A small number after the label. */
  readonly count = input<number | undefined>(undefined);
  readonly content = inject<TemplateRef<unknown>>(TemplateRef);
}

/** Tabs by the ARIA pattern: arrows move, the panel follows. Content of a closed tab is not built. */
@Component({
  selector: 'ok-tabs',
  imports: [NgTemplateOutlet, Tab, TabContent, TabList, TabPanel, Tabs],
  template: `
    <div ngTabs>
      <div
        ngTabList
        class="tabs"
        selectionMode="follow"
        [attr.aria-label]="label()"
        [selectedTab]="open()"
        (selectedTabChange)="show($event)"
      >
        @for (tab of tabs(); track tab.okTab()) {
          <button type="button" ngTab [value]="tab.okTab()">
            {{ tab.label() }}
            @if (tab.count() !== undefined) {
              <span class="cnt">{{ tab.count() }}</span>
            }
          </button>
        }
      </div>
      @for (tab of tabs(); track tab.okTab()) {
        <div ngTabPanel [value]="tab.okTab()">
          <ng-template ngTabContent>
            <ng-container [ngTemplateOutlet]="tab.content" />
          </ng-template>
        </div>
      }
    </div>
  `,
  styleUrl: './tabs.css',
})
export class OkTabs {
  /** What the tabs are about, for screen readers. */
  readonly label = input.required<string>();
  readonly selected = input<string | undefined>(undefined);
  readonly selectedChange = output<string>();

  protected readonly tabs = contentChildren(OkTab);
  private readonly first = computed(() => this.tabs()[0]?.okTab());
  protected readonly open = linkedSignal(() => this.selected() ?? this.first());

  protected show(value: string | undefined): void {
    if (value !== undefined && value !== this.open()) {
      this.open.set(value);
      this.selectedChange.emit(value);
    }
  }
}
