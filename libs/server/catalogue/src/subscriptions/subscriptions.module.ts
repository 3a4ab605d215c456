import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';

import { MeasureSearch } from '../measure-search';
import { AnnouncementsService } from './announcements.service';
import { OwnSubscriptionsController, SubscriptionsController } from './subscriptions.controller';
import { SubscriptionsRepository } from './subscriptions.repository';
import { SubscriptionsService } from './subscriptions.service';
import { SubscriptionsTidy } from './subscriptions.tidy';

/** Who wants to be told of measures, for every process that tells. */
@Module({
  imports: [AccountsModule],
  providers: [AnnouncementsService, MeasureSearch, SubscriptionsRepository, SubscriptionsService],
  exports: [AnnouncementsService, SubscriptionsRepository, SubscriptionsService],
})
export class SubscriptionsModule {}

/** The same over HTTP. */
@Module({
  imports: [SubscriptionsModule],
  controllers: [OwnSubscriptionsController, SubscriptionsController],
})
export class SubscriptionsApiModule {}

/** What goes on by itself. */
@Module({ imports: [SubscriptionsModule], providers: [SubscriptionsTidy] })
export class SubscriptionsWorkerModule {}
