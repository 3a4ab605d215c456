import { IsString, MinLength } from 'class-validator';

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
}
