import {
  DOCUMENT,
  Injectable,
  Service,
  inject,
  makeEnvironmentProviders,
  type EnvironmentProviders,
} from '@angular/core';
import {
  TranslocoService,
  provideTransloco,
  provideTranslocoTranspiler,
  type Translation,
  type TranslocoLoader,
} from '@jsverse/transloco';
import { PluralTranspiler } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

/** Languages of the interface. Russian first, English complete. */
export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'okno.lang';

const isRecord = (value: unknown): value is Translation =>
  typeof value === 'object' && value !== null;
const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';

/** What the browser remembers: `?lang=` in the address, then the last choice, then Russian. */
function rememberedLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = localStorage.getItem(KEPT);
  return isLanguage(asked) ? asked : isLanguage(kept) ? kept : 'ru';
}

/** Brings `<area>/<lang>` as a lazily loaded chunk of the build: hashed and cacheable for ever. */
@Injectable()
class AreaFiles implements TranslocoLoader {
  async getTranslation(path: string): Promise<Translation> {
    const [area, lang] = path.split('/');
    if (!lang) {
      return {};
    }
    const file: unknown = await import(`../../i18n/${lang}/${area}.json`);
    return isRecord(file) && isRecord(file['default']) ? file['default'] : {};
  }
}

/** The language of the interface and the text files it needs. */
@Service()
export class Languages {
  private readonly transloco = inject(TranslocoService);
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly areas = new Set<string>();

  /** Current language; a signal. */
  readonly current = this.transloco.activeLang;

  /** Loads the texts of some areas (`public`, `ui`…) in the current language. Known files cost nothing. */
  async need(...areas: string[]): Promise<void> {
    for (const area of areas) {
      this.areas.add(area);
    }
    await this.load(areas, this.current());
  }

  /** Switches the whole interface; nothing is drawn before its texts are here. */
  async use(lang: Language): Promise<void> {
    await this.load([...this.areas], lang);
    localStorage.setItem(KEPT, lang);
    this.root.lang = lang;
    this.transloco.setActiveLang(lang);
  }

  private async load(areas: readonly string[], lang: string): Promise<void> {
    await Promise.all(areas.map((area) => firstValueFrom(this.transloco.load(`${area}/${lang}`))));
  }
}

/** The texts of the interface: languages, files and plural forms. */
export function provideTexts(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: rememberedLanguage(),
        reRenderOnLangChange: true,
        prodMode: !ngDevMode,
        missingHandler: { logMissingKey: true },
      },
      loader: AreaFiles,
    }),
    provideTranslocoTranspiler(PluralTranspiler),
  ]);
}
