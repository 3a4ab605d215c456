/** A running PostgreSQL; `url` names the database `okno`, `adminUrl` the database `postgres`. */
export interface RunningPostgres {
  url: string;
  adminUrl: string;
  port: number;
  pid: () => number | undefined;
}
export function startPostgres(options?: {
  name?: string;
  userPid?: number;
}): Promise<RunningPostgres>;
export function stopPostgres(options?: {
  name?: string;
  ifUnused?: boolean;
  userPid?: number;
}): Promise<boolean>;
