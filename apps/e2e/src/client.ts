/* eslint-disable @typescript-eslint/no-explicit-any -- a test asserts on the body; a wrong shape fails the assertion */
/** A person who is in the demo data. */
export interface DemoPerson {
  email: string;
  password: string;
  role: string;
  name: string;
}

/** What came back: the status and the parsed body. */
export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** A browser without a page: keeps its cookie, says where it comes from, speaks JSON. */
export class Client {
  private cookie: string | undefined;

  constructor(
    readonly address: string,
    /** Sent with every request: a proxy's word about the address, say. */
    private readonly headers: Record<string, string> = {},
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.post('auth/login', { email, password });
    if (answer.status !== 200) {
      throw new Error(
        `${email} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
  }

  get<T = any>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  post<T = any>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.send<T>('POST', path, JSON.stringify(body), {
      'content-type': 'application/json',
      ...headers,
    });
  }

  patch<T = any>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, JSON.stringify(body), {
      'content-type': 'application/json',
    });
  }

  put<T = any>(path: string, body: unknown): Promise<Answer<T>> {
    return this.send<T>('PUT', path, JSON.stringify(body), {
      'content-type': 'application/json',
    });
  }

  delete<T = any>(path: string): Promise<Answer<T>> {
    return this.send<T>('DELETE', path);
  }

  /** Uploads one file into a document slot, as a form does. */
  upload<T = any>(
    path: string,
    slot: string,
    name: string,
    content: Uint8Array<ArrayBuffer>,
    mime = 'application/pdf',
  ): Promise<Answer<T>> {
    const form = new FormData();
    form.append('slot', slot);
    form.append('file', new Blob([content], { type: mime }), name);
    return this.send<T>('POST', path, form);
  }

  /** The same session at another process. */
  at(address: string): Client {
    const other = new Client(address, this.headers);
    other.cookie = this.cookie;
    return other;
  }

  /** The headers that say who asks, for a request over a bare socket. */
  identity(): Record<string, string> {
    return {
      origin: this.address,
      ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
    };
  }

  /** Any request with the session; for streams and files. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.address}/api/v1/${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        origin: this.address,
        ...this.headers,
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...init.headers,
      },
    });
  }

  private async send<T>(
    method: string,
    path: string,
    body?: string | FormData,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await this.raw(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const set = answer.headers.getSetCookie().find((one) => one.startsWith('okno_session='));
    this.cookie = set === undefined ? this.cookie : set.split(';')[0];
    const text = await answer.text();
    const parsed: T = isJson(answer) && text !== '' ? JSON.parse(text) : text;
    return { status: answer.status, body: parsed, headers: answer.headers };
  }
}

function isJson(answer: Response): boolean {
  return answer.headers.get('content-type')?.includes('json') === true;
}
