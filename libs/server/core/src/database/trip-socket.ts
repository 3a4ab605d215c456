import { Socket } from 'node:net';

/**
 * A connection that keeps what the driver writes in one turn of the event loop and sends it with one call
 * of the system: each call may wake the server, and costs more than the statement that it carries.
 */
export class TripSocket extends Socket {
  /** The driver corks the line around the messages of each statement; it opens when the turn is over. */
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
