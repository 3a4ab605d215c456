import { Injector, Service, inject, type Type } from '@angular/core';
import type { DialogConfig } from '@angular/cdk/dialog';
import { firstValueFrom } from 'rxjs';

/** How a dialog is opened; what is not said is as the CDK has it. */
export type DialogOptions<Data> = Pick<
  DialogConfig<Data>,
  'data' | 'ariaLabel' | 'autoFocus' | 'injector'
>;

/**
 * Opens dialogs. What draws them is loaded with the first one: no page needs it to be shown.
 * `load` brings the component, which has `DIALOG_DATA` and `DialogRef` of the CDK and stands in `ok-dialog-frame`.
 */
@Service()
export class Dialogs {
  private readonly injector = inject(Injector);
  private opening = false;

  /**
   * What the dialog was closed with; undefined when the person changed their mind, or when another one is just
   * coming: two presses are one wish. Rejects when the files do not arrive.
   */
  async open<Result, Data>(
    load: () => Promise<Type<unknown>>,
    options: DialogOptions<Data>,
  ): Promise<Result | undefined> {
    if (this.opening) {
      return undefined;
    }
    this.opening = true;
    try {
      const [{ Dialog }, component] = await Promise.all([import('./dialog-parts'), load()]);
      const ref = this.injector.get(Dialog).open<Result, Data>(component, options);
      this.opening = false;
      return await firstValueFrom(ref.closed);
    } finally {
      this.opening = false;
    }
  }
}
