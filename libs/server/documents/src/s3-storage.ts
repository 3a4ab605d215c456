import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';

import type { S3Client } from '@aws-sdk/client-s3';

import type { DocumentsConfig } from './documents.config';
import {
  FileStorage,
  newKey,
  ObjectMissing,
  requireKey,
  requireShard,
  StorageFailed,
  type ObjectPage,
  type ObjectRange,
  type StoredObject,
} from './file-storage';
import type { IncomingFile, IncomingFiles } from './incoming-files';

type Sdk = typeof import('@aws-sdk/client-s3');

/** A piece is held in memory, so that it can be sent again; S3 takes none below 5 MiB but the last. */
const PIECE_BYTES = 8 * 1024 * 1024;
const PAGE = 1000;
const CONTENT_TYPE = 'application/octet-stream';
/** After the last shard: what else lies in the bucket is not ours to tell of. */
const BEYOND_KEYS = 'g';

/** Files in a bucket of S3 or of a server that speaks it. */
export class S3Storage extends FileStorage {
  private constructor(
    private readonly sdk: Sdk,
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly incoming: IncomingFiles,
  ) {
    super();
  }

  /** The client is loaded by whoever uses it: it weighs some 20 MiB of memory. */
  static async open(config: DocumentsConfig, incoming: IncomingFiles): Promise<S3Storage> {
    const sdk = await import('@aws-sdk/client-s3');
    const { accessKeyId, secretAccessKey, s3Endpoint } = config;
    const client = new sdk.S3Client({
      region: config.s3Region,
      forcePathStyle: config.s3PathStyle,
      ...(s3Endpoint === undefined ? {} : { endpoint: s3Endpoint }),
      // Without them the client looks where it always does: the role of the machine, its own variables and files.
      ...(accessKeyId === undefined || secretAccessKey === undefined
        ? {}
        : { credentials: { accessKeyId, secretAccessKey } }),
      // Checksums of newer S3 that many a compatible server refuses; every piece is signed with its SHA-256 anyway.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return new S3Storage(sdk, client, config.s3Bucket ?? '', incoming);
  }

  override async keep(incoming: IncomingFile): Promise<string> {
    const key = newKey();
    await (incoming.size <= PIECE_BYTES
      ? this.put(key, incoming)
      : this.putInPieces(key, incoming));
    await rm(incoming.path, { force: true });
    return key;
  }

  override async copyOf(file: {
    key: string;
    sha256: string;
    size: number;
  }): Promise<IncomingFile> {
    const copy = await this.incoming.receive(await this.read(file.key), { maxBytes: file.size });
    if (copy.sha256 !== file.sha256) {
      await this.incoming.drop(copy);
      throw new StorageFailed('The storage gave back another content than it was given');
    }
    return copy;
  }

  override async read(key: string): Promise<Readable> {
    const command = new this.sdk.GetObjectCommand(this.place(key));
    const { Body: body } = await this.told(this.client.send(command));
    if (!(body instanceof Readable)) {
      throw new StorageFailed('The storage answered without a content');
    }
    return body;
  }

  override async sizeOf(key: string): Promise<number | null> {
    try {
      const command = new this.sdk.HeadObjectCommand(this.place(key));
      return (await this.told(this.client.send(command))).ContentLength ?? 0;
    } catch (error) {
      if (error instanceof ObjectMissing) {
        return null;
      }
      throw error;
    }
  }

  override async remove(key: string): Promise<void> {
    await this.told(this.client.send(new this.sdk.DeleteObjectCommand(this.place(key))));
  }

  override async list({ shard, after }: ObjectRange): Promise<ObjectPage> {
    const command = new this.sdk.ListObjectsV2Command({
      Bucket: this.bucket,
      MaxKeys: PAGE,
      ...(shard === undefined ? {} : { Prefix: `${requireShard(shard)}/` }),
      ...(after === undefined || after === null ? {} : { StartAfter: after }),
    });
    let now = NaN;
    // Ages are told by the clock of the server that stamped the files.
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        now = dateOf(result.response);
        return result;
      },
      { step: 'deserialize', name: 'dateOfAnswer' },
    );
    const answer = await this.told(this.client.send(command));
    const listed = (answer.Contents ?? []).flatMap(({ Key: key, Size: size, LastModified: at }) =>
      key !== undefined && key < BEYOND_KEYS
        ? [{ key, size: size ?? 0, ageMs: now - (at?.getTime() ?? NaN) }]
        : [],
    );
    return { objects: listed, next: nextAfter(listed, answer.IsTruncated === true) };
  }

  private place(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: requireKey(key) };
  }

  private async put(key: string, { path, size }: IncomingFile): Promise<void> {
    for await (const Body of piecesOf(path, size)) {
      const command = new this.sdk.PutObjectCommand({
        ...this.place(key),
        Body,
        ContentType: CONTENT_TYPE,
      });
      await this.told(this.client.send(command));
    }
  }

  private async putInPieces(key: string, { path, size }: IncomingFile): Promise<void> {
    const place = this.place(key);
    const begin = new this.sdk.CreateMultipartUploadCommand({
      ...place,
      ContentType: CONTENT_TYPE,
    });
    const { UploadId: id } = await this.told(this.client.send(begin));
    const upload = { ...place, UploadId: id };
    try {
      const parts: { PartNumber: number; ETag: string | undefined }[] = [];
      for await (const Body of piecesOf(path, size)) {
        const PartNumber = parts.length + 1;
        const command = new this.sdk.UploadPartCommand({ ...upload, PartNumber, Body });
        const { ETag } = await this.told(this.client.send(command));
        parts.push({ PartNumber, ETag });
      }
      await this.told(
        this.client.send(
          new this.sdk.CompleteMultipartUploadCommand({
            ...upload,
            MultipartUpload: { Parts: parts },
          }),
        ),
      );
    } catch (error) {
      // What could not even be given up is for the bucket's own rule (AbortIncompleteMultipartUpload).
      await this.client
        .send(new this.sdk.AbortMultipartUploadCommand(upload))
        .catch(() => undefined);
      throw error;
    }
  }

  /** An error of the client may carry the request with its signature: only its name and status leave this class. */
  private async told<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof this.sdk.S3ServiceException)) {
        const name = error instanceof Error ? error.name : 'unknown';
        throw new StorageFailed(`The storage did not answer: ${name}`);
      }
      const { httpStatusCode: status } = error.$metadata;
      if (status === 404 && error.name !== 'NoSuchBucket') {
        throw new ObjectMissing();
      }
      throw new StorageFailed(`The storage refused: ${error.name}, status ${String(status)}`);
    }
  }
}

function nextAfter(listed: readonly StoredObject[], more: boolean): string | null {
  return more ? (listed.at(-1)?.key ?? null) : null;
}

function dateOf(response: unknown): number {
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response
      ? response.headers
      : undefined;
  const date =
    typeof headers === 'object' && headers !== null && 'date' in headers ? headers.date : undefined;
  return typeof date === 'string' ? Date.parse(date) : NaN;
}

async function* piecesOf(path: string, size: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (let from = 0; from < size; from += PIECE_BYTES) {
      const length = Math.min(PIECE_BYTES, size - from);
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from);
      if (bytesRead !== length) {
        throw new StorageFailed('The file became shorter while it was read');
      }
      yield buffer;
    }
  } finally {
    await file.close();
  }
}
