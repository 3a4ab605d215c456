import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { OkDialogFrame, OkEmpty, OkField, OkRadios, OkSkeleton, injectTexts } from '@okno/web/ui';
import type { ApplicationDto, AssigneesDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import type { Assignment } from './assign';
import { OfficeProblems } from './office-problems';

/** Whom a case is given to; opened by `Assign`. */
@Component({
  selector: 'okno-assign-dialog',
  imports: [OkDialogFrame, OkEmpty, OkField, OkRadios, OkSkeleton],
  template: `
    <ok-dialog-frame [heading]="t('office.assign.heading', { number: data.number })">
      @if (people.error(); as error) {
        <ok-empty
          picture="broken"
          [heading]="t('office.assign.failed')"
          [text]="problems.explain(error)"
        >
          <button type="button" class="btn" (click)="people.reload()">
            {{ t('office.retry') }}
          </button>
        </ok-empty>
      } @else if (!people.hasValue()) {
        <ok-skeleton [label]="t('office.assign.loading')" />
      } @else if (choices().length === 0) {
        <p>{{ t('office.assign.nobody') }}</p>
      } @else {
        <form (submit)="give($event)" (keydown.control.enter)="give($event)">
          <ok-field [group]="true" [label]="t('office.assign.who')" [error]="refused()">
            <ok-radios
              [options]="choices()"
              [value]="chosen()"
              (valueChange)="chosen.set($event)"
            />
          </ok-field>
          <div class="row wrap acts">
            <button
              type="submit"
              class="btn btn--p"
              [attr.aria-disabled]="chosen() === null || busy() || null"
            >
              {{ t('office.assign.give') }}
            </button>
            <button type="button" class="btn btn--t" (click)="ref.close()">
              {{ t('office.cancel') }}
            </button>
          </div>
        </form>
      }
    </ok-dialog-frame>
  `,
  styles: `
    .acts {
      margin-top: 16px;
    }
  `,
})
export class AssignDialog {
  private readonly http = inject(HttpClient);
  protected readonly ref = inject<DialogRef<ApplicationDto>>(DialogRef);
  protected readonly data = inject<Assignment>(DIALOG_DATA);
  protected readonly problems = inject(OfficeProblems);
  protected readonly t = injectTexts();
  protected readonly people = httpResource<AssigneesDto>(
    () => `/api/v1/applications/${this.data.applicationId}/assignees`,
  );
  protected readonly choices = computed(() =>
    (this.people.hasValue() ? this.people.value().items : []).map(({ id, name, open }) => ({
      value: id,
      label: name,
      hint: this.t('office.assign.load', { count: open }),
    })),
  );
  protected readonly chosen = linkedSignal<string | null>(() => this.data.assigneeId);
  protected readonly busy = signal(false);
  protected readonly refused = signal('');

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    const accountId = this.chosen();
    if (accountId === null || this.busy()) {
      return;
    }
    this.busy.set(true);
    try {
      const url = `/api/v1/applications/${this.data.applicationId}/assign`;
      this.ref.close(await firstValueFrom(this.http.post<ApplicationDto>(url, { accountId })));
    } catch (error) {
      this.refused.set(this.problems.explain(error));
      this.busy.set(false);
    }
  }
}
