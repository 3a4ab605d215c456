export { TeamworkApiModule, TeamworkModule, TeamworkWorkerModule } from './teamwork.module';
