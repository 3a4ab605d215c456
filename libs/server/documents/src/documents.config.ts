import { IsOptional, IsString, Matches, MinLength } from 'class-validator';

import { ConfigOf, Env } from '@okno/server/core';

/** Where files lie. */
@ConfigOf('Documents')
export class DocumentsConfig {
  @Env('OKNO_FILES', {
    description: 'Folder of the stored files; every api and worker process reaches the same one.',
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
}
