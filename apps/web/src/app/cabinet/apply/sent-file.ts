import { HttpErrorResponse } from '@angular/common/http';
import type { DetailedError, Upload } from 'tus-js-client';

/** Where a file goes, and who is told how it goes. */
export interface SentFileOptions {
  /** Where new uploads are announced. */
  readonly endpoint: string;
  readonly slot: string;
  /** Of one that was begun before. */
  readonly uploadId: string | null;
  /** Bytes that have gone. */
  progress(this: void, bytes: number): void;
  /** All of it is there. */
  arrived(this: void, uploadId: string): void;
  failed(this: void, error: unknown): void;
}

/** A cut line loses at most this of what has gone, where a proxy holds requests back until they are whole. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** What passes by itself is not shown. */
const RETRY_DELAYS_MS = [500, 2000];
const MAX_FINGERPRINT = 200;

/** By this the same file is known again after a reload, when it is chosen once more. */
export function fingerprintOf({ name, size, lastModified }: File): string {
  return `${size}-${lastModified}-${name}`.slice(0, MAX_FINGERPRINT);
}

/** One file on its way by tus, over whatever the line does. The protocol's client is loaded with the first one. */
export class SentFile {
  private upload: Upload | undefined;
  private wanted = false;

  constructor(
    private readonly file: File,
    private readonly options: SentFileOptions,
  ) {}

  get uploadId(): string | null {
    return this.upload?.url?.split('/').at(-1) ?? this.options.uploadId;
  }

  /** Begins, or goes on from the bytes that are there. */
  start(): void {
    this.wanted = true;
    void this.open().then(
      (upload) => {
        if (this.wanted) {
          upload.start();
        }
      },
      (error: unknown) => {
        this.options.failed(error);
      },
    );
  }

  pause(): void {
    this.wanted = false;
    void this.upload?.abort();
  }

  /** Takes away what has come. What cannot even be asked for is swept by the portal after a day. */
  async cancel(): Promise<void> {
    this.pause();
    const id = this.uploadId;
    if (id !== null) {
      await SentFile.forget(id);
    }
  }

  /** Asks for the protocol's client before the first file: by then the line may be cut. */
  static prepare(): void {
    // What cannot be had now is asked for again with the file.
    void import('tus-js-client').catch(() => undefined);
  }

  /** Takes away what has come of an upload of an earlier page. */
  static async forget(uploadId: string): Promise<void> {
    const { Upload } = await import('tus-js-client');
    await Upload.terminate(addressOf(uploadId), { retryDelays: RETRY_DELAYS_MS }).catch(
      () => undefined,
    );
  }

  private async open(): Promise<Upload> {
    if (this.upload) {
      return this.upload;
    }
    const { Upload } = await import('tus-js-client');
    const { endpoint, slot, uploadId, progress } = this.options;
    const upload = new Upload(this.file, {
      ...(uploadId === null ? { endpoint } : { uploadUrl: addressOf(uploadId) }),
      metadata: { slot, filename: this.file.name, fingerprint: fingerprintOf(this.file) },
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      // The portal itself knows what was begun, on every device.
      storeFingerprintForResuming: false,
      // With an address to announce files at, the client begins anew whenever it cannot ask how far it was.
      onUploadUrlAvailable: () => {
        upload.options.endpoint = null;
      },
      onProgress: progress,
      onSuccess: () => {
        this.options.arrived(this.uploadId ?? '');
      },
      onError: (error) => {
        this.fail(upload, error);
      },
    });
    this.upload = upload;
    return upload;
  }

  /** One whose time is over begins anew: the file is here. */
  private fail(upload: Upload, error: Error | DetailedError): void {
    const answer = answerOf(error);
    if (answer?.status === 404 && !upload.options.endpoint) {
      upload.url = null;
      upload.options.uploadUrl = null;
      upload.options.endpoint = this.options.endpoint;
      this.options.progress(0);
      upload.start();
      return;
    }
    this.options.failed(answer ?? error);
  }
}

const addressOf = (uploadId: string): string => `/api/v1/uploads/${uploadId}`;

/** What the portal said, as every other request of the page tells it; without an answer status 0. */
function answerOf(error: Error | DetailedError): HttpErrorResponse | undefined {
  if (!('originalRequest' in error)) {
    return undefined;
  }
  const { originalResponse: response } = error;
  const status = response?.getStatus() ?? 0;
  return new HttpErrorResponse({ status, error: bodyOf(response?.getBody() ?? '', status) });
}

/** The answer to a question for the head has no body: the commonest reason gets its code. */
function bodyOf(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return status === 401 ? { status, code: 'session.required' } : null;
  }
}
