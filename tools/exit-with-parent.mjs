/**
 * Loaded into each process that `npm start` starts (node --import): when the starter is gone, however it
 * died, its end of the channel closes and the process ends itself as on SIGTERM. Nothing stays behind
 * holding the port.
 */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
