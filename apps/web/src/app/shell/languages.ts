import { DOCUMENT, Service, inject } from '@angular/core';
import { LoadedTexts, type TextTree } from '@okno/web/ui';

/** Languages of the interface. Russian first, English complete. */
export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A cookie, because the document already names the texts of the reader's language (apps/api, documents.ts). */
const KEPT = 'okno_lang';
const YEAR_SECONDS = 365 * 24 * 3600;

const isTree = (value: unknown): value is TextTree => typeof value === 'object' && value !== null;
const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';

/** What the browser remembers: `?lang=` in the address, then the last choice, then Russian. */
function rememberedLanguage(cookies: string): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = new RegExp(`(?:^|; )${KEPT}=(\\w+)`).exec(cookies)?.[1];
  return isLanguage(asked) ? asked : isLanguage(kept) ? kept : 'ru';
}

/** The language of the interface and the text files it needs. */
@Service()
export class Languages {
  private readonly texts = inject(LoadedTexts);
  private readonly document = inject(DOCUMENT);
  private readonly root = this.document.documentElement;
  private readonly areas = new Set<string>();

  /** Current language; a signal. */
  readonly current = this.texts.lang;

  constructor() {
    this.texts.speak(rememberedLanguage(this.document.cookie));
    this.root.lang = this.current();
  }

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
    this.document.cookie = `${KEPT}=${lang}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    this.root.lang = lang;
    this.texts.speak(lang);
  }

  private async load(areas: readonly string[], lang: Language): Promise<void> {
    const missing = areas.filter((area) => !this.texts.has(lang, area));
    await Promise.all(
      missing.map(async (area) => {
        this.texts.add(lang, area, await fileOf(area, lang));
      }),
    );
  }
}

/** Brings a file of texts as a lazily loaded script of the build: hashed and cacheable for ever. */
async function fileOf(area: string, lang: Language): Promise<TextTree> {
  const file: unknown = await import(`../../i18n/${lang}/${area}.json`);
  return isTree(file) && isTree(file['default']) ? file['default'] : {};
}
