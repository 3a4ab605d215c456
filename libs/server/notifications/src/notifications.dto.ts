import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';

import { PageQuery } from '@okno/server/core';

import type { DeliveryState } from './mail/mail-delivery.entity';
import { titleOf } from './templates/letter';
import { TEMPLATE_NAMES } from './templates/templates';

/** A text in both languages. */
export class TitleDto {
  @ApiProperty({ type: String }) ru!: string;
  @ApiProperty({ type: String }) en!: string;
}

/** Which notices. */
export class NotificationsQuery extends PageQuery {
  /** true: only those not read yet. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value,
  )
  @IsBoolean()
  unread?: boolean;
}

/** Marks a notice as read. */
export class ReadNotificationDto {
  @ApiProperty({ type: Boolean, enum: [true] })
  @IsIn([true])
  read!: true;
}

/** A row as the list selects it. */
export interface NotificationListRow {
  id: string;
  template: string;
  params: Record<string, unknown>;
  applicationId: string | null;
  at: Date;
  readAt: Date | null;
  mailState: DeliveryState | null;
}

/** What became of the notice on each way. */
export class NotificationChannelsDto {
  /** Null where no letter goes with it. */
  @ApiProperty({
    type: String,
    enum: ['PENDING', 'SENT', 'FAILED', 'KEPT'],
    nullable: true,
  })
  mail!: DeliveryState | null;
}

/** One notice. */
export class NotificationDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  /** What happened, as a stable code. */
  @ApiProperty({ type: String, enum: TEMPLATE_NAMES }) template!: string;
  /** The title, ready to show. */
  @ApiProperty({ type: TitleDto }) title!: TitleDto;
  /** Ids, numbers, dates and titles that belong to the template. */
  @ApiProperty({ type: 'object', additionalProperties: true }) params!: Record<string, unknown>;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) applicationId!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt!: string | null;
  @ApiProperty({ type: NotificationChannelsDto }) channels!: NotificationChannelsDto;

  static from(row: NotificationListRow): NotificationDto {
    return {
      id: row.id,
      template: row.template,
      title: {
        ru: titleOf(row.template, row.params, 'ru'),
        en: titleOf(row.template, row.params, 'en'),
      },
      params: row.params,
      applicationId: row.applicationId,
      at: row.at.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
      channels: { mail: row.mailState },
    };
  }
}

/** A page of notices, newest first. */
export class NotificationPageDto {
  @ApiProperty({ type: [NotificationDto] }) items!: NotificationDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  /** How many there are in all: with `unread` the figure beside the bell. */
  @ApiProperty({ type: Number }) total!: number;
  /** The total is "at least this many". */
  @ApiProperty({ type: Boolean }) approximate!: boolean;
}
