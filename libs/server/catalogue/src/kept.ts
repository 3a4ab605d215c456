/** A value read once and kept in memory for a while; a failed reading is not kept. */
export class Kept<T> {
  private value: { until: number; read: Promise<T> } | undefined;

  constructor(
    private readonly read: () => Promise<T>,
    /** Milliseconds. */
    private readonly keptMs: number,
  ) {}

  get(): Promise<T> {
    const now = performance.now();
    if (this.value === undefined || this.value.until < now) {
      const value = { until: now + this.keptMs, read: this.read() };
      this.value = value;
      value.read.catch(() => {
        // The database was away: the next caller asks again instead of hearing the old failure.
        if (this.value === value) {
          this.value = undefined;
        }
      });
    }
    return this.value.read;
  }

  forget(): void {
    this.value = undefined;
  }
}
