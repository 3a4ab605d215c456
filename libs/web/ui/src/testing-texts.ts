import {
  EnvironmentInjector,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import {
  TranslocoService,
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
} from '@jsverse/transloco';

import { PluralTranspiler } from './plural-transpiler';

/** Texts for a spec, there at once: `providers: [testTexts({ ui: { … } })]`. Russian unless told. */
export function testTexts(ru: Translation, en: Translation = {}): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: ['ru', 'en'],
        defaultLang: 'ru',
        reRenderOnLangChange: true,
        prodMode: true,
        missingHandler: { logMissingKey: false },
      },
    }),
    provideTranslocoTranspiler(PluralTranspiler),
    provideEnvironmentInitializer(() => {
      const transloco = inject(EnvironmentInjector).get(TranslocoService);
      transloco.setTranslation(ru, 'ru');
      transloco.setTranslation(en, 'en');
    }),
  ]);
}
