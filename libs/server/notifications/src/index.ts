export { NotificationError } from './notifications.errors';
export {
  NotificationsApiModule,
  NotificationsModule,
  NotificationsWorkerModule,
} from './notifications.module';
