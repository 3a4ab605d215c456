import { Service, inject } from '@angular/core';
import { Dialogs, injectTexts } from '@okno/web/ui';
import type { ApplicationDto } from '@okno/web/api-client';

/** Which case is given away, and to whom it belongs now. */
export interface Assignment {
  readonly applicationId: string;
  readonly number: string;
  readonly assigneeId: string | null;
}

/** Gives a case to a reviewer: asks whom, with what everybody has on the desk. */
@Service()
export class Assign {
  private readonly dialogs = inject(Dialogs);
  private readonly t = injectTexts();

  /** The case as it is afterwards; undefined when the person changed their mind. */
  ask(assignment: Assignment): Promise<ApplicationDto | undefined> {
    const load = async () => (await import('./assign-dialog')).AssignDialog;
    return this.dialogs.open<ApplicationDto, Assignment>(load, {
      data: assignment,
      ariaLabel: this.t('office.assign.heading', { number: assignment.number }),
    });
  }
}
