export { NotificationsApiModule } from './notices-api.module';
export { NotificationsWorkerModule } from './notices-worker.module';
export { NotificationError } from './notifications.errors';
