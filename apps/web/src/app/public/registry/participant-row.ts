import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ParticipantDto } from '@okno/web/api-client';
import { OkIcon, injectHasText, injectTexts, type IconName } from '@okno/web/ui';

const ICONS: Readonly<Record<string, IconName>> = {
  RESEARCH: 'flask-conical',
  EDUCATION: 'graduation-cap',
  INFRASTRUCTURE: 'layers',
};

/** One participant of the list. An entry of the register leads to its page; a published one shows its card. */
@Component({
  selector: 'okno-participant-row',
  imports: [OkIcon, RouterLink],
  template: `
    <div [class.cur]="current()">
      <span class="ic"><ok-icon [name]="icon()" /></span>
      <div class="body">
        @if (one().registryNumber; as number) {
          <a class="name" [routerLink]="['/registry', number]">{{ one().name }}</a>
        } @else {
          <button
            type="button"
            class="name"
            [attr.aria-controls]="current() ? 'card' : null"
            [attr.aria-pressed]="current()"
            (click)="chosen.emit()"
          >
            {{ one().name }}
          </button>
        }
        <p>
          {{
            one().about ??
              (one().registryNumber ? t('registry.no', { no: one().registryNumber }) : '')
          }}
        </p>
      </div>
      <span class="sm"
        >{{ role() }}
        @if (one().kind === 'REGISTERED') {
          <span class="badge ok"
            ><ok-icon name="check" [size]="15" />{{ t('registry.registered') }}</span
          >
        }
      </span>
      <span class="sm muted">{{ one().city ?? t('registry.cityUnknown') }}</span>
    </div>
  `,
  styleUrl: './participant-row.css',
})
export class ParticipantRow {
  private readonly has = injectHasText();
  protected readonly t = injectTexts();

  readonly one = input.required<ParticipantDto>();
  /** Whether its card is shown. */
  readonly current = input(false);
  readonly chosen = output();

  protected readonly icon = computed<IconName>(() =>
    this.one().anchor ? 'landmark' : (ICONS[this.one().role] ?? 'briefcase'),
  );
  protected readonly role = computed(() => {
    const key = `registry.role.${this.one().role}`;
    return this.has(key) ? this.t(key) : this.one().role;
  });
}
