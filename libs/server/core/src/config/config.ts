import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** What `.env.example` says of one variable. */
export interface VariableDoc {
  name: string;
  property: string;
  /** One sentence for the operator. */
  description: string;
  example?: string;
  secret?: boolean;
}

type ConfigClass<T extends object> = new () => T;

const variables = new Map<object, VariableDoc[]>();
const classes: { title: string; type: ConfigClass<object> }[] = [];

/** A setting of the process, read from the environment variable `name`. */
export function Env(name: string, doc: Omit<VariableDoc, 'name' | 'property'>): PropertyDecorator {
  return (target, property) => {
    const known = variables.get(target) ?? [];
    known.push({ name, property: String(property), ...doc });
    variables.set(target, known);
  };
}

/** A lib's settings: one validated class. Its variables appear in `.env.example` under `title`. */
export function ConfigOf(title: string): <T extends object>(type: ConfigClass<T>) => void {
  return (type) => {
    classes.push({ title, type });
  };
}

/** A wrong or missing setting. The message is one sentence for the operator. */
export class ConfigError extends Error {}

/**
 * Reads and validates the settings of one class.
 * @throws ConfigError naming the variable at fault
 */
export function loadConfig<T extends object>(
  type: ConfigClass<T>,
  env: NodeJS.ProcessEnv = process.env,
): T {
  const docs = docsOf(type);
  const raw: Record<string, unknown> = {};
  for (const doc of docs) {
    const value = env[doc.name];
    if (value !== undefined && value !== '') {
      raw[doc.property] = parse(designType(type, doc.property), value);
    }
  }
  const config = plainToInstance(type, raw, { exposeDefaultValues: true });
  const [problem] = validateSync(config, { skipMissingProperties: false });
  if (problem) {
    const doc = docs.find((one) => one.property === problem.property);
    const reason = Object.values(problem.constraints ?? {})[0] ?? 'has a wrong value';
    throw new ConfigError(`${doc?.name ?? problem.property}: ${reason}. ${doc?.description ?? ''}`);
  }
  return config;
}

/** A Nest provider of a lib's validated settings. */
export function provideConfig<T extends object>(
  type: ConfigClass<T>,
): { provide: ConfigClass<T>; useFactory: () => T } {
  return { provide: type, useFactory: () => loadConfig(type) };
}

/** The text of `.env.example`: every variable of every lib that the process knows. */
export function envExample(): string {
  const sections = [...classes]
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(({ title, type }) => {
      const lines = docsOf(type).map(
        (doc) =>
          `# ${doc.description}${doc.secret ? ' Secret.' : ''}\n#${doc.name}=${doc.example ?? ''}`,
      );
      return `### ${title}\n${lines.join('\n')}`;
    });
  return `# Every setting of Okno. All are optional for npm start. Generated: npm run generate.\n\n${sections.join('\n\n')}\n`;
}

/** The type that the compiler has written down for a property. */
function designType(type: ConfigClass<object>, property: string): unknown {
  const prototype: unknown = type.prototype;
  return typeof prototype === 'object' && prototype !== null
    ? Reflect.getMetadata('design:type', prototype, property)
    : undefined;
}

function docsOf(type: ConfigClass<object>): VariableDoc[] {
  const docs: VariableDoc[] = [];
  for (const [prototype, known] of variables) {
    if (prototype === type.prototype) {
      docs.push(...known);
    }
  }
  return docs;
}

function parse(type: unknown, value: string): unknown {
  if (type === Number) {
    return Number(value);
  }
  if (type === Boolean) {
    return ['1', 'true', 'yes'].includes(value)
      ? true
      : ['0', 'false', 'no'].includes(value)
        ? false
        : value;
  }
  return value;
}
