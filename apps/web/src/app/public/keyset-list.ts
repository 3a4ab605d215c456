import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, linkedSignal, signal, type Signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** One page of a list read by key. */
export interface PageDto<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What to read: an address and its parameters, without the place of a page. */
export interface ListRequest {
  readonly url: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A list read by key: the first page follows the request, the next ones are asked for by the reader. */
export interface KeysetList<Item, Page extends PageDto<Item>> {
  /** Newest first page: facets and totals. While the next one loads, the last one stays. */
  readonly page: Signal<Page | undefined>;
  /** Everything shown so far. */
  readonly items: Signal<readonly Item[]>;
  readonly hasMore: Signal<boolean>;
  /** Whether a page is on its way. */
  readonly busy: Signal<boolean>;
  /** Why the first page could not be read. */
  readonly error: Signal<unknown>;
  /** Reads the next page. Rejects when the server is not reached; what is shown stays. */
  more(): Promise<void>;
  /** Asks for the first page again. */
  reload(): void;
}

/** Makes such a list; call it where a component is made. */
export function keysetList<Item, Page extends PageDto<Item>>(
  request: () => ListRequest | undefined,
): KeysetList<Item, Page> {
  const http = inject(HttpClient);
  const first = httpResource<Page>(() => {
    const asked = request();
    return asked && { url: asked.url, params: { ...asked.params } };
  });
  const fresh = computed(() => (first.hasValue() ? first.value() : undefined));
  // A change of a filter must not empty the page under the reader's eyes.
  const page = linkedSignal<Page | undefined, Page | undefined>({
    source: fresh,
    computation: (now, before) => now ?? before?.value,
  });
  const later = linkedSignal<Page | undefined, readonly Page[]>({
    source: page,
    computation: () => [],
  });
  const asking = signal(false);
  const next = computed(() => {
    const last = later().at(-1) ?? page();
    return last?.next ?? null;
  });

  return {
    page,
    items: computed(() => [page(), ...later()].flatMap((one) => one?.items ?? [])),
    hasMore: computed(() => next() !== null),
    busy: computed(() => asking() || first.isLoading()),
    error: first.error,
    reload: () => void first.reload(),
    async more() {
      const [asked, after, start] = [request(), next(), page()];
      if (!asked || after === null || asking()) {
        return;
      }
      asking.set(true);
      try {
        const got = await firstValueFrom(
          http.get<Page>(asked.url, { params: { ...asked.params, after } }),
        );
        // An answer to an older question is nobody's business any more.
        if (page() === start) {
          later.update((pages) => [...pages, got]);
        }
      } finally {
        asking.set(false);
      }
    },
  };
}
