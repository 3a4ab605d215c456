import { Param, ParseUUIDPipe } from '@nestjs/common';

import { RequestError } from '@okno/server/core';

/** An id in the path: a UUID, or 400 with the name of the parameter. */
export function IdParam(name = 'id'): ParameterDecorator {
  return Param(
    name,
    new ParseUUIDPipe({
      exceptionFactory: () =>
        new RequestError('request.invalid', {}, [{ path: name, code: 'ID_FORMAT' }]),
    }),
  );
}
