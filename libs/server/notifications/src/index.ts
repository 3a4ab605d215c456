export { LettersModule } from './letters.module';
export { NotificationsApiModule } from './notices-api.module';
export { NotificationError } from './notifications.errors';
