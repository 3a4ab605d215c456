import { Service, inject } from '@angular/core';
import { Dialogs, injectTexts } from '@okno/web/ui';

/** One line of the help: keys as they are printed, and a translation key. */
export interface KeyHint {
  readonly keys: readonly string[];
  readonly text: string;
}

/** Opens the list of keys of a screen. */
@Service()
export class KeysHelp {
  private readonly dialogs = inject(Dialogs);
  private readonly t = injectTexts();

  /** Rejects when the help does not arrive. */
  async open(hints: readonly KeyHint[]): Promise<void> {
    const load = async () => (await import('./keys-help-dialog')).KeysHelpDialog;
    await this.dialogs.open<undefined, readonly KeyHint[]>(load, {
      data: hints,
      ariaLabel: this.t('office.keys.heading'),
    });
  }
}
