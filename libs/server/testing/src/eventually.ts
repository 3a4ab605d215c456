const DEADLINE_MS = 20_000;
const PAUSE_MS = 25;

/** Asks again until the answer is there; fails with the last reason after 20 seconds. Never waits longer than needed. */
export async function eventually<T>(ask: () => Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
