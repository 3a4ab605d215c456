import type { ServerResponse } from 'node:http';

/** A reader this far behind is cut off: it comes back and asks for what it sees. */
const BACKLOG_BYTES = 64 * 1024;
/** How soon a browser comes back after a cut, in milliseconds. */
const RETRY_MS = 2_000;

/** One open connection of server-sent events. */
export class EventStream {
  private open = true;

  constructor(
    private readonly response: ServerResponse,
    headers: Record<string, string | number | string[] | undefined>,
    onClose: () => void,
  ) {
    response.once('close', () => {
      this.open = false;
      onClose();
    });
    // A reset by the other side ends the connection like any other end.
    response.on('error', () => undefined);
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  send(event: string, data: Readonly<Record<string, string | number>>): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A line that browsers ignore: keeps proxies from closing a quiet connection. */
  beat(): void {
    this.write(':\n\n');
  }

  close(): void {
    if (this.open) {
      this.open = false;
      this.response.end();
    }
  }

  private write(text: string): void {
    if (!this.open) {
      return;
    }
    this.response.write(text);
    if (this.response.writableLength > BACKLOG_BYTES) {
      this.open = false;
      this.response.destroy();
    }
  }
}
