import { Socket } from 'node:net';

type Written = (error?: Error | null) => void;

/**
 * A connection that keeps what one turn of the event loop writes and sends it with one call of the system:
 * each call may wake the server, and costs more than the statement that it carries.
 */
export class TripSocket extends Socket {
  private holds = false;

  override write(
    chunk: Uint8Array | string,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean {
    this.hold();
    return typeof encoding === 'string'
      ? super.write(chunk, encoding, written)
      : super.write(chunk, encoding);
  }

  private hold(): void {
    if (this.holds) {
      return;
    }
    this.holds = true;
    this.cork();
    process.nextTick(() => {
      this.holds = false;
      this.uncork();
    });
  }
}
