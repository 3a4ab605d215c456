import { ApiProperty } from '@nestjs/swagger';

import type {
  ClusterAbout,
  ClusterData,
  PublishedFact,
  PublishedOrganisation,
  SharedFacility,
  SpecialisationData,
} from './catalogue-data';
import type { StoredCluster } from './catalogue.repository';
import { SourceDto, TextDto } from './text.dto';

/** A cluster in a list. */
export class ClusterSummaryDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
  @ApiProperty({ type: String, nullable: true }) region!: string | null;
  /** IANA name. */
  @ApiProperty() timeZone!: string;
  @ApiProperty({ enum: ['active', 'forming', 'announced'] }) status!: ClusterData['status'];
  @ApiProperty() type!: string;
  /** Whether it can be joined through this portal. */
  @ApiProperty() acceptsMembership!: boolean;
  @ApiProperty({ type: String, nullable: true }) membershipMeasureCode!: string | null;
  /** As exact as the source is: `2014-09-04`, `2019-04` or `2012`. */
  @ApiProperty({ type: String, nullable: true }) foundedOn!: string | null;

  static summary(cluster: StoredCluster): ClusterSummaryDto {
    return {
      code: cluster.code,
      name: cluster.name,
      region: cluster.region,
      timeZone: cluster.timeZone,
      status: cluster.status,
      type: cluster.type,
      acceptsMembership: cluster.acceptsMembership,
      membershipMeasureCode: cluster.membershipMeasureCode,
      foundedOn: cluster.foundedOn,
    };
  }
}

/** Every cluster. */
export class ClusterListDto {
  @ApiProperty({ type: [ClusterSummaryDto] }) items!: ClusterSummaryDto[];
}

/** A figure of the past; to be shown with its date and source. */
export class FactDto implements PublishedFact {
  @ApiProperty() key!: string;
  @ApiProperty({ type: TextDto }) label!: TextDto;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }] }) value!: number | string;
  /** The day, month or year the figure is of. */
  @ApiProperty() asOf!: string;
  /** The source says "more than". */
  @ApiProperty() atLeast!: boolean;
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
}

export class CoordinatorDto implements NonNullable<ClusterAbout['coordinator']> {
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) fullName!: string | null;
  @ApiProperty({ type: String, nullable: true }) role!: string | null;
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
}

export class StrategyDto implements NonNullable<ClusterAbout['strategy']> {
  @ApiProperty() name!: string;
  @ApiProperty() act!: string;
  /** Last year it reaches. */
  @ApiProperty({ type: 'integer' }) horizon!: number;
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
}

export class SpecialisationDto implements SpecialisationData {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
  @ApiProperty() group!: string;
}

/** A participant that a source names: without ИНН and registry number. */
export class PublishedOrganisationDto {
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) shortName!: string | null;
  @ApiProperty({ type: String, nullable: true }) city!: string | null;
  @ApiProperty() type!: string;
  @ApiProperty() does!: string;
  @ApiProperty({ type: SourceDto }) source!: SourceDto;

  static from(organisation: PublishedOrganisation): PublishedOrganisationDto {
    const { name, shortName, city, type, does, source } = organisation;
    return { name, shortName, city, type, does, source };
  }
}

/** A service of a shared laboratory. */
export class SharedFacilityDto implements SharedFacility {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
  @ApiProperty() centre!: string;
  @ApiProperty() operator!: string;
  @ApiProperty({ type: String, nullable: true }) city!: string | null;
  /** What is measured, where the source lists it. */
  @ApiProperty({ type: [String] }) parameters!: string[];
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
}

/** Everything published about a cluster. */
export class ClusterDto extends ClusterSummaryDto {
  @ApiProperty({ type: [FactDto] }) facts!: FactDto[];
  @ApiProperty({ type: CoordinatorDto, nullable: true }) coordinator!: CoordinatorDto | null;
  @ApiProperty({ type: StrategyDto, nullable: true }) strategy!: StrategyDto | null;
  @ApiProperty({ type: [SpecialisationDto] }) specialisations!: SpecialisationDto[];
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
  @ApiProperty({ type: [PublishedOrganisationDto] })
  publishedOrganisations!: PublishedOrganisationDto[];
  @ApiProperty({ type: [SharedFacilityDto] }) sharedFacilities!: SharedFacilityDto[];

  static from(
    cluster: StoredCluster,
    organisations: readonly PublishedOrganisation[],
    facilities: SharedFacility[],
  ): ClusterDto {
    return {
      ...ClusterSummaryDto.summary(cluster),
      facts: cluster.facts,
      coordinator: cluster.about.coordinator,
      strategy: cluster.about.strategy,
      specialisations: cluster.specialisations,
      source: cluster.about.source,
      publishedOrganisations: organisations.map((one) => PublishedOrganisationDto.from(one)),
      sharedFacilities: facilities,
    };
  }
}
