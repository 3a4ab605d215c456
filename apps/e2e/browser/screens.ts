import type { DemoCases } from './demo-cases';

/** Who looks at a screen. */
export type Viewer = 'guest' | 'member' | 'newcomer' | 'REVIEWER' | 'CENTRE_HEAD' | 'REGISTRAR';

/** One screen: what its picture is called, the router's pattern it proves, an address, and who looks. */
export interface Screen {
  name: string;
  pattern: string;
  path: string;
  as: Viewer;
}

type Row = readonly [name: string, pattern: string, path?: string];

const KEY = `#token=${'a'.repeat(43)}`;
const NOWHERE = '/there-is-no-such-page';

const PUBLIC: readonly Row[] = [
  ['home', '/'],
  ['home-nothing-found', '/', '/?q=паровоз'],
  ['measure', '/measures/:code', '/measures/KZ-06'],
  ['measure-joining', '/measures/:code', '/measures/MEMBERSHIP-kuzbass-biomed'],
  ['clusters', '/clusters'],
  ['cluster', '/clusters/:code', '/clusters/kuzbass-biomed'],
  ['registry', '/registry'],
  ['receipt-check', '/receipts'],
  ['login', '/login'],
  ['register', '/register'],
  ['confirm', '/confirm', `/confirm${KEY}`],
  ['forgot', '/forgot'],
  ['reset', '/reset', `/reset${KEY}`],
  ['invitation', '/invitation', `/invitation${KEY}`],
  ['kept-mails', '/dev/mail'],
  ['failure', '/failure'],
  ['no-access', '/no-access'],
  ['not-found', '/**', NOWHERE],
];

function ofData({ entered }: DemoCases): readonly Row[] {
  const { registryNumber, number, hash } = entered;
  return [
    ['participant', '/registry/:number', `/registry/${registryNumber}`],
    ['receipt-valid', '/receipts/:number', `/receipts/${number}?hash=${hash}`],
  ];
}

function ofMember({ member }: DemoCases): readonly Row[] {
  return [
    ['measure-signed-in', '/measures/:code', '/measures/KZ-06'],
    ['invitation-signed-in', '/invitation', `/invitation${KEY}`],
    ['no-access-signed-in', '/no-access'],
    ['not-found-signed-in', '/**', NOWHERE],
    ['profile', '/cabinet/profile'],
    ['organisations', '/cabinet/organisations'],
    ['organisation-new', '/cabinet/organisations/new'],
    [
      'organisation',
      '/cabinet/organisations/:id',
      `/cabinet/organisations/${member.organisationId}`,
    ],
    ['applications', '/cabinet/applications'],
    ['notifications', '/cabinet/notifications'],
  ];
}

/** Every page of the router, signed out and in. */
export function screens(cases: DemoCases): Screen[] {
  const rows: Record<Viewer, readonly Row[]> = {
    guest: [...PUBLIC, ...ofData(cases)],
    member: ofMember(cases),
    newcomer: [],
    REVIEWER: [['inbox', '/office/inbox']],
    CENTRE_HEAD: [['inbox-head', '/office', '/office']],
    REGISTRAR: [],
  };
  const viewers: readonly Viewer[] = [
    'guest',
    'member',
    'newcomer',
    'REVIEWER',
    'CENTRE_HEAD',
    'REGISTRAR',
  ];
  return viewers.flatMap((as) =>
    rows[as].map(([name, pattern, path = pattern]) => ({ name, pattern, path, as })),
  );
}
