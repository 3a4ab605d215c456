import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { instantAt, localDateTime } from '@okno/shared/work-calendar';
import { injectFormats, injectTexts } from '@okno/web/ui';

/** When and where a session is: a moment, whatever zone it was written in. */
export interface SessionPlanned {
  readonly plannedFor: string;
  readonly place: string;
}

/** Asks when and where. Times are those of the cluster, wherever the browser stands. */
@Component({
  selector: 'okno-session-plan',
  template: `
    <form (submit)="send($event)">
      <label class="field"
        >{{ t('council.when') }} {{ offset() }}
        <input
          #at
          class="inp"
          type="datetime-local"
          required
          [value]="when()"
          (input)="when.set(at.value)"
        />
      </label>
      <label class="field grow"
        >{{ t('council.place') }}
        <input
          #hall
          class="inp"
          required
          maxlength="300"
          [value]="place()"
          (input)="place.set(hall.value)"
        />
      </label>
      <button class="btn btn--p" [disabled]="busy()">{{ label() }}</button>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: end;
    }
    .field {
      min-width: 0;
      max-width: 100%;
    }
    .inp {
      min-width: 0;
    }
    .grow {
      flex: 1 1 220px;
    }
  `,
})
export class SessionPlan {
  protected readonly t = injectTexts();
  private readonly f = injectFormats();
  readonly zone = input.required<string>();
  readonly label = input.required<string>();
  readonly busy = input(false);
  readonly planned = input<SessionPlanned>();
  readonly saved = output<SessionPlanned>();

  protected readonly when = linkedSignal(() => {
    const planned = this.planned();
    if (!planned) {
      return '';
    }
    const { date, time } = localDateTime(new Date(planned.plannedFor), this.zone());
    return `${date}T${time.slice(0, 5)}`;
  });
  protected readonly place = linkedSignal(() => this.planned()?.place ?? '');
  private readonly moment = computed(() => {
    const [date = '', time = ''] = this.when().split('T');
    return date && time
      ? instantAt(date, `${time.slice(0, 5)}:00`, this.zone()).toISOString()
      : undefined;
  });
  protected readonly offset = computed(() => {
    const moment = this.moment();
    return moment === undefined ? '' : this.f().offset(moment, this.zone());
  });

  protected send(event: Event): void {
    event.preventDefault();
    const plannedFor = this.moment();
    if (plannedFor !== undefined) {
      this.saved.emit({ plannedFor, place: this.place() });
    }
  }
}
