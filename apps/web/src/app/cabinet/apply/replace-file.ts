import { Component, computed, input, output } from '@angular/core';
import { OkIcon, injectTexts } from '@okno/web/ui';

/** A file that takes the place of the one in a slot; the earlier one stays in the history. */
@Component({
  selector: 'okno-replace-file',
  imports: [OkIcon],
  template: `
    <label class="btn btn--s">
      <ok-icon name="refresh-cw" [size]="16" />{{ t('apply.documents.replace') }}
      <input
        #box
        class="vh"
        type="file"
        [accept]="accept()"
        [attr.aria-label]="t('apply.documents.replace') + ': ' + label()"
        (change)="take(box.files); box.value = ''"
      />
    </label>
  `,
  styles: `
    :host {
      display: block;
      padding: 0 16px 14px;
    }
    label {
      position: relative;
      min-height: 44px;
    }
    label:focus-within {
      outline: 2px solid var(--ok-focus-line);
      outline-offset: 2px;
    }
  `,
})
export class ReplaceFile {
  protected readonly t = injectTexts();
  readonly label = input.required<string>();
  readonly types = input<readonly string[]>([]);
  readonly choose = output<File>();

  protected readonly accept = computed(() =>
    this.types()
      .map((type) => `.${type}`)
      .join(','),
  );

  protected take(files: FileList | null): void {
    const file = files?.item(0);
    if (file) {
      this.choose.emit(file);
    }
  }
}
