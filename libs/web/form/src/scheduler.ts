import { Service } from '@angular/core';

/** Takes back something planned. */
export type Cancel = () => void;

/** Runs things later. Specs give one of their own and move the time by hand. */
@Service()
export class Scheduler {
  /** Runs once, `ms` milliseconds from now. */
  after(ms: number, run: () => void): Cancel {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  }
}
