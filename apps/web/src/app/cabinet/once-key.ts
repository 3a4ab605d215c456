const PREFIX = 'okno.once.';

/**
 * The Idempotency-Key of a command: the same for every try of the same command, also after a reload of the page,
 * so that it happens once however often it is sent. `scope` names the command and everything its body depends on.
 */
export function onceKey(scope: string): string {
  const name = PREFIX + scope;
  const kept = sessionStorage.getItem(name);
  if (kept !== null) {
    return kept;
  }
  const key = crypto.randomUUID();
  sessionStorage.setItem(name, key);
  return key;
}

/** The command is over, well or for good: the next one is another. */
export function forgetKey(scope: string): void {
  sessionStorage.removeItem(PREFIX + scope);
}
