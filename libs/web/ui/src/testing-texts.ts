import {
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';

import { LoadedTexts, type TextTree } from './texts';

/** Texts for a spec, by area, there at once: `providers: [testTexts({ ui: { … } })]`. Russian unless told. */
export function testTexts(
  ru: Readonly<Record<string, TextTree>>,
  en: Readonly<Record<string, TextTree>> = {},
): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideEnvironmentInitializer(() => {
      const texts = inject(LoadedTexts);
      for (const [lang, areas] of Object.entries({ ru, en })) {
        for (const [area, tree] of Object.entries(areas)) {
          texts.add(lang, area, tree);
        }
      }
    }),
  ]);
}
