import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import type { FormChange } from '@okno/shared/form-schema';
import { injectAnswerText } from '@okno/web/form';
import { OkIcon, OkNote, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import type { ApplicationDto, DocumentDto } from '../applications/application-api';
import { injectOneAtATime } from '../../shell/one-at-a-time';

/** Changes shown before the rest is folded away. */
const SHOWN = 5;

/** Says of a draft what changed in its form since it was begun, and shows what has no place in it any more. */
@Component({
  selector: 'okno-form-change-note',
  imports: [OkIcon, OkNote],
  template: `
    @if (news().length > 0) {
      <ok-note tone="info">
        <b class="strong">{{ t('apply.change.heading') }}</b>
        <p>{{ t('apply.change.lead') }}</p>
        <ul>
          @for (line of first(); track $index) {
            <li>{{ line }}</li>
          }
        </ul>
        @if (rest().length > 0) {
          <details>
            <summary>
              <span>{{ t('apply.change.more', { count: rest().length }) }}</span>
              <ok-icon name="chevron-down" />
            </summary>
            <ul>
              @for (line of rest(); track $index) {
                <li>{{ line }}</li>
              }
            </ul>
          </details>
        }
        <button
          type="button"
          class="btn btn--s"
          [attr.aria-disabled]="busy() || null"
          (click)="read()"
        >
          {{ t('apply.change.read') }}
        </button>
      </ok-note>
    }
    @if (kept().length > 0 || files().length > 0) {
      <details class="panel pb">
        <summary>
          <span class="grow strong">{{
            t('apply.change.kept', { count: kept().length + files().length })
          }}</span>
          <ok-icon name="chevron-down" />
        </summary>
        <p class="sm muted">{{ t('apply.change.keptText') }}</p>
        <dl class="dl">
          @for (one of kept(); track one.key) {
            <dt>{{ one.label }}</dt>
            <dd>{{ one.value }}</dd>
          }
          @for (file of files(); track file.id) {
            <dt>{{ t('apply.change.file') }}</dt>
            <dd>
              <a
                [href]="'/api/v1/documents/' + file.id + '/content'"
                target="_blank"
                rel="noopener"
                >{{ file.name }}</a
              >
            </dd>
          }
        </dl>
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 20px;
    }
    ul {
      display: grid;
      gap: 4px;
      margin: 8px 0 12px;
      padding-left: 20px;
      list-style: disc;
    }
    summary {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 44px;
      cursor: pointer;
    }
    dd {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class FormChangeNote {
  private readonly http = inject(HttpClient);
  private readonly print = injectAnswerText();
  private readonly say = injectSay();
  private readonly f = injectFormats();
  protected readonly t = injectTexts();

  readonly application = input.required<ApplicationDto>();
  /** Files whose slot the form no longer has. */
  readonly files = input.required<readonly DocumentDto[]>();
  readonly changed = output();

  private readonly one = injectOneAtATime();
  protected readonly busy = this.one.busy;
  protected readonly news = computed(() => {
    const change = this.application().formChange;
    return change && !change.seen ? change.changes.map((one) => this.lineOf(one)) : [];
  });
  protected readonly first = computed(() => this.news().slice(0, SHOWN));
  protected readonly rest = computed(() => this.news().slice(SHOWN));
  protected readonly kept = computed(() => {
    const { formChange, formContext } = this.application();
    return (formChange?.kept ?? []).map(({ key, field, value }) => ({
      key,
      label: field ? this.say(field.label) : key,
      value: field ? this.print(field, value, formContext ?? {}) : JSON.stringify(value),
    }));
  });

  protected async read(): Promise<void> {
    await this.one.run(async () => {
      const { id } = this.application();
      await firstValueFrom(this.http.post(`/api/v1/applications/${id}/form-change/seen`, null));
      this.changed.emit();
    });
  }

  private lineOf(change: FormChange): string {
    if (change.kind === 'LIMIT_CHANGED') {
      return this.t(`apply.change.limit.${change.path}`, {
        before: this.figure(change.path, change.before ?? null),
        after: this.figure(change.path, change.after ?? null),
      });
    }
    const aspects = change.aspects.map((aspect) => this.t(`apply.change.aspect.${aspect}`));
    return this.t(`apply.change.kind.${change.kind}`, {
      label: change.label ? this.say(change.label) : '',
      aspects: aspects.join(', '),
    });
  }

  private figure(name: string, value: number | null): string {
    if (value === null) {
      return this.t('apply.change.noLimit');
    }
    if (name.endsWith('Bp')) {
      return this.f().share(value);
    }
    return name.endsWith('Kopecks') ? this.f().money(value) : this.f().number(value);
  }
}
