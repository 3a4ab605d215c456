import { Service } from '@angular/core';

/** The device's own clock: only for "saved at 14:32". Terms and dates come from the server. */
@Service()
export class DeviceClock {
  /** The moment as ISO text. */
  now(): string {
    return new Date().toISOString();
  }
}
