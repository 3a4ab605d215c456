import { fuzz } from './fuzz';

const DEFAULT_REQUESTS = 20_000;

/** `npm run fuzz -- [requests] [seed]`: exits with 1 when a request found a fault. */
async function main(): Promise<void> {
  const [requests = DEFAULT_REQUESTS, seed = Math.floor(performance.timeOrigin)] = process.argv
    .slice(2)
    .map(Number);
  const report = await fuzz(requests, seed, (line) => process.stdout.write(`${line}\n`));
  for (const fault of report.faults.slice(0, 40)) {
    process.stdout.write(
      `${fault.reason} as ${fault.actor}\n  ${fault.request}\n  ${fault.answer}\n`,
    );
  }
  process.stdout.write(
    `seed ${report.seed}: ${report.requests} requests over ${report.operations} routes, ${JSON.stringify(report.byStatus)}, ${report.faults.length} faults\n`,
  );
  process.exitCode = report.faults.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
