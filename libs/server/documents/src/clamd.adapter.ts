import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { DocumentsConfig } from './documents.config';

/** The antivirus did not answer, or answered nothing that can be understood: the file stays unscanned. */
export class AntivirusSilent extends Error {}

const TIMEOUT_MS = 60_000;
/** Longer than any answer of clamd. */
const MAX_ANSWER = 4_096;

/**
 * clamd over TCP or a local socket, by its INSTREAM command (clamd(8)): a file goes there in pieces, each with its
 * length before it. Thirty lines of a protocol that has not changed for years; the packages that speak it have not
 * been kept for as long.
 */
@Injectable()
export class Antivirus {
  constructor(private readonly config: DocumentsConfig) {}

  /** Without an address files are marked as not scanned, and that is shown. */
  get connected(): boolean {
    return this.config.clamdUrl !== undefined;
  }

  /** @throws AntivirusSilent */
  async scan(file: Readable): Promise<'CLEAN' | 'INFECTED'> {
    const socket = this.open();
    try {
      const answer = answerOf(socket);
      // It may hang up while the file is on its way: then its answer, not the broken pipe, is what is told.
      await Promise.race([send(socket, file), answer]);
      return verdictOf(await answer);
    } catch (error) {
      throw error instanceof AntivirusSilent ? error : new AntivirusSilent(String(error));
    } finally {
      file.destroy();
      socket.destroy();
    }
  }

  private open(): Socket {
    const url = new URL(this.config.clamdUrl ?? '');
    const socket =
      url.protocol === 'unix:'
        ? connect({ path: url.pathname })
        : connect({ host: url.hostname, port: Number(url.port) });
    return socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new AntivirusSilent('timed out')));
  }
}

async function send(socket: Socket, file: Readable): Promise<void> {
  await once(socket, 'connect');
  socket.write('zINSTREAM\0');
  const pieces: AsyncIterable<Buffer> = file;
  for await (const piece of pieces) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) {
      await once(socket, 'drain');
    }
  }
  socket.write(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    answer += String(piece);
    if (answer.endsWith('\0') || answer.length > MAX_ANSWER) {
      break;
    }
  }
  return answer;
}

/** `stream: OK`, `stream: Some.Virus FOUND`; anything else is no verdict. */
function verdictOf(answer: string): 'CLEAN' | 'INFECTED' {
  const text = answer.replace(/\0$/, '');
  if (text === 'stream: OK') {
    return 'CLEAN';
  }
  if (/^stream: .+ FOUND$/.test(text)) {
    return 'INFECTED';
  }
  throw new AntivirusSilent(`clamd answered "${text.slice(0, 200)}"`);
}
