import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

import { canonicalPassword } from './password.policy';
import { newSecret } from './secret';

/** OWASP's first choice for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';

/** Hashes and compares passwords, off the main thread. */
@Injectable()
export class Passwords {
  private stranger: Promise<string> | undefined;

  /** The hash to keep, with its salt and parameters. */
  hash(password: string): Promise<string> {
    return hash(canonicalPassword(password), PARAMETERS);
  }

  /**
   * Whether the password belongs to the hash. Without a hash (nobody has that address) the same work is
   * done all the same, so the time of the answer tells nothing.
   */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.stranger ??= this.hash(newSecret());
    const right = await verify(passwordHash ?? (await this.stranger), canonicalPassword(password));
    return right && passwordHash !== null;
  }

  /** Whether the hash was made with other parameters than today's. */
  isOutdated(passwordHash: string): boolean {
    return !passwordHash.startsWith(CURRENT);
  }
}
