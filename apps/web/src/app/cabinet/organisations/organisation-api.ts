/** What kind of holder an organisation is; it decides which numbers the card has. */
export type OrganisationKind = 'LEGAL' | 'SOLE_TRADER' | 'SELF_EMPLOYED' | 'STATE' | 'FOREIGN';

/** What a representative acts on. */
export type Basis = 'CHARTER' | 'POA' | 'MCHD';

/** A person who acts, or asks to act, for an organisation. */
export interface RepresentativeDto {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly basis: Basis | null;
  readonly poaNumber: string | null;
  readonly poaValidTo: string | null;
  readonly canFile: boolean;
  readonly isAdmin: boolean;
  readonly state: 'PENDING' | 'ACTIVE';
  readonly firstClaimant: boolean;
  readonly me: boolean;
}

/** A letter that offers a place in the organisation. */
export interface InvitationDto {
  readonly id: string;
  readonly email: string;
  readonly canFile: boolean;
  readonly expiresAt: string;
}

/** The columns of a card that a person types. */
export interface CardValues {
  readonly kind: OrganisationKind;
  readonly inn: string;
  readonly ogrn: string | null;
  readonly kpp: string | null;
  readonly fullName: string;
  readonly shortName: string;
  readonly okvedMain: string;
  readonly smeCategory: string;
  readonly addressLegal: string;
  readonly addressActual: string | null;
  readonly headName: string;
  readonly headPost: string | null;
  readonly website: string | null;
  readonly regionCode: string;
}

/** A value with who vouches for it, since which day. */
export interface SourcedValue {
  readonly value: string;
  readonly source: 'declared' | 'registrar' | 'rsmp';
  readonly asOf: string;
}

/** A field that a register tells, and what stood there before it did. */
export interface CardFact extends SourcedValue {
  readonly field: string;
  readonly previous: SourcedValue | null;
}

/** POST organisations/prefill: what the registers know of an ИНН. */
export interface PrefillAnswer {
  readonly ogrn: SourcedValue | null;
  readonly facts: readonly CardFact[];
}

/** GET organisations/:id. */
export interface OrganisationDto extends CardValues {
  readonly id: string;
  readonly state: 'UNCONFIRMED' | 'CONFIRMED';
  readonly source: { readonly code: 'declared' | 'registrar'; readonly asOf: string };
  /** Fields that follow a register, whoever vouches for the rest of the card. */
  readonly facts: readonly CardFact[];
  readonly revision: number;
  readonly me: {
    readonly isAdmin: boolean;
    readonly canFile: boolean;
    readonly state: 'PENDING' | 'ACTIVE';
  } | null;
  /** PENDING: somebody had added this ИНН before, and the centre decides. */
  readonly claim: 'PENDING' | null;
  readonly representatives: readonly RepresentativeDto[];
  readonly invitations: readonly InvitationDto[];
  readonly memberships: readonly {
    readonly clusterCode: string;
    readonly registryNumber: string;
    readonly state: string;
  }[];
  readonly createdAt: string;
}

/** A page of GET organisations. */
export interface OrganisationListDto {
  readonly items: readonly OrganisationDto[];
  readonly next: string | null;
}
