import type { DemoCases } from './demo-cases';

/** Who looks at a screen. */
export type Viewer = 'guest' | 'member' | 'newcomer' | 'REVIEWER' | 'CENTRE_HEAD' | 'REGISTRAR';

/** One screen: the router's pattern it proves, an address, and who looks. */
export interface Screen {
  pattern: string;
  path: string;
  as: Viewer;
}

const KEY = `#token=${'a'.repeat(43)}`;

const PUBLIC: readonly [string, string][] = [
  ['/', '/'],
  ['/measures/:code', '/measures/KZ-06'],
  ['/measures/:code', '/measures/MEMBERSHIP-kuzbass-biomed'],
  ['/clusters', '/clusters'],
  ['/clusters/:code', '/clusters/kuzbass-biomed'],
  ['/receipts', '/receipts'],
  ['/registry', '/registry'],
  ['/register', '/register'],
  ['/confirm', `/confirm${KEY}`],
  ['/forgot', '/forgot'],
  ['/reset', `/reset${KEY}`],
  ['/dev/mail', '/dev/mail'],
  ['/failure', '/failure'],
  ['/no-access', '/no-access'],
  ['/**', '/there-is-no-such-page'],
];

/** Every page of the router, signed out and in. */
export function screens({ member, entered, draft, returned, fresh }: DemoCases): Screen[] {
  const guest: readonly [string, string][] = [
    ...PUBLIC,
    ['/login', '/login'],
    ['/invitation', `/invitation${KEY}`],
    ['/registry/:number', `/registry/${entered.registryNumber}`],
    ['/receipts/:number', `/receipts/${entered.number}?hash=${entered.hash}`],
  ];
  const cabinet: readonly [string, string][] = [
    ['/', '/'],
    ['/measures/:code', '/measures/KZ-06'],
    ['/invitation', `/invitation${KEY}`],
    ['/no-access', '/no-access'],
    ['/cabinet/profile', '/cabinet/profile'],
    ['/cabinet/organisations', '/cabinet/organisations'],
    ['/cabinet/organisations/new', '/cabinet/organisations/new'],
    ['/cabinet/organisations/:id', `/cabinet/organisations/${member.organisationId}`],
  ];
  const seenBy =
    (as: Viewer) =>
    ([pattern, path]: readonly [string, string]): Screen => ({ pattern, path, as });
  void draft;
  void returned;
  void fresh;
  return [...guest.map(seenBy('guest')), ...cabinet.map(seenBy('member'))];
}
