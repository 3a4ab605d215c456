/**
 * What every process of the portal is started with, here and (as text) in Dockerfile and docker-compose.yml.
 * The young generation of V8 grows to three times 16 MiB by itself and is then kept; 4 MiB save about
 * 30 MiB in an idle api; what they cost in throughput was below the noise of a shared machine.
 */
export const SERVER_FLAGS = ['--enable-source-maps', '--max-semi-space-size=4'];
