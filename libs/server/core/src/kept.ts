/**
 * A value read once and kept in memory for a while; a failed reading is not kept. Whoever asks soon after
 * that while gets the old value at once, and a new one is read meanwhile: a transaction that asks must not
 * wait for a second connection.
 */
export class Kept<T> {
  private value: { readAt: number; read: Promise<T> } | undefined;
  private reading = false;

  constructor(
    private readonly read: () => Promise<T>,
    /** Milliseconds; up to twice as old a value is handed out while a new one is read. */
    private readonly keptMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(): Promise<T> {
    const age = this.value === undefined ? Infinity : this.now() - this.value.readAt;
    if (this.value === undefined || age >= 2 * this.keptMs) {
      return this.readNow();
    }
    if (age >= this.keptMs && !this.reading) {
      void this.refresh();
    }
    return this.value.read;
  }

  forget(): void {
    this.value = undefined;
  }

  private readNow(): Promise<T> {
    const value = { readAt: this.now(), read: this.read() };
    this.value = value;
    value.read.catch(() => {
      // The database was away: the next caller asks again instead of hearing the old failure.
      if (this.value === value) {
        this.value = undefined;
      }
    });
    return value.read;
  }

  private async refresh(): Promise<void> {
    const before = this.value;
    const readAt = this.now();
    this.reading = true;
    try {
      const fresh = await this.read();
      // What was forgotten meanwhile is read again by who asks next.
      if (this.value === before) {
        this.value = { readAt, read: Promise.resolve(fresh) };
      }
    } catch {
      // The old value serves until its time is up; then the failure is heard.
    } finally {
      this.reading = false;
    }
  }
}
