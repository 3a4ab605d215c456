import type { Whereabouts } from '../../shell/live-updates';

/** How long a screen may be silent before we believe that it is gone: two beats and a slow line. */
export const SILENCE_MS = 25_000;

/** A screen that was heard of. Moments in milliseconds since this page was opened. */
export interface HeardTab {
  readonly tab: string;
  readonly accountId: string;
  readonly place: string;
  readonly saidAt: number;
  readonly movedAt: number;
}

/** Where a person is: a section and perhaps a field of it. */
export interface PersonPlace {
  readonly accountId: string;
  readonly name: string;
  readonly section: string;
  readonly field: string;
}

/** What is known after a screen said where it is, or that it is gone. */
export function hear(
  tabs: readonly HeardTab[],
  { tab, accountId, place, state }: Whereabouts,
  now: number,
): readonly HeardTab[] {
  const others = tabs.filter((one) => one.tab !== tab);
  if (state === 'GONE') {
    return others;
  }
  const before = tabs.find((one) => one.tab === tab);
  const movedAt = before?.place === place ? before.movedAt : now;
  return [...others, { tab, accountId, place, saidAt: now, movedAt }];
}

/** Without the screens that have fallen silent. */
export function quiet(tabs: readonly HeardTab[], now: number): readonly HeardTab[] {
  return tabs.filter(({ saidAt }) => now - saidAt < SILENCE_MS);
}

/**
 * One line a person, by name. Of several screens the one that moved last: beats of two open tabs must not make
 * the line jump between them.
 */
export function placesOf(
  tabs: readonly HeardTab[],
  people: readonly { readonly id: string; readonly name: string }[],
): readonly PersonPlace[] {
  return people.flatMap(({ id, name }) => {
    const [last] = tabs
      .filter(({ accountId }) => accountId === id)
      .sort((one, other) => other.movedAt - one.movedAt);
    const [section = '', field = ''] = last?.place.split('/') ?? [];
    return last ? [{ accountId: id, name, section, field }] : [];
  });
}
