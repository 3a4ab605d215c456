/**
 * Stack traces in our own sources. Node's own switch would keep the maps of every package as well, with the
 * sources in them: 11 MiB of an idle api.
 */
const SOURCE_MAPS =
  "data:text/javascript,import{setSourceMapsSupport}from'node:module';setSourceMapsSupport(true)";

/**
 * What every process of the portal is started with, here and (as text) in Dockerfile and docker-compose.yml.
 * The young generation of V8 grows to three times 16 MiB by itself and is then kept; 4 MiB save about
 * 30 MiB in an idle api; what they cost in throughput was below the noise of a shared machine.
 */
export const SERVER_FLAGS = [`--import=${SOURCE_MAPS}`, '--max-semi-space-size=4'];
