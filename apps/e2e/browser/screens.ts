import type { DemoCases } from './demo-cases';

/** Who looks at a screen. */
export type Viewer = (typeof VIEWERS)[number];

const VIEWERS = [
  'guest',
  'member',
  'newcomer',
  'signer',
  'clerk',
  'REVIEWER',
  'CENTRE_HEAD',
  'REGISTRAR',
  'COUNCIL_SECRETARY',
  'COUNCIL_MEMBER',
] as const;

/** One screen: what its picture is called, the router's pattern it proves, an address, and who looks. */
export interface Screen {
  name: string;
  pattern: string;
  path: string;
  as: Viewer;
}

/** What the addresses need of the demo cases. */
export type ShownCases = Pick<
  DemoCases,
  'entered' | 'returned' | 'fresh' | 'session' | 'training' | 'subscription'
> & {
  member: Pick<DemoCases['member'], 'organisationId'>;
  draft: Pick<DemoCases['draft'], 'id'>;
  team: Pick<DemoCases['team'], 'sent' | 'finished'>;
};

type Row = readonly [name: string, pattern: string, path?: string];

const KEY = `#token=${'a'.repeat(43)}`;
const EDIT = '/cabinet/applications/:id/edit';
const NOWHERE = '/there-is-no-such-page';

const PUBLIC: readonly Row[] = [
  ['home', '/'],
  ['home-nothing-found', '/', '/?q=паровоз'],
  ['measure', '/measures/:code', '/measures/KZ-06'],
  ['measure-closed', '/measures/:code', '/measures/KRS-01'],
  ['measure-joining', '/measures/:code', '/measures/MEMBERSHIP-kuzbass-biomed'],
  ['support', '/support', '/support?who=SMALL&member=none&task=people'],
  ['support-asked-nothing', '/support'],
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
  ['subscription-useless', '/subscription'],
  ['participation-useless', '/participation'],
  ['kept-mails', '/dev/mail'],
  ['failure', '/failure'],
  ['no-access', '/no-access'],
  ['not-found', '/**', NOWHERE],
];

function ofData({ entered, training, subscription }: ShownCases): readonly Row[] {
  const { registryNumber, number, hash } = entered;
  return [
    ['participant', '/registry/:number', `/registry/${registryNumber}`],
    ['subscription', '/subscription', `/subscription#token=${subscription}`],
    ['participation', '/participation', `/participation#token=${training.token}`],
    ['receipt-valid', '/receipts/:number', `/receipts/${number}?hash=${hash}`],
  ];
}

function ofMember({ member, draft, entered, training }: ShownCases): readonly Row[] {
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
    [
      'organisation-documents',
      '/cabinet/organisations/:id/documents',
      `/cabinet/organisations/${member.organisationId}/documents`,
    ],
    ['applications', '/cabinet/applications'],
    ['notifications', '/cabinet/notifications'],
    ['apply-start', '/cabinet/apply', '/cabinet/apply?measure=KZ-06'],
    ['apply', `${EDIT}/:section`, `${applicationPath(draft.id)}/edit/MONEY`],
    ['apply-task', EDIT, `${applicationPath(draft.id)}/edit`],
    ['apply-documents', `${EDIT}/:section`, `${applicationPath(draft.id)}/edit/DOCUMENTS`],
    ['apply-check', `${EDIT}/:section`, `${applicationPath(draft.id)}/edit/CHECK`],
    ['receipt', '/cabinet/applications/:id/receipt', `${applicationPath(entered.id)}/receipt`],
    ['track-draft', '/cabinet/applications/:id', applicationPath(draft.id)],
    ['track-training', '/cabinet/applications/:id', applicationPath(training.filed)],
    ['track-entered', '/cabinet/applications/:id', applicationPath(entered.id)],
  ];
}

/** Two colleagues and what is between them. */
function ofTeam({
  team: { sent, finished },
}: ShownCases): Record<'signer' | 'clerk', readonly Row[]> {
  const sign = '/cabinet/applications/:id/sign';
  return {
    signer: [
      ['applications-of-team', '/cabinet/applications'],
      ['sign', sign, `${applicationPath(sent)}/sign`],
      ['sign-not-asked', sign, `${applicationPath(finished)}/sign`],
      ['apply-with-comments', `${EDIT}/:section`, `${applicationPath(sent)}/edit/FIGURES`],
      ['apply-check-asked', `${EDIT}/:section`, `${applicationPath(sent)}/edit/CHECK`],
    ],
    clerk: [
      ['applications-of-clerk', '/cabinet/applications'],
      ['sign-no-right', sign, `${applicationPath(sent)}/sign`],
      ['apply-check-waiting', `${EDIT}/:section`, `${applicationPath(sent)}/edit/CHECK`],
      ['apply-check-send', `${EDIT}/:section`, `${applicationPath(finished)}/edit/CHECK`],
      ['track-with-comments', '/cabinet/applications/:id', applicationPath(sent)],
    ],
  };
}

function ofOffice({ returned, fresh, entered, training }: ShownCases): readonly Row[] {
  return [
    ['inbox', '/office/inbox'],
    ['case', '/office/cases/:id', `/office/cases/${fresh}`],
    ['case-returned', '/office/cases/:id', `/office/cases/${returned}`],
    ['case-training', '/office/cases/:id', `/office/cases/${training.filed}`],
    ['case-entered', '/office/cases/:id', `/office/cases/${entered.id}`],
  ];
}

const applicationPath = (id: string): string => `/cabinet/applications/${id}`;

/** Every page of the router, signed out and in. */
export function screens(cases: ShownCases): Screen[] {
  const rows: Record<Viewer, readonly Row[]> = {
    guest: [...PUBLIC, ...ofData(cases)],
    member: ofMember(cases),
    ...ofTeam(cases),
    newcomer: [
      ['track-returned', '/cabinet/applications/:id', applicationPath(cases.returned)],
      [
        'apply-listeners',
        `${EDIT}/:section`,
        `${applicationPath(cases.training.draft)}/edit/LISTENERS`,
      ],
    ],
    REVIEWER: ofOffice(cases),
    CENTRE_HEAD: [
      ['inbox-head', '/office', '/office'],
      ['council-seats', '/council/seats'],
    ],
    REGISTRAR: [['organisations-to-confirm', '/office/organisations']],
    COUNCIL_SECRETARY: [
      ['council-sessions', '/council'],
      ['council-secretary', '/council/:id', `/council/${cases.session}`],
    ],
    COUNCIL_MEMBER: [['council-vote', '/council/:id', `/council/${cases.session}`]],
  };
  return VIEWERS.flatMap((as) =>
    rows[as].map(([name, pattern, path = pattern]) => ({ name, pattern, path, as })),
  );
}

/** The screens whose names begin as `OKNO_SCREENS` says (`council,inbox`), for work on a few of them; all without it. */
export function askedScreens(cases: ShownCases): Screen[] {
  const beginnings = (process.env['OKNO_SCREENS'] ?? '').split(',');
  return screens(cases).filter(({ name }) => beginnings.some((one) => name.startsWith(one)));
}
