import { Component, input, output } from '@angular/core';
import { Menu, MenuItem, MenuTrigger } from '@angular/aria/menu';

import { OkIcon, type IconName } from './icon';

/** One command of a menu. */
export interface MenuCommand {
  readonly value: string;
  readonly label: string;
  readonly icon?: IconName;
  /** Whether it takes something away. */
  readonly danger?: boolean;
}

/** A button with a menu of commands, by the ARIA pattern. For links use plain links. */
@Component({
  selector: 'ok-menu',
  imports: [Menu, MenuItem, MenuTrigger, OkIcon],
  template: `
    <button
      type="button"
      ngMenuTrigger
      #trigger="ngMenuTrigger"
      [menu]="menu"
      [class]="label() ? 'btn' : 'icon-btn'"
      [attr.aria-label]="label() ? null : ariaLabel()"
    >
      {{ label() }}
      <ok-icon [name]="label() ? 'chevron-down' : 'ellipsis'" />
    </button>
    <div
      ngMenu
      #menu="ngMenu"
      class="list"
      [hidden]="!trigger.expanded()"
      [attr.aria-label]="label() || ariaLabel()"
      (itemSelected)="choose($event)"
    >
      @for (command of commands(); track command.value) {
        <div
          ngMenuItem
          [value]="command.value"
          [searchTerm]="command.label"
          [class.danger]="command.danger"
        >
          @if (command.icon; as icon) {
            <ok-icon [name]="icon" />
          }
          {{ command.label }}
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-block;
    }
    .list {
      position: absolute;
      right: 0;
      top: calc(100% + 4px);
      z-index: 30;
      min-width: 200px;
      padding: 4px;
      background: var(--ok-surface-container-lowest);
      border: 1px solid var(--ok-hairline);
      border-radius: var(--ok-corner-medium);
      box-shadow: var(--ok-level2);
    }
    [ngMenuItem] {
      display: flex;
      gap: 9px;
      align-items: center;
      min-height: var(--ctl-h);
      padding: 4px 12px;
      border-radius: var(--ok-corner-small);
      font: var(--ok-label-large);
      white-space: nowrap;
      cursor: pointer;
    }
    [ngMenuItem]:hover,
    [ngMenuItem][data-active='true'] {
      background: var(--ok-surface-container);
    }
    .danger {
      color: var(--ok-error);
    }
  `,
})
export class OkMenu {
  readonly commands = input.required<readonly MenuCommand[]>();
  /** Words on the button; without them it shows three dots and needs `ariaLabel`. */
  readonly label = input('');
  readonly ariaLabel = input('');
  readonly chosen = output<string>();

  protected choose(value: string | undefined): void {
    if (value !== undefined) {
      this.chosen.emit(value);
    }
  }
}
