import { HttpClient } from '@angular/common/http';
import { Injectable, Injector, computed, inject } from '@angular/core';
import { Dialogs, Toasts, injectTexts } from '@okno/web/ui';
import type { ActionDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { problemOf } from '../../shell/problem';
import { OfficeProblems } from '../office-problems';
import { CaseFile, type StaffCase } from './case-file';
import type { StepQuestion } from './step-dialog';
import { CLOCK_STEPS, stepOn, STAFF_STEPS, type Sent, type StaffStep } from './step-words';

/** A step as the bar shows it. */
export interface OfferedStep {
  readonly action: StaffStep;
  /** Why it is closed, in words; empty where it is open. */
  readonly why: string;
}

/** Takes the steps of the flow: asks, sends once, and tells apart "somebody was first" from "not like this". */
@Injectable()
export class Steps {
  private readonly http = inject(HttpClient);
  private readonly dialogs = inject(Dialogs);
  private readonly injector = inject(Injector);
  private readonly file = inject(CaseFile);
  private readonly problems = inject(OfficeProblems);
  private readonly toasts = inject(Toasts);
  private readonly t = injectTexts();

  readonly offered = computed<readonly OfferedStep[]>(() => {
    const { allowed = [], blocked = [] } = this.file.application() ?? {};
    return STAFF_STEPS.flatMap((action) => {
      if (allowed.includes(action)) {
        return [{ action, why: '' }];
      }
      const closed = blocked.find((one) => one.action === action);
      return closed
        ? [{ action, why: closed.by.map((guard) => this.t(`review.guard.${guard}`)).join(' ') }]
        : [];
    });
  });
  /** Stop the clock or start it again; whichever can be done now. */
  readonly clock = computed(() =>
    CLOCK_STEPS.find((action) => this.file.application()?.allowed.includes(action)),
  );
  /** The step that E stands for. */
  readonly onward = computed(() => {
    const { allowed = [], blocked = [] } = this.file.application() ?? {};
    return stepOn(
      allowed,
      blocked.map(({ action }) => action),
    );
  });

  /** «Вернуть с 2 замечаниями». */
  label(action: StaffStep): string {
    return action === 'returnWithRemarks' && this.file.waiting().length > 0
      ? this.t('review.step.returnWithCount', { count: this.file.waiting().length })
      : this.t(`review.step.${action}`);
  }

  /** Opens the confirm step, or says why there is none. A single key never decides. */
  async ask(action: string | undefined): Promise<void> {
    const step = this.offered().find((one) => one.action === action);
    if (!step) {
      return;
    }
    if (step.why) {
      this.toasts.say(step.why, { icon: 'lock' });
      return;
    }
    await this.confirm(step.action);
  }

  /** Opens the confirm step of an open step. */
  async confirm(action: StaffStep): Promise<void> {
    const load = async () => (await import('./step-dialog')).StepDialog;
    const sent = await this.dialogs.open<Sent, StepQuestion>(load, {
      data: {
        action,
        heading: this.label(action),
        send: (input, key) => this.send(action, input, key),
      },
      injector: this.injector,
      ariaLabel: this.label(action),
      // What decides must not be one Enter from anywhere.
      autoFocus: 'dialog',
    });
    if (sent?.kind === 'done') {
      this.toasts.say(this.t(`review.done.${action}`));
    }
  }

  private async send(
    action: StaffStep,
    input: Omit<ActionDto, 'revision'>,
    key: string,
  ): Promise<Sent> {
    const before = this.file.application();
    if (!before) {
      return { kind: 'moved' };
    }
    try {
      await this.file.command(async () => {
        const after = await firstValueFrom(
          this.http.post<StaffCase>(
            this.file.url(`actions/${action}`),
            { ...input, revision: before.revision },
            { headers: { 'Idempotency-Key': key } },
          ),
        );
        this.file.moved.set(undefined);
        this.file.show(after);
      });
      return { kind: 'done' };
    } catch (error) {
      return this.refusal(error, action);
    }
  }

  private async refusal(error: unknown, action: StaffStep): Promise<Sent> {
    const problem = problemOf(error);
    const text = this.problems.explain(error);
    const fields = (problem.fields ?? []).map(({ path }) => path);
    if (problem.status !== 409) {
      return { kind: 'refused', text, fields };
    }
    await this.file.again().catch(() => undefined);
    if (this.file.application()?.allowed.includes(action)) {
      return { kind: 'refused', text, fields };
    }
    await this.file.tellMove().catch(() => undefined);
    return { kind: 'moved' };
  }
}
