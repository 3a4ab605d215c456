import { IsBoolean, IsOptional, IsString, Matches, MinLength, ValidateIf } from 'class-validator';

import { ConfigOf, Env } from '@okno/server/core';

/** Where files lie. */
@ConfigOf('Documents')
export class DocumentsConfig {
  @Env('OKNO_FILES', {
    description:
      'Folder of the stored files; every api and worker process reaches the same one. With S3_BUCKET: of files on their way only, each machine its own.',
    example: '.okno/files',
  })
  @IsString()
  @MinLength(1)
  folder: string = '.okno/files';

  @Env('CLAMD_URL', {
    description:
      'Antivirus (clamd): tcp://host:3310 or unix:/run/clamav/clamd.ctl. Empty: files are shown as not scanned.',
    example: 'tcp://clamav.example:3310',
  })
  @IsOptional()
  @Matches(/^(tcp:\/\/[^\s/:]+:\d{1,5}|unix:\/\S+)$/, {
    message: 'must be tcp://host:port or unix:/path',
  })
  clamdUrl?: string;

  @Env('S3_BUCKET', {
    description:
      'Bucket of S3, or of a server that speaks it, for the stored files. Empty: OKNO_FILES.',
    example: 'okno-files',
  })
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'must be the name of a bucket' })
  s3Bucket?: string;

  @Env('S3_ENDPOINT', {
    description: 'Address of the S3 server. Empty: Amazon, by S3_REGION.',
    example: 'https://storage.example',
  })
  @IsOptional()
  @Matches(/^https?:\/\/[^/@]+$/, {
    message: 'must be an http(s) address without a path or a login',
  })
  s3Endpoint?: string;

  @Env('S3_REGION', { description: 'Region that requests are signed for.', example: 'us-east-1' })
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'must be the name of a region' })
  s3Region: string = 'us-east-1';

  @Env('S3_PATH_STYLE', {
    description:
      'The bucket stands in the path and not in the name of the host: true for most own servers.',
    example: 'false',
  })
  @IsBoolean()
  s3PathStyle: boolean = false;

  @Env('S3_ACCESS_KEY_ID', {
    description: 'Key for the bucket: read, write, delete, list. Empty: the role of the machine.',
    secret: true,
  })
  @ValidateIf(({ secretAccessKey }: DocumentsConfig) => secretAccessKey !== undefined)
  @IsString({ message: 'goes together with S3_SECRET_ACCESS_KEY' })
  accessKeyId?: string;

  @Env('S3_SECRET_ACCESS_KEY', {
    description: 'The secret half of S3_ACCESS_KEY_ID.',
    secret: true,
  })
  @ValidateIf(({ accessKeyId }: DocumentsConfig) => accessKeyId !== undefined)
  @IsString({ message: 'goes together with S3_ACCESS_KEY_ID' })
  secretAccessKey?: string;
}
