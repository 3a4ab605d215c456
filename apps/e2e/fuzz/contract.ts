import { readFileSync } from 'node:fs';

/** The part of OpenAPI's schema that our contract uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  schema?: Schema;
}

/** One route with what it takes. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | undefined;
  multipart: boolean;
  /** The body is bytes of this media type. */
  bytes: string | undefined;
}

interface RawOperation {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

interface RawContract {
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

const METHODS = ['get', 'post', 'patch', 'delete', 'put'];

/** The committed contract: every route, and its schemas by name. */
export class Contract {
  readonly operations: Operation[];
  private readonly schemas: Record<string, Schema>;

  constructor(file = 'openapi.json') {
    const raw: RawContract = JSON.parse(readFileSync(file, 'utf8'));
    this.schemas = raw.components?.schemas ?? {};
    this.operations = Object.entries(raw.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation ? [operationOf(method, path, operation)] : [];
      }),
    );
  }

  resolve(schema: Schema | undefined): Schema | undefined {
    const name = schema?.$ref?.split('/').at(-1);
    return name === undefined ? schema : this.resolve(this.schemas[name]);
  }
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const content = raw.requestBody?.content ?? {};
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: raw.parameters ?? [],
    body: content['application/json']?.schema,
    multipart: content['multipart/form-data'] !== undefined,
    bytes: Object.keys(content).find((type) => type.endsWith('octet-stream')),
  };
}
