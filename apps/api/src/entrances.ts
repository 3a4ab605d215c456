/** Languages whose texts a document can name ahead. */
export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One question to the API, below /api/v1. */
export interface Asked {
  /** Its address; `:id` is taken from the address of the page. */
  ask: string;
  /** What the page asks once it has that answer; `{measure.versionId}` is taken from the answer. */
  then: string[];
}

/** A page that people often begin with, and what its first screen is made of. The build writes the list. */
export interface Entrance {
  /** Pattern of its address: `/measures/:code`. */
  path: string;
  /** Scripts of the page beside those of the shell, with the texts of the reader's language. */
  files: Record<Language, string[]>;
  /** What anybody's page asks. */
  answers: Asked[];
  /** What the page of a signed-in person asks besides. */
  own: Asked[];
}

/**
 * Reads the build's list of entrances.
 * @throws Error for anything else, which is another version's build
 */
export function readEntrances(json: string): Entrance[] {
  const parsed: unknown = JSON.parse(json);
  if (!isListOf(isEntrance)(parsed)) {
    throw new Error('entrances.json of the site is not what this api reads: build both together');
  }
  return parsed;
}

const isListOf =
  <T>(isOne: (value: unknown) => value is T) =>
  (value: unknown): value is T[] =>
    Array.isArray(value) && value.every(isOne);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isText = (value: unknown): value is string => typeof value === 'string';

const isAsked = (value: unknown): value is Asked =>
  isObject(value) &&
  'ask' in value &&
  isText(value.ask) &&
  'then' in value &&
  isListOf(isText)(value.then);

const isFiles = (value: unknown): value is Record<Language, string[]> =>
  isObject(value) &&
  'ru' in value &&
  isListOf(isText)(value.ru) &&
  'en' in value &&
  isListOf(isText)(value.en);

function isEntrance(value: unknown): value is Entrance {
  return (
    isObject(value) &&
    'path' in value &&
    isText(value.path) &&
    'files' in value &&
    isFiles(value.files) &&
    'answers' in value &&
    isListOf(isAsked)(value.answers) &&
    'own' in value &&
    isListOf(isAsked)(value.own)
  );
}
